// Who puts a certified electronic signature on a paper: one interface for the office's own PKCS#12 certificate
// (signing/pkcs12_signer.hpp) and for a signing service such as BSrE's Esign Client Service, which takes a whole PDF and
// a passphrase and gives the signed PDF back. Called by app/ when a paper of a CERTIFIED office is signed.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "signing/certificate.hpp"
#include "signing/passphrase.hpp"

namespace dumas::signing {

// What stands in the signature beside the certificate. All texts are UTF-8; empty ones are left out.
struct SignatureRequest {
  std::string signer_name;
  std::string signer_title;  // jabatan
  std::string reason;
  std::string location;
  Instant at{};                       // the office's clock; the signature's claimed time, to the second
  std::string field = "TandaTangan";  // a field of that name already there: a number is put behind
};

struct SignedPdf {
  std::string bytes;
  CertificateInfo signer;
};

class Signer {
 public:
  virtual ~Signer() = default;

  // The PDF with one more signature; every byte of `pdf` stays in front, so that earlier signatures stay good. May take
  // seconds. Safe to call from any thread. Refusals: PDF_UNREADABLE, PASSPHRASE_WRONG, KEY_UNREADABLE,
  // CERTIFICATE_UNFIT, CERTIFICATE_EXPIRED; a service adds its own.
  [[nodiscard]] virtual Result<SignedPdf> sign(std::string_view pdf, const SignatureRequest&, const Passphrase&) = 0;

  // Opens the key without signing, so that a wrong passphrase is refused before anything is changed. Whether the
  // certificate is valid today is for valid_at() to say. Refusals: PASSPHRASE_WRONG, KEY_UNREADABLE, CERTIFICATE_UNFIT.
  [[nodiscard]] virtual Result<CertificateInfo> check(const Passphrase&) = 0;

 protected:
  Signer() = default;
  Signer(const Signer&) = default;
  Signer& operator=(const Signer&) = default;
};

}  // namespace dumas::signing
