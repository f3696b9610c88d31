// Whole uploads: papers mixed and shuffled, pages missing, doubled and foreign, every format, and what the kept PDFs
// hold.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

#include "pages.hpp"

using namespace dumas::scan;
using namespace dumas::scan::testing;

namespace {

const std::string letter = "7K3M9QW2XBH4RT6Y", minutes = "0123456789ABCDEF";

std::string pages_of(const std::string& pdf, const Folder& folder) {
  write_file(folder / "kept.pdf", pdf);
  return run("pdfinfo " + (folder / "kept.pdf").string());
}

}  // namespace

TEST_CASE("two papers, mixed, shuffled and turned, come out in order and upright") {
  const Folder folder;
  const auto clean = rasterise(folder, "all",
                               paper_pdf({code_text(letter, 1, 3), code_text(letter, 2, 3), code_text(letter, 3, 3),
                                          code_text(minutes, 1, 2), code_text(minutes, 2, 2)}),
                               200);
  REQUIRE(clean.size() == 5);
  const auto scan = [&folder](const char* name) { return folder / name; };
  degrade(fmt::format(
      "{} {} rotate:4 jpeg:60\n{} {} rotate:180\n{} {} rotate:90\n{} {} threshold:128\n{} {} rotate:184 "
      "grain:15\n",
      clean[0].string(), scan("a.jpg").string(), clean[1].string(), scan("b.png").string(), clean[2].string(),
      scan("c.jpg").string(), clean[3].string(), scan("d.tif").string(), clean[4].string(), scan("e.png").string()));
  const std::vector<ScanFile> files{scan_file(scan("e.png")), scan_file(scan("c.jpg")), scan_file(scan("d.tif")),
                                    scan_file(scan("a.jpg")), scan_file(scan("b.png"))};
  const auto reading = read_scan(files, options());
  REQUIRE(reading.ok());
  CHECK(reading->unrecognised.empty());
  CHECK(reading->unrecognised_pdf.empty());
  REQUIRE(reading->papers.size() == 2);
  const auto &first = reading->papers[0], &second = reading->papers[1];
  CHECK(first.token == minutes);
  CHECK(first.pages == std::vector{ScannedPage{1, 2, 1, Turn::None}, ScannedPage{2, 0, 1, Turn::Half}});
  CHECK(second.token == letter);
  CHECK(second.pages == std::vector{ScannedPage{1, 3, 1, Turn::None}, ScannedPage{2, 4, 1, Turn::Half},
                                    ScannedPage{3, 1, 1, Turn::Left}});
  CHECK(second.total == 3);
  CHECK(second.missing.empty());
  CHECK(second.doubled.empty());

  // Read back, the kept paper is in order and nothing has to be turned.
  const auto again = read_scan({{ScanFormat::Pdf, second.pdf}}, options());
  REQUIRE(again.ok());
  REQUIRE(again->papers.size() == 1);
  CHECK(again->papers[0].pages == std::vector{ScannedPage{1, 0, 1, Turn::None}, ScannedPage{2, 0, 2, Turn::None},
                                              ScannedPage{3, 0, 3, Turn::None}});
  // The pictures are those that came: the JPEG's bytes stand in the PDF, the page has the paper's size.
  CHECK(second.pdf.find(files[3].bytes) != std::string::npos);
  CHECK(second.pdf.find(files[1].bytes) != std::string::npos);
  CHECK(pages_of(again->papers[0].pdf, folder).find("Pages:           3") != std::string::npos);
}

