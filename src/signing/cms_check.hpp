// Judges the CMS of one signature. Used by pdf_verification.cpp.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "signing/openssl_handles.hpp"
#include "signing/pdf_verification.hpp"

namespace dumas::signing {

// PAdES names the certificate in the signature; Adobe's older kind does not.
enum class CertificateBinding { Required, Optional };

struct CmsJudgement {
  enum class Seal { Good, Broken, NotSupported };
  Seal seal = Seal::Broken;   // the signature over its own attributes
  bool content_fits = false;  // the digest in it is that of the document
  std::size_t der_bytes = 0;  // how long the CMS itself is; the rest of /Contents is padding
  std::optional<CertificateInfo> signer;
  Trust trust = Trust::NotAsked;
  Timestamp timestamp = Timestamp::None;
};

// `content` are the signed bytes, one piece behind the other. `at`: when the certificates must have been valid; nothing:
// dates are not looked at.
[[nodiscard]] CmsJudgement judge_cms(std::string_view contents, std::initializer_list<std::string_view> content,
                                     CertificateBinding, const std::optional<Instant>& at, x509_store_st* anchors);

// A store of the PEM's certificates; nullptr when it holds none.
[[nodiscard]] Owned<x509_store_st> read_anchors(std::string_view pem);

}  // namespace dumas::signing
