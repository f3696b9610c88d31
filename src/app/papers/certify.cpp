// The certified half of the desk: a finished paper gets its signer's electronic signature before it is frozen.
#include "app/papers/paper_desk.hpp"
#include "signing/pkcs12_signer.hpp"

namespace dumas::app {

Result<std::string> PaperDesk::signature_file(const complaint::Actor& actor) const {
  const auto& certificates = app_.settings().signing.certificates;
  const auto found = certificates.find(actor.role);
  if (found == certificates.end()) return Refusal{.code = "CERTIFICATE_MISSING", .key = "refusal.certificate_missing"};
  return (app_.folders().data / "keys" / found->second).string();
}

Result<signing::CertificateInfo> PaperDesk::certificate_of(const complaint::Actor& actor,
                                                           const signing::Passphrase& passphrase) const {
  const auto file = signature_file(actor);
  if (!file) return file.refusal();
  return signing::Pkcs12Signer{*file}.check(passphrase);
}

Result<IssuedPdf> PaperDesk::certify(RecordId record, complaint::PaperKind paper, const complaint::Actor& actor,
                                     const signing::Passphrase& passphrase) {
  const auto file = signature_file(actor);
  if (!file) return file.refusal();
  signing::Pkcs12Signer signer{*file};
  auto certificate = signer.check(passphrase);
  if (!certificate) return certificate.refusal();
  const std::scoped_lock lock(issuing_);
  const auto due = app_.readers().with(
      [&](store::Connection& connection) { return store::find_due_paper(connection, record, paper); });
  if (!due) return Refusal{.code = "NOT_FOUND", .key = "refusal.not_found"};
  auto made = draft(*due);
  if (!made) return made.refusal();
  // The signature stands for the person who did the step, in the capacity in which he did it.
  if (made->issued.signed_by != actor.user || made->issued.signed_as != actor.role)
    return Refusal{.code = "WRONG_ROLE", .key = "refusal.not_the_signer"};
  auto signed_pdf = signer.sign(
      made->printed.pdf,
      {.reason = templates_.description(paper).title, .location = app_.settings().city, .at = app_.clock().now()},
      passphrase);
  if (!signed_pdf) return signed_pdf.refusal();
  made->printed.pdf = std::move(signed_pdf->bytes);
  made->issued.certificate = certificate->fingerprint;
  return keep(*due, std::move(*made));
}

}  // namespace dumas::app
