// The shipped office settings are sound, and each slip in them is named with its line and reason.
#include "complaint/office.hpp"

#include <doctest/doctest.h>

#include "settings_text.hpp"

using namespace dumas;
using namespace dumas::complaint;
using namespace std::chrono_literals;

namespace {

std::string office_text() { return shipped("config/office.toml"); }

void check_slip(std::string_view old_text, std::string_view new_text, std::string_view word) {
  const auto text = with_slip(office_text(), "", old_text, new_text);
  const auto faults = read_office(text).faults;
  CAPTURE(new_text);
  REQUIRE(faults.size() == 1);
  CAPTURE(faults[0].reason);
  CHECK(faults[0].line == line_of(text, "", new_text));
  CHECK(faults[0].reason.find(word) != std::string::npos);
}

}  // namespace

TEST_CASE("the shipped office has no fault") {
  const auto [office, faults] = read_office(office_text());
  for (const auto& fault : faults) FAIL_CHECK(fault.line << ": " << fault.reason);
  CHECK(office.code == "3571");
  CHECK(office.short_name == "KPU Kota Kediri");
  CHECK(office.zone == Zone::Wib);
  CHECK(office.counter_open == 8h);
  CHECK(office.counter_close == 15h + 30min);
  CHECK(office.closing_time == 16h);
  CHECK(office.closing_friday == 16h + 30min);
  CHECK(office.quorum.members == 5);
  CHECK(office.quorum.present == 4);
  CHECK(office.quorum.in_favour == 3);
  CHECK(office.numbers.answer == "{seq}/{class}-{type}/{region}/{year}");
  CHECK(office.numbers.register_entry == "{seq:4}/DUMAS/{year}");
  CHECK(office.type_answer == "SD");
  CHECK(office.type_minutes == "BA");
  CHECK(office.type_memo == "ND");
  CHECK(office.type_invitation == "Und");
  CHECK(office.default_signatory == "SECRETARY");
  CHECK(office.failed_attempts == 3);
  CHECK(office.objection_days == 30);
  CHECK(office.invitation_days == 3);
  CHECK(office.letterhead.lines == std::vector<std::string>{"KOMISI PEMILIHAN UMUM", "KOTA KEDIRI"});
  CHECK(office.letterhead.unit == "SEKRETARIAT");
  CHECK(office.papers.usual == PaperSize::A4);
  CHECK(office.papers.of_kind.empty());
}

TEST_CASE("papers on another size than the usual one, and an office's file from before there were papers") {
  const auto sized = with_slip(office_text(), "", "size = \"A4\"", "size = \"F4\"\nsizes = { analysis = \"A4\" } #");
  const auto reading = read_office(sized);
  REQUIRE(reading.faults.empty());
  CHECK(reading.office.papers.usual == PaperSize::F4);
  CHECK(reading.office.papers.of_kind.at(PaperKind::Analysis) == PaperSize::A4);

  auto old = office_text();
  old.erase(old.find("[letterhead]"), old.find("[rules]") - old.find("[letterhead]"));
  const auto before = read_office(old);
  CHECK(before.faults.empty());
  CHECK(before.office.letterhead.lines == std::vector<std::string>{"Komisi Pemilihan Umum Kota Kediri"});
}

TEST_CASE("the files that the office names are shipped") {
  const auto office = read_office(office_text()).office;
  CHECK_FALSE(shipped(office.sop_file).empty());
  CHECK(office.holiday_files.size() == 3);
  for (const auto& file : office.holiday_files) CHECK_FALSE(shipped(file).empty());
}

TEST_CASE("slips in the office's settings") {
  check_slip("code = \"3571\"", "code = \"35-71\"", "digits");
  check_slip("code = \"3571\"", "code = 3571", "text in quotes");
  check_slip("city = \"Kediri\"", "city = \" \"", "empty");
  check_slip("dumas@kpu", "dumas.kpu", "no @");
  check_slip("https://", "ftp://", "https://");
  check_slip("zone = \"WIB\"", "zone = \"WIBB\"", "did you mean \"WIB\"");
  check_slip("counter_open = \"08:00\"", "counter_open = \"8:00\"", "08:00");
  check_slip("counter_open = \"08:00\"", "counter_open = \"25:00\"", "no time of day");
  check_slip("counter_close = \"15:30\"", "counter_close = \"07:30\"", "not after");
  check_slip("closing_time = \"16:00\"", "closing_time = \"08:00\"", "not after");
  check_slip("closing_friday = \"16:30\"", "closing_friday = \"06:30\"", "not after");
  check_slip("present = 4", "present = 6", "more than \"members\"");
  check_slip("in_favour = 3", "in_favour = 5", "more than \"present\"");
  check_slip("members = 5", "members = 0", "must be 1 to");
  check_slip("default_signatory = \"SECRETARY\"", "default_signatory = \"SECRETARI\"", "did you mean \"SECRETARY\"");
  check_slip("failed_attempts = 3", "failed_attempts = 0", "must be 1 to");
  check_slip("objection_days = 30", "objection_days = -1", "must be 1 to");
  check_slip("objection_days = 30", "objection_day = 3\nobjection_days = 30", "did you mean \"objection_days\"");
  check_slip("\"sop/kpu-kota-kediri.toml\"", "\"../sop.toml\"", "leaves");
  check_slip("\"config/holidays/id-2025.toml\"", "\"/etc/passwd\"", "leaves");
  check_slip("lines = [\"KOMISI PEMILIHAN UMUM\", \"KOTA KEDIRI\"]", "lines = []", "1 to 4");
  check_slip("lines = [\"KOMISI PEMILIHAN UMUM\", \"KOTA KEDIRI\"]", "lines = \"KPU\"", "list");
  check_slip("size = \"A4\"", "size = \"A5\"", "unknown paper size \"A5\"");
  check_slip("size = \"A4\"", "sizes.analysis = \"F5\"\nsize = \"A4\"", "unknown paper size \"F5\"");
  check_slip("size = \"A4\"", "sizes.analisys = \"F4\"\nsize = \"A4\"", "did you mean \"analysis\"");
  check_slip("[quorum]", "[speed]\nlimit = 3\n[quorum]", "unknown key \"speed\"");
}

TEST_CASE("slips in a number's pattern") {
  const std::string good = "answer = \"{seq}/{class}-{type}/{region}/{year}\"";
  check_slip(good, "answer = \"{seq}/{clas}/{year}\"", "did you mean \"class\"");
  check_slip(good, "answer = \"{seq/{class}\"", "without its }");
  check_slip(good, "answer = \"{seq}/class}\"", "without its {");
  check_slip(good, "answer = \"{seq}/{year\"", "without its }");
  check_slip(good, "answer = \"{class}/{year}\"", "without {seq}");
  check_slip(good, "answer = \"{seq:0}/{year}\"", "width");
  check_slip(good, "answer = \"{seq}/{year:2}\"", "width");
}

TEST_CASE("a missing field or section is a fault; nothing is assumed") {
  const auto text = with_slip(office_text(), "", "members = 5", "");
  const auto faults = read_office(text).faults;
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].line == line_of(text, "", "[quorum]"));
  CHECK(faults[0].reason == "quorum: \"members\" is missing");
  CHECK(read_office("").faults.size() == 7);
  CHECK(read_office("= 3").faults.size() == 1);
}
