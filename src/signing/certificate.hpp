// What a certificate says of its holder, for people. Made by signers and by the verification of a PDF.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.hpp"
#include "base/time.hpp"

struct x509_st;  // OpenSSL's X509; its headers stay in .cpp files

namespace dumas::signing {

struct CertificateInfo {
  std::string subject;       // common name; without one, the organisation; UTF-8 without controls
  std::string organisation;  // may be empty
  std::string issuer;        // common name of the issuer, as above
  std::string serial;        // hexadecimal, upper case
  std::string fingerprint;   // SHA-256 of the certificate, 64 lower-case digits
  std::string key;           // "RSA 2048", "EC 256"
  Instant not_before{};
  Instant not_after{};
};

// The certificate may sign papers at this moment. Refusal: CERTIFICATE_EXPIRED {first day, last day}, also before the first.
[[nodiscard]] Checked valid_at(const CertificateInfo&, Instant);

// The certificate is made for signatures of persons: key usage digitalSignature or nonRepudiation (RFC 5280, 4.2.1.3),
// no authority, RSA from 2048 bits or an elliptic curve. Refusal: CERTIFICATE_UNFIT {holder}.
[[nodiscard]] Checked fit_to_sign(const x509_st&);

[[nodiscard]] CertificateInfo describe(const x509_st&);

}  // namespace dumas::signing
