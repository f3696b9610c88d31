// The shipped SOP can be run, and each slip in it is named with its line and reason.
#include "complaint/sop.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "settings_text.hpp"

using namespace dumas;
using namespace dumas::complaint;

namespace {

std::string sop_text() { return shipped("sop/kpu-kota-kediri.toml"); }

// The slip's only fault must stand on the line of the new text and speak of `word`.
void check_slip(std::string_view from, std::string_view old_text, std::string_view new_text, std::string_view word) {
  const auto text = with_slip(sop_text(), from, old_text, new_text);
  const auto faults = read_sop(text).faults;
  CAPTURE(new_text);
  REQUIRE(faults.size() == 1);
  CAPTURE(faults[0].reason);
  CHECK(faults[0].line == line_of(text, from, new_text));
  CHECK(faults[0].reason.find(word) != std::string::npos);
}

bool has_fault(const std::vector<SopFault>& faults, int line, std::string_view word) {
  return std::any_of(faults.begin(), faults.end(),
                     [&](const auto& it) { return it.line == line && it.reason.find(word) != std::string::npos; });
}

// The text of one [[step]] up to the next.
std::string step_text(const std::string& text, std::string_view key) {
  const auto begin = text.rfind("[[step]]", text.find("key = \"" + std::string{key} + "\""));
  const auto end = text.find("[[step]]", begin + 1);
  return text.substr(begin, end == std::string::npos ? end : end - begin);
}

}  // namespace

TEST_CASE("the shipped SOP has no fault and keeps its text") {
  const auto text = sop_text();
  const auto [sop, faults] = read_sop(text);
  for (const auto& fault : faults) FAIL_CHECK(fault.line << ": " << fault.reason);
  CHECK(sop.source == text);
  CHECK(sop.number == "20/HK.03.2-Kpt/3571/Sek-Kot/XI/2021");
  CHECK(sop.version == "1");
  CHECK(iso_date(sop.effective) == "2021-11-19");
  CHECK(sop.day_type == DayType::Working);
  CHECK(sop.clock_start == ClockStart::Registration);
  CHECK(sop.notes_required == NotesRequired::IfEvent);
  CHECK(sop.promise_day == 4);
  CHECK(sop.last_day() == 5);
  CHECK(sop.identity.legal_basis.size() == 3);
  CHECK(sop.identity.executors.size() == 3);
}

TEST_CASE("the ten rows say who, when and with which documents, as the printed table does") {
  const auto sop = read_sop(sop_text()).sop;
  REQUIRE(sop.steps.size() == 10);
  const int days[] = {1, 1, 1, 2, 2, 3, 3, 4, 4, 5};
  for (std::size_t i = 0; i < 10; ++i) {
    CHECK(sop.steps[i].number == static_cast<int>(i) + 1);
    CHECK(sop.steps[i].key == Names<StepKey>::table[i].first);
    CHECK(sop.steps[i].due_day == days[i]);
    CHECK_FALSE(sop.steps[i].activity.empty());
    CHECK_FALSE(sop.steps[i].output_en.empty());
  }
  using enum DocumentType;
  CHECK(sop.step(StepKey::Intake).requires_documents.empty());
  CHECK(sop.step(StepKey::Intake).equipment == "PC");
  CHECK(sop.step(StepKey::Disposition).rule == ActorRule::All);
  CHECK(sop.step(StepKey::Disposition).actors == std::vector{Role::Secretary, Role::Chair});
  CHECK(sop.step(StepKey::Plenary).rule == ActorRule::Quorum);
  CHECK(sop.step(StepKey::Answer).requires_documents == std::vector{Disposition, ComplaintFile, PlenaryMinutes});
  CHECK(sop.step(StepKey::FinalReport).requires_documents == std::vector{ActivityMemo, MeetingNotes});
  CHECK(sop.step(StepKey::FinalReport).rule == ActorRule::Any);
  CHECK(&sop.step_number(6) == &sop.step(StepKey::Plenary));
  CHECK_THROWS_AS((void)sop.step_number(11), std::out_of_range);
  CHECK_THROWS_AS((void)Sop{}.step(StepKey::Intake), std::out_of_range);
}

