// The books as workbooks, unpacked and read as XML: dates are numbers with a date's format, texts are texts whatever they
// begin with, the head row is frozen and filters, and the file says who made it.
#include "documents/spreadsheet.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/random.hpp"

using namespace dumas;             // NOLINT(google-build-using-namespace)
using namespace dumas::documents;  // NOLINT(google-build-using-namespace)

namespace {

struct Scratch {
  std::filesystem::path folder;
  Scratch() {
    SystemRandomness random;
    folder = std::filesystem::temp_directory_path() / ("dumas-sheet-" + url_token(random, 9));
    std::filesystem::create_directories(folder);
  }
  ~Scratch() { std::filesystem::remove_all(folder); }

  // One part of the workbook.
  [[nodiscard]] std::string part(const std::string& workbook, const std::string& name) const {
    const auto file = folder / "book.xlsx", out = folder / "part.xml";
    std::ofstream(file, std::ios::binary) << workbook;
    const std::string command = "unzip -p " + file.string() + " " + name + " > " + out.string();
    REQUIRE(std::system(command.c_str()) == 0);  // NOLINT(cert-env33-c,concurrency-mt-unsafe): names are ours
    std::ostringstream text;
    text << std::ifstream(out, std::ios::binary).rdbuf();
    return std::move(text).str();
  }
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const SheetInfo info{.title = "Buku Surat Masuk November 2026",
                     .author = "KPU Kota Kediri",
                     .sheet = "November 2026",
                     .created = parse_iso_instant("2026-12-01T02:00:00Z").value()};

}  // namespace

TEST_CASE("a text is never a formula, whatever it begins with") {
  const Scratch scratch;
  Spreadsheet sheet{scratch.folder, info, {{.head = "Perihal"}, {.head = "Isi"}}};
  for (const std::string text :
       {"=HYPERLINK(\"http://x\")", "+62 812", "-1+1", "@SUM(A1)", "\tTab", "http://x.example"})
    sheet.row({text, std::string{"<b>&"}});
  const auto workbook = sheet.finish();
  const auto cells = scratch.part(workbook, "xl/worksheets/sheet1.xml");
  CHECK_FALSE(has(cells, "<f>"));
  CHECK_FALSE(has(cells, "hyperlink"));
  CHECK(has(cells, "<c r=\"A2\" s=\"2\" t=\"s\">"));
  const auto strings = scratch.part(workbook, "xl/sharedStrings.xml");
  CHECK(has(strings, "=HYPERLINK(&quot;http://x&quot;)") + has(strings, "=HYPERLINK(\"http://x\")") == 1);
  CHECK(has(strings, "<t>@SUM(A1)</t>"));
  CHECK(has(strings, "&lt;b&gt;&amp;"));
}

TEST_CASE("days and times are numbers that a spreadsheet counts with") {
  const Scratch scratch;
  Spreadsheet sheet{scratch.folder, info, {{.head = "Tanggal"}, {.head = "Terima"}, {.head = "Lamp."}, {.head = "-"}}};
  const Date day = parse_iso_date("2026-11-30").value();
  sheet.row({day, LocalMinute{.day = day, .time = std::chrono::minutes{9 * 60}}, std::int64_t{3}, {}});
  const auto workbook = sheet.finish();
  const auto cells = scratch.part(workbook, "xl/worksheets/sheet1.xml");
  CHECK(has(cells, "<v>46356</v>"));      // days since 1899-12-30
  CHECK(has(cells, "<v>46356.375</v>"));  // 09.00
  CHECK(has(cells, "<v>3</v>"));
  const auto styles = scratch.part(workbook, "xl/styles.xml");
  CHECK(has(styles, "dd/mm/yyyy hh:mm"));
}

TEST_CASE("the head row stays, filters and stands on each printed page; the file names office and title") {
  const Scratch scratch;
  Spreadsheet sheet{scratch.folder, info, {{.head = "No. agenda", .width = 17}, {.head = "Perihal"}}};
  sheet.row({std::string{"0001/DUMAS/2026"}, std::string{"Loket"}});
  const auto workbook = sheet.finish();
  const auto cells = scratch.part(workbook, "xl/worksheets/sheet1.xml");
  CHECK(has(cells, "state=\"frozen\""));
  CHECK(has(cells, "<autoFilter ref=\"A1:B2\""));
  CHECK(has(cells, "orientation=\"landscape\""));
  CHECK(has(scratch.part(workbook, "xl/workbook.xml"), "_xlnm.Print_Titles"));
  const auto core = scratch.part(workbook, "docProps/core.xml");
  CHECK(has(core, "<dc:title>Buku Surat Masuk November 2026</dc:title>"));
  CHECK(has(core, "<dc:creator>KPU Kota Kediri</dc:creator>"));
  CHECK(has(core, "2026-12-01T02:00:00Z"));
}

TEST_CASE("a text that no cell can hold is cut, and nothing is left in the folder") {
  const Scratch scratch;
  {
    Spreadsheet sheet{scratch.folder, info, {{.head = "Isi"}}};
    std::string longest;
    for (int i = 0; i < 40'000; ++i) longest += "ꦲ";  // three bytes each
    sheet.row({longest});
    CHECK_THROWS_AS(sheet.row({std::string{"a"}, std::string{"b"}}), std::logic_error);
    const auto strings = scratch.part(sheet.finish(), "xl/sharedStrings.xml");
    CHECK(has(strings, "ꦲ…"));
    CHECK(strings.size() < 99'500);
  }
  for (const auto& entry : std::filesystem::directory_iterator(scratch.folder)) CHECK_FALSE(entry.is_directory());
}
