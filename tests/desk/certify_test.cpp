// Offices that sign with certificates: the letter waits for its signer's, cannot leave before it, and proves itself after.
#include "../signing/certificates.hpp"
#include "app/papers/paper_file.hpp"
#include "print_shop.hpp"
#include "signing/pdf_verification.hpp"

using namespace dumas;           // NOLINT(google-build-using-namespace)
using namespace dumas::testing;  // NOLINT(google-build-using-namespace)
using complaint::DocumentType;
using complaint::PaperKind;
using complaint::Role;

namespace {

struct CertifiedShop : PrintShop {
  CertifiedShop()
      : PrintShop(Settings{{"answer_letter = \"WET_INK\"",
                            "answer_letter = \"CERTIFIED\"\ncertificate_secretary = \"sekretaris.p12\""}}) {
    const auto key = signing::authorities().issue("sekretaris-desk", {.name = "Endah Lestari"});
    std::filesystem::copy_file(key, office.folder() / "keys" / "sekretaris.p12");
  }
};

signing::Passphrase wrong() { return signing::Passphrase("bukan ini"); }

}  // namespace

TEST_CASE("a letter waits for its signer's certificate, and leaves only with it") {
  CertifiedShop shop;
  auto& office = shop.office;
  const auto made = sign_answer(office);
  const RecordId record = shop.record(made.id, DocumentType::AnswerLetter);
  const auto secretary = office.as("sekretaris", Role::Secretary);
  shop.desk->issue_due();
  CHECK(shop.desk->issued(record, PaperKind::AnswerLetter).refusal().code == "SIGNATURE_PENDING");
  complaint::DeliverAnswer posting{.channel = complaint::DeliveryChannel::Post, .proof = "Resi 1"};
  const auto front = office.as("loket", Role::FrontDesk);
  CHECK(office.tell(made.id, front, posting).refusal().code == "ACTOR_RULE_PENDING:SECRETARY");

  CHECK(shop.desk->certify(record, PaperKind::AnswerLetter, secretary, wrong()).refusal().code == "PASSPHRASE_WRONG");
  CHECK(shop.desk->certify(record, PaperKind::AnswerLetter, office.as("ketua", Role::Chair), signing::right())
            .refusal()
            .code == "CERTIFICATE_MISSING");
  CHECK(shop.desk->certify(record, PaperKind::AnswerLetter, office.as("ketua", Role::Secretary), signing::right())
            .refusal()
            .code == "WRONG_ROLE");
  CHECK(shop.papers(made.id).empty() == false);  // the others are issued
  CHECK(shop.due(made.id).size() == 1);

  const auto letter = shop.desk->certify(record, PaperKind::AnswerLetter, secretary, signing::right());
  REQUIRE(letter.ok());
  CHECK(letter->paper.issued.number == made.answer_no);
  CHECK(letter->paper.issued.certificate.size() == 64);
  const auto reports = signing::verify(letter->pdf, signing::authorities().root());
  REQUIRE(reports.ok());
  REQUIRE(reports->size() == 1);
  CHECK(signing::verdict(*reports) == signing::Verdict::Intact);
  CHECK(reports->front().trust == signing::Trust::Trusted);
  CHECK(reports->front().signer->subject == "Endah Lestari");
  CHECK(reports->front().signer->fingerprint == letter->paper.issued.certificate);
  std::string changed = letter->pdf;
  changed[changed.size() / 3] ^= 1;
  CHECK(signing::verdict(*signing::verify(changed, signing::authorities().root())) != signing::Verdict::Intact);

  // A second signature is not asked for, and the letter may go.
  CHECK(shop.desk->certify(record, PaperKind::AnswerLetter, secretary, signing::right()).refusal().code == "NOT_FOUND");
  CHECK(office.tell(made.id, front, posting).ok());
  CHECK(shop.faults() == std::vector<std::string>{});
}
