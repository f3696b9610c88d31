// Every wear and tear an office's scanner gives a page, and that its code is read all the same.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <span>

#include "pages.hpp"

using namespace dumas::scan;
using namespace dumas::scan::testing;

namespace {

struct Wear {
  const char* name;
  int dpi;
  const char* steps;
  const char* ending;
  Turn turn = Turn::None;  // what must bring it upright again
};

// Steps are those of degrade.py.
constexpr Wear wears[] = {
    {"clean 150 dpi", 150, "", ".png"},
    {"clean 200 dpi", 200, "", ".png"},
    {"clean 300 dpi", 300, "", ".png"},
    {"clean 600 dpi", 600, "jpeg:75", ".jpg"},
    {"colour photograph quality", 300, "dark:0.95 jpeg:85", ".jpg"},
    {"upside down", 200, "rotate:180", ".png", Turn::Half},
    {"turned right", 200, "rotate:90", ".png", Turn::Left},
    {"turned left", 200, "rotate:270", ".png", Turn::Right},
    {"skew 3", 200, "rotate:3", ".png"},
    {"skew 7", 200, "rotate:7", ".png"},
    {"skew 10", 200, "rotate:10", ".png"},
    {"skew -10", 200, "rotate:-10", ".png"},
    {"skew 10, 150 dpi, quality 40", 150, "rotate:10 jpeg:40", ".jpg"},
    {"skew 7, upside down", 200, "rotate:187", ".png", Turn::Half},
    {"skew -7, turned left", 300, "rotate:263 jpeg:60", ".jpg", Turn::Right},
    {"100 dpi, skew 7", 100, "rotate:7 jpeg:60", ".jpg"},
    {"laid on the glass at 30 degrees", 200, "rotate:30", ".jpg"},
    {"quality 40, 150 dpi", 150, "jpeg:40", ".jpg"},
    {"quality 20, 200 dpi", 200, "jpeg:20", ".jpg"},
    {"blur 1 px, 150 dpi", 150, "blur:1", ".png"},
    {"blur 1.5 px, 150 dpi", 150, "blur:1.5", ".png"},
    {"blur 2 px, 200 dpi", 200, "blur:2", ".png"},
    {"blur 3 px, 300 dpi", 300, "blur:3", ".png"},
    {"salt and pepper 2 %, 200 dpi", 200, "noise:2", ".png"},
    {"salt and pepper 5 %, 150 dpi", 150, "noise:5", ".png"},
    {"salt and pepper 10 %, 200 dpi", 200, "noise:10", ".png"},
    {"salt and pepper 20 %, 200 dpi", 200, "noise:20", ".png"},
    {"salt and pepper 10 %, 300 dpi", 300, "noise:10", ".png"},
    {"grain", 200, "grain:25", ".png"},
    {"strong grain, quality 40", 200, "grain:45 jpeg:40", ".jpg"},
    {"dark", 200, "dark:0.6", ".png"},
    {"very dark, grain", 200, "dark:0.3 grain:8", ".png"},
    {"pale toner", 200, "pale:0.6", ".png"},
    {"fold's shadow", 200, "shadow:0.8", ".png"},
    {"black and white, light", 200, "grain:15 threshold:90", ".tif"},
    {"black and white, heavy", 200, "blur:1 threshold:190", ".tif"},
    {"fax 150 dpi, skew 5", 150, "rotate:5 threshold:128", ".tif"},
    {"ink over 5 %", 200, "blot:5", ".png"},
    {"ink over 8 %", 200, "blot:8", ".png"},
    {"ink over 8 %, 300 dpi", 300, "blot:8", ".png"},
    {"ink over 6 %, 150 dpi, skew 7", 150, "blot:6 rotate:7 jpeg:60", ".jpg"},
    {"coffee", 200, "coffee:0.7", ".png"},
    {"stamp", 200, "stamp:0.8", ".png"},
    {"stamp, scanned grey", 200, "stamp:0.8 grey:1", ".png"},
    {"stamp, black and white", 200, "stamp:0.6 threshold:128", ".tif"},
    {"stamp, skew -7, dark, grain, quality 50", 200, "stamp:0.8 rotate:-7 dark:0.8 grain:15 jpeg:50", ".jpg"},
    {"all of it at 150 dpi", 150, "stamp:0.6 rotate:184 blur:0.7 dark:0.85 noise:0.5 jpeg:50", ".jpg", Turn::Half},
};

// Beyond what error correction M mends, or the modules blurred into one: no guess may be made of these.
constexpr Wear too_worn[] = {
    {"ink over 15 %", 200, "blot:15", ".png"},
    {"blur 3 px, 200 dpi", 200, "blur:3", ".png"},
    {"the code is gone", 200, "blot:200", ".png"},
};

// The scans of the table's rows, in their order.
std::vector<std::filesystem::path> scan_all(const Folder& folder, std::span<const Wear> rows) {
  for (const int dpi : {100, 150, 200, 300, 600})
    (void)rasterise(folder, fmt::format("page{}", dpi), paper_pdf({code_text("7K3M9QW2XBH4RT6Y", 2, 3)}), dpi);
  std::vector<std::filesystem::path> scans;
  std::string recipes;
  for (const auto& row : rows) {
    scans.push_back(folder / fmt::format("scan{}{}", scans.size(), row.ending));
    recipes += fmt::format("{} {} {}\n", (folder / fmt::format("page{}-1.png", row.dpi)).string(),
                           scans.back().string(), row.steps);
  }
  degrade(recipes);
  return scans;
}

}  // namespace

TEST_CASE("a worn page is recognised and brought upright") {
  const Folder folder;
  const auto scans = scan_all(folder, wears);
  for (std::size_t at = 0; at < std::size(wears); ++at) {
    CAPTURE(std::string{wears[at].name});
    const auto reading = read_scan({scan_file(scans[at])}, options());
    REQUIRE(reading.ok());
    REQUIRE(reading->papers.size() == 1);
    const auto& paper = reading->papers.front();
    CHECK(paper.token == "7K3M9QW2XBH4RT6Y");
    CHECK(paper.total == 3);
    CHECK(paper.missing == std::vector{1, 3});
    CHECK(paper.pages == std::vector{ScannedPage{2, 0, 1, wears[at].turn}});
  }
}

TEST_CASE("a page that cannot be read is kept for a person, not guessed") {
  const Folder folder;
  for (const auto& scan : scan_all(folder, too_worn)) {
    CAPTURE(scan.string());
    const auto reading = read_scan({scan_file(scan)}, options());
    REQUIRE(reading.ok());
    CHECK(reading->papers.empty());
    CHECK(reading->unrecognised == std::vector{UnrecognisedPage{0, 1, Unrecognised::NoCode}});
    CHECK(reading->unrecognised_pdf.starts_with("%PDF-"));
  }
}
