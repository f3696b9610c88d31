// Signs with the office's own certificate in a PKCS#12 file. PAdES B-B: see docs/decisions/0031-own-pades-signature.md.
#pragma once

#include <filesystem>

#include "signing/signer.hpp"

namespace dumas::signing {

class Pkcs12Signer final : public Signer {
 public:
  // The file is read anew for each signature, so that a renewed certificate needs no restart. A missing file is
  // KEY_UNREADABLE.
  explicit Pkcs12Signer(std::filesystem::path file) : file_(std::move(file)) {}

  [[nodiscard]] Result<SignedPdf> sign(std::string_view pdf, const SignatureRequest&, const Passphrase&) override;
  [[nodiscard]] Result<CertificateInfo> check(const Passphrase&) override;

 private:
  std::filesystem::path file_;
};

}  // namespace dumas::signing
