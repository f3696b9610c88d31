// The loop of wet ink: printed, signed, scanned in any order and any way up, filed at the right paper.
#include "print_shop.hpp"

using namespace dumas;           // NOLINT(google-build-using-namespace)
using namespace dumas::testing;  // NOLINT(google-build-using-namespace)
using complaint::DocumentType;
using complaint::PaperKind;
using complaint::Role;

namespace {

scan::ScanFile png(std::string bytes) { return {.format = scan::ScanFormat::Png, .bytes = std::move(bytes)}; }

const app::MayFile everything = [](store::Connection&, const store::PaperRow&) { return true; };
const app::MayFile nothing = [](store::Connection&, const store::PaperRow&) { return false; };

struct Scanned : PrintShop {
  SignedCase made = sign_answer(office);
  store::PaperRow letter, minutes;
  std::vector<std::string> letter_pages, minutes_pages;

  Scanned() {
    desk->issue_due();
    letter = paper(made.id, PaperKind::AnswerLetter);
    minutes = paper(made.id, PaperKind::PlenaryMinutes);
    letter_pages = pictures_of(desk->bytes_of(letter)->pdf, 200);
    minutes_pages = pictures_of(desk->bytes_of(minutes)->pdf, 200);
  }
  Result<app::ScanReport> file(const std::vector<scan::ScanFile>& files, const app::MayFile& may = everything) {
    return app::file_scans(*desk, office.as("loket", Role::FrontDesk), files, may);
  }
};

}  // namespace

TEST_CASE("mixed pages, one upside down and one skewed, go to their papers") {
  Scanned shop;
  std::vector<scan::ScanFile> files;
  for (const auto& page : shop.minutes_pages) files.push_back(png(worn(page, "rotate:180")));
  for (const auto& page : shop.letter_pages) files.push_back(png(worn(page, "rotate:4 noise:1")));
  const auto report = shop.file(files);
  REQUIRE(report.ok());
  CHECK(report->problems.empty());
  CHECK(report->filed.size() == 2);
  const auto letter = shop.paper(shop.made.id, PaperKind::AnswerLetter);
  REQUIRE(letter.scan.has_value());
  CHECK(letter.scan->pages == letter.issued.file.pages);
  CHECK(letter.issued.file.sha256 == shop.letter.issued.file.sha256);  // the frozen one stays beside it
  CHECK(shop.paper(shop.made.id, PaperKind::PlenaryMinutes).scan.has_value());
  CHECK(shop.faults() == std::vector<std::string>{});
}

TEST_CASE("a page twice, a page of nobody and a paper one may not know of are told and change nothing") {
  Scanned shop;
  const auto page = png(shop.letter_pages.front());
  const auto doubled = shop.file({page, page});
  REQUIRE(doubled.ok());
  CHECK(doubled->filed.empty());
  CHECK(doubled->problems.at(0).code == "SCAN_PAGES_DOUBLED");
  const auto hidden = shop.file({page}, nothing);
  REQUIRE(hidden.ok());
  CHECK(hidden->filed.empty());
  CHECK(hidden->problems.at(0).code == "SCAN_UNKNOWN");
  const auto blind = shop.file({png(without_code(shop.letter_pages.front()))});
  REQUIRE(blind.ok());
  CHECK(blind->problems.at(0).code == "SCAN_NO_CODE");
  CHECK_FALSE(shop.paper(shop.made.id, PaperKind::AnswerLetter).scan.has_value());
}

TEST_CASE("what no code tells is filed by hand, but never another paper's page") {
  Scanned shop;
  const auto actor = shop.office.as("loket", Role::FrontDesk);
  const auto other = app::file_scan_of(*shop.desk, shop.letter, actor, {png(shop.minutes_pages.front())});
  CHECK(other.refusal().code == "SCAN_OTHER_PAPER");
  const auto blind = without_code(shop.letter_pages.front());
  const auto kept = app::file_scan_of(*shop.desk, shop.letter, actor, {png(blind)});
  REQUIRE(kept.ok());
  CHECK(kept->scan.has_value());
  const auto broken = app::file_scan_of(*shop.desk, shop.letter, actor, {png("bukan gambar")});
  CHECK(broken.refusal().code == "SCAN_UNREADABLE");
}