TEST_CASE("a PDF's pages are turned beside what they were turned before, and lose their scripts") {
  const Folder folder;
  const auto clean = rasterise(folder, "p", paper_pdf({code_text(letter, 1, 2), code_text(letter, 2, 2)}), 150);
  degrade(fmt::format("{} {} rotate:180\n{} {} rotate:270\n", clean[0].string(), (folder / "1.jpg").string(),
                      clean[1].string(), (folder / "2.jpg").string()));
  auto scanned = read_scan({scan_file(folder / "2.jpg"), scan_file(folder / "1.jpg")}, options())->papers.at(0).pdf;
  // A viewer turned the first page upside down again, and somebody added an action.
  write_file(folder / "turned.pdf", scanned);
  const auto at = scanned.find("/Rotate 180");
  REQUIRE(at != std::string::npos);
  scanned.replace(at, 11, "/Rotate 0  ");
  const auto box = scanned.find("/MediaBox");
  REQUIRE(box != std::string::npos);
  scanned.insert(box, "/AA << /O << /S /JavaScript /JS (app.alert\\(1\\)) >> >> ");
  const auto reading = read_scan({{ScanFormat::Pdf, scanned}}, options());
  REQUIRE(reading.ok());
  REQUIRE(reading->papers.size() == 1);
  const auto& paper = reading->papers[0];
  CHECK(paper.pages == std::vector{ScannedPage{1, 0, 1, Turn::Half}, ScannedPage{2, 0, 2, Turn::None}});
  CHECK(paper.pdf.find("JavaScript") == std::string::npos);
  CHECK(read_scan({{ScanFormat::Pdf, paper.pdf}}, options())->papers.at(0).pages.at(0).turn == Turn::None);
}

TEST_CASE("missing, doubled, foreign and blank pages are named and kept") {
  const Folder folder;
  const auto clean = rasterise(folder, "p",
                               paper_pdf({code_text(letter, 4, 4), code_text(letter, 2, 4), code_text(letter, 4, 4), "",
                                          "https://video.example/watch?v=1"}),
                               150);
  std::vector<ScanFile> files;
  for (const auto& page : clean) files.push_back(scan_file(page));
  degrade(fmt::format("{} {} pale:1.0 dark:0.95 grain:3\n", clean[0].string(), (folder / "blank.jpg").string()));
  files.push_back(scan_file(folder / "blank.jpg"));
  const auto reading = read_scan(files, options());
  REQUIRE(reading.ok());
  REQUIRE(reading->papers.size() == 1);
  const auto& paper = reading->papers[0];
  CHECK(paper.missing == std::vector{1, 3});
  CHECK(paper.doubled == std::vector{4});
  CHECK(paper.pages == std::vector{ScannedPage{2, 1, 1, Turn::None}, ScannedPage{4, 0, 1, Turn::None},
                                   ScannedPage{4, 2, 1, Turn::None}});
  CHECK(reading->unrecognised == std::vector{UnrecognisedPage{3, 1, Unrecognised::NoCode},
                                             UnrecognisedPage{4, 1, Unrecognised::Foreign},
                                             UnrecognisedPage{5, 1, Unrecognised::Blank}});
  CHECK(pages_of(reading->unrecognised_pdf, folder).find("Pages:           3") != std::string::npos);
}

TEST_CASE("a code in a citizen's evidence does not steal the page") {
  const auto read = [](const std::string& evidence) {
    return read_scan({{ScanFormat::Pdf, paper_pdf({code_text(letter, 1, 1)}, evidence)}}, options());
  };
  const auto other_site = read("https://evil.example/periksa/AAAAAAAAAAAAAAAA?h=1");
  REQUIRE(other_site->papers.size() == 1);
  CHECK(other_site->papers[0].token == letter);
  const auto our_site = read(code_text(minutes, 1, 1));
  CHECK(our_site->papers.empty());
  CHECK(our_site->unrecognised == std::vector{UnrecognisedPage{0, 1, Unrecognised::Ambiguous}});
}

TEST_CASE("marks that contradict each other about the total are not believed") {
  const auto reading =
      read_scan({{ScanFormat::Pdf, paper_pdf({code_text(letter, 1, 2), code_text(letter, 2, 5)})}}, options());
  REQUIRE(reading->papers.size() == 1);
  CHECK_FALSE(reading->papers[0].total);
  CHECK(reading->papers[0].missing.empty());
}

TEST_CASE("the same scan gives the same bytes") {
  const ScanFile file{ScanFormat::Pdf, paper_pdf({code_text(letter, 1, 1)})};
  CHECK(read_scan({file}, options())->papers.at(0).pdf == read_scan({file}, options())->papers.at(0).pdf);
}

TEST_CASE("nothing uploaded is nothing read") {
  const auto reading = read_scan({}, options());
  REQUIRE(reading.ok());
  CHECK(reading->papers.empty());
}