TEST_CASE("numbers need not begin at 1 (A2)") {
  auto text = sop_text();
  for (int number = 10; number >= 1; --number) {
    text = with_slip(text, "number = " + std::to_string(number) + "\nkey", "number = " + std::to_string(number),
                     "number = " + std::to_string(number + 1));
  }
  const auto reading = read_sop(text);
  CHECK(reading.faults.empty());
  CHECK(reading.sop.step_number(2).key == StepKey::Intake);
}

TEST_CASE("what is not TOML, or too large, is one fault") {
  const auto reading = read_sop("title = \"a\"\nnumber = = 3\n");
  REQUIRE(reading.faults.size() == 1);
  CHECK(reading.faults[0].line == 2);
  CHECK(reading.faults[0].reason.find("not TOML") != std::string::npos);
  CHECK(read_sop("a = \"\xFF\"").faults.size() == 1);
  CHECK(read_sop(std::string(2U << 20U, '#')).faults.size() == 1);
  CHECK(read_sop(std::string(100'000, '[')).faults.size() == 1);
}

TEST_CASE("an empty file misses its head and all ten steps") {
  const auto faults = read_sop("").faults;
  CHECK(has_fault(faults, 0, "\"title\" is missing"));
  CHECK(has_fault(faults, 0, "\"identity\" is missing"));
  for (const auto& [key, word] : Names<StepKey>::table)
    CHECK(has_fault(faults, 0, "\"" + std::string{word} + "\" is missing"));
}

TEST_CASE("slips in the head") {
  check_slip("version", "version = \"1\"", "version = \"baru\"", "no number");
  check_slip("version", "version = \"1\"", "version = 1", "text in quotes");
  check_slip("effective", "2021-11-19", "\"2021-02-30\"", "date");
  check_slip("day_type", "\"WORKING\"", "\"WORKNG\"", "did you mean \"WORKING\"");
  check_slip("clock_start", "\"REGISTRATION\"", "\"SUNRISE\"", "known: REGISTRATION, RECEIPT");
  check_slip("notes_required", "\"IF_EVENT\"", "\"NEVER\"", "unknown rule for notes");
  check_slip("promise_day", "promise_day = 4", "promise_day = 6", "beyond the SOP's last day");
  check_slip("promise_day", "promise_day = 4", "promise_day = 3", "before the answer is delivered");
  check_slip("promise_day", "promise_day = 4", "promise_day = 0", "must be 1 to");
  check_slip("[identity]", "warnings = [", "warnngs = [", "did you mean \"warnings\"");
  check_slip("[identity]", "records = [", "records = [3, ", "list of texts");
}

TEST_CASE("a misspelt key of the head is named, and missed under its right name") {
  const auto text = with_slip(sop_text(), "", "\ntitle", "\ntitel");
  const auto faults = read_sop(text).faults;
  CHECK(faults.size() == 2);
  CHECK(has_fault(faults, line_of(text, "", "titel"), "did you mean \"title\""));
  CHECK(has_fault(faults, 0, "\"title\" is missing"));
}

TEST_CASE("slips in a row's own fields") {
  check_slip("key = \"analysis\"", "\"COMPLAINT_UNIT\"", "\"COMPLAINT_UNITE\"", "did you mean \"COMPLAINT_UNIT\"");
  check_slip("key = \"analysis\"", "\"ANY\"", "\"SOME\"", "unknown rule");
  check_slip("key = \"analysis\"", "\"COMPLAINT_FILE\"", "\"COMPLAINT_FIEL\"", "did you mean \"COMPLAINT_FILE\"");
  check_slip("key = \"analysis\"", "due_day = 2", "due_day = \"2\"", "whole number");
  check_slip("key = \"intake\"", "due_day = 1", "due_day = 0", "must be 1 to");
  check_slip("key = \"analysis\"", "activity_en = \"", "activity_en = \"\" # \"", "empty");
  check_slip("key = \"analysis\"", "requires = [\"DISPOSITION\", \"COMPLAINT_FILE\"]", "requires = \"DISPOSITION\"",
             "list");
  check_slip("key = \"analysis\"", "actors = [\"COMPLAINT_UNIT\"]", "actors = []", "nobody could act");
  check_slip("key = \"analysis\"",
             "output = ", "due_date = 3\noutput = ", "unknown key \"due_date\"; did you mean \"due_day\"");
  check_slip("number = 4", "key = \"analysis\"", "key = \"analisis\"", "did you mean \"analysis\"");
}

TEST_CASE("a missing field is told on the row's line") {
  const auto text = with_slip(sop_text(), "key = \"analysis\"", "due_day = 2", "");
  const auto faults = read_sop(text).faults;
  REQUIRE(faults.size() == 1);
  CHECK(has_fault(faults, line_of(text, "number = 4", "number = 4") - 1, "\"due_day\" is missing"));
}

TEST_CASE("slips between rows") {
  check_slip("key = \"review\"", "due_day = 2", "due_day = 1", "runs backwards");
  check_slip("key = \"analysis\"", "number = 5", "number = 4", "doubled");
  check_slip("key = \"submit\"", "[\"COMPLAINT_FORM\"]", "[\"PLENARY_MINUTES\"]",
             "no earlier step produces it: it comes from step \"plenary\"");
  check_slip("key = \"submit\"", "[\"COMPLAINT_FORM\"]", "[\"POSTPONEMENT\"]", "no step produces it");
  check_slip("key = \"intake\"", "requires = []", "requires = [\"COMPLAINT_FORM\"]", "no earlier step");
  check_slip("key = \"answer\"", "extra = [\"PLENARY_MINUTES\"]", "extra = [\"RECEIPT\"]",
             "comes from step \"delivery\"");
  check_slip("key = \"review\"", "\"ALL\"", "\"QUORUM\"", "plenary only");
  check_slip("key = \"submit\"", "\"ANY\"", "\"ALL\"", "no meaning");
  check_slip("key = \"disposition\"", "\"CHAIR\"", "\"ADMIN\"", "ADMIN can never act");
  check_slip("key = \"disposition\"", "\"CHAIR\"", "\"COMMISSIONER\"", "can never act");
  check_slip("key = \"plenary\"", "\"COMMISSIONER\"", "\"AUDITOR\"", "AUDITOR can never act");
  check_slip("key = \"disposition\"", "\"CHAIR\"", "\"SECRETARY\"]#", "doubled");
}

TEST_CASE("numbers must rise, and a gap is no fault") {
  auto text = with_slip(sop_text(), "number = 10\n", "number = 10", "number = 12");
  CHECK(read_sop(text).faults.empty());
  text = with_slip(text, "number = 9\n", "number = 9", "number = 14");
  const auto faults = read_sop(text).faults;
  REQUIRE(faults.size() == 1);
  CHECK(has_fault(faults, line_of(text, "number = 12", "number = 12"), "must rise"));
}

TEST_CASE("a step that is left out, doubled or placed before the one it builds on") {
  const auto text = sop_text();
  const auto without = with_slip(text, "", step_text(text, "follow_up"), "");
  CHECK(has_fault(read_sop(without).faults, 0, "\"follow_up\" is missing"));

  const auto doubled = with_slip(text, "number = 5", "key = \"review\"", "key = \"analysis\"");
  CHECK(has_fault(read_sop(doubled).faults, line_of(doubled, "number = 5", "key = \"analysis\""), "doubled"));
  CHECK(has_fault(read_sop(doubled).faults, 0, "\"review\" is missing"));

  // Review and plenary exchanged, numbers and days as they belong to the places.
  auto exchanged = with_slip(text, "number = 5", "key = \"review\"", "key = \"plenary\"");
  exchanged = with_slip(exchanged, "number = 6", "key = \"plenary\"", "key = \"review\"");
  const auto faults = read_sop(exchanged).faults;
  CHECK(has_fault(faults, line_of(exchanged, "number = 6", "key = \"review\""), "\"plenary\" can never be reached"));
}

TEST_CASE("all faults are told at once, in the order of lines") {
  auto text = with_slip(sop_text(), "day_type", "\"WORKING\"", "\"DAILY\"");
  text = with_slip(text, "key = \"delivery\"", "\"FRONT_DESK\"", "\"DESK\"");
  text = with_slip(text, "key = \"final_report\"", "due_day = 5", "due_day = 3");
  const auto faults = read_sop(text).faults;
  REQUIRE(faults.size() == 3);
  CHECK(faults[0].line < faults[1].line);
  CHECK(faults[1].line < faults[2].line);
}

TEST_CASE("every paper that a row of the SOP may require comes from exactly one step") {
  std::vector<DocumentType> all;
  for (const auto& [key, word] : Names<StepKey>::table) {
    CHECK_FALSE(produces(key).empty());
    for (const auto document : produces(key)) {
      CHECK(std::find(all.begin(), all.end(), document) == all.end());
      all.push_back(document);
    }
  }
}
