// The citizen's receipt proves itself: without the server, and with the place named where it was touched.
#include "app/papers/receipts.hpp"
#include "print_shop.hpp"
#include "proof/verify_receipt.hpp"

using namespace dumas;           // NOLINT(google-build-using-namespace)
using namespace dumas::testing;  // NOLINT(google-build-using-namespace)
using complaint::DocumentType;
using complaint::PaperKind;

TEST_CASE("a receipt fits, and every touched part is told by its place") {
  PrintShop shop;
  const auto made = sign_answer(shop.office);
  auto issued = shop.desk->issued(shop.record(made.id, DocumentType::ComplaintReceipt), PaperKind::ComplaintReceipt);
  REQUIRE(issued.ok());
  const auto receipt = app::with_proof(*shop.office.app, *issued);
  REQUIRE(receipt.ok());
  CHECK(receipt->substr(0, issued->pdf.size()) == issued->pdf);
  const auto report = proof::verify_receipt({.file = *receipt});
  CHECK(report.fits());
  std::string changed = *receipt;
  changed[issued->pdf.size() / 2] ^= 4;
  const auto told = proof::verify_receipt({.file = changed});
  CHECK_FALSE(told.fits());
  const auto& document = told.finding(proof::Step::Document);
  CHECK(document.outcome == proof::Outcome::Differs);
  REQUIRE_FALSE(document.ranges.empty());
  CHECK(document.ranges.front().begin <= issued->pdf.size() / 2);
  CHECK(document.ranges.front().end > issued->pdf.size() / 2);
  // The log goes on, and the old receipt still fits.
  sign_answer(shop.office);
  shop.desk->issue_due();
  CHECK(proof::verify_receipt({.file = *receipt}).fits());
  CHECK(shop.faults() == std::vector<std::string>{});
}
