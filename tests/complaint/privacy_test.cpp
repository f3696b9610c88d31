// The log is kept for ever, so no event holds what somebody typed: every text field of every command is filled with a
// marker, every command is given on a whole road, and no event shows it. Texts that an event does keep (numbers and
// codes) refuse anything that reads like words.
#include "form_fields.hpp"

#include <doctest/doctest.h>

using namespace dumas;
using namespace dumas::complaint;
using namespace dumas::complaint::testing;

namespace {

// Puts the marker into each text field and leaves the rest as it is, but for numbers and codes.
class Marking : public Collector {
 public:
  void text(const FieldSpec& spec, std::string& value) override {
    if (spec.name == "number" || spec.name == "class_code") return;
    value = spec.name == "email" ? "budi@contoh.example" : marker;
  }
  void texts(const FieldSpec&, std::vector<std::string>& values) override { values.assign(3, marker); }
};

Command marked(Command command) {
  Marking marking;
  describe(command, marking);
  return command;
}

// Every command there is, once or more, all texts marked.
Run talkative_case() {
  Run run;
  const auto say = [&run](const Command& command, const Actor& actor) { run.must(marked(command), actor); };
  say(good::submit(), citizen);
  say(good::message(), citizen);
  say(good::registration(), online);
  say(SubmitToLeadership{}, online);
  say(good::disposition(), secretary);
  say(good::disposition(), chair);
  say(AcceptDisposition{}, unit);
  say(good::question(), unit);
  say(good::opinion(), legal);
  say(good::analysis(), unit);
  say(ReturnAnalysis{}, chair);
  say(good::analysis(), unit);
  const auto first = run.call_meeting("2026-12-01"), second = run.call_meeting("2026-12-02");
  say(good::schedule(first), secretary);
  say(good::schedule({}), chair);
  say(good::postponement(second), chair);
  run.clock("2026-12-02");
  run.attend(5);
  say(good::minutes(), secretary);
  say(ConfirmMinutes{}, chair);
  say(RecordDecision{}, secretary);
  say(good::answer(), unit);
  say(ReturnAnswer{}, head);
  say(good::answer(), unit);
  say(InitialAnswer{}, head);
  say(SignAnswer{}, secretary);
  say(VoidAnswer{}, chair);
  say(good::answer(), unit);
  say(InitialAnswer{}, head);
  say(SignAnswer{}, secretary);
  auto posted = good::posted();
  posted.evidence.clear();
  run.must(posted, unit);
  say(good::receipt(), unit);
  say(good::activity(), unit);
  say(good::report_of_event(), unit);
  say(ReturnReport{}, chair);
  say(good::report_of_event(), unit);
  say(AcceptReport{}, chair);
  return run;
}

}  // namespace

TEST_CASE("no event of a whole road shows anything that was typed") {
  const Run run = talkative_case();
  std::set<EventType> kinds;
  for (const auto& event : run.events) {
    kinds.insert(event.type());
    for (const auto& [field, value] : fields_of(event.data)) {
      CAPTURE(name(event.type()));
      CAPTURE(field);
      CHECK(value.find("Budi") == std::string::npos);
      CHECK(value.find("budi") == std::string::npos);
    }
  }
  // All but the program's own two.
  CHECK(kinds.size() == Names<EventType>::table.size() - 2);
}

TEST_CASE("what was typed stands in records, each word of it") {
  const Run run = talkative_case();
  std::size_t marked_records = 0;
  for (const auto& [id, draft] : run.records)
    for (const auto& [field, value] : draft.content.fields())
      if (draft.content.text(field).find(marker) != std::string::npos) {
        ++marked_records;
        break;
      }
  CHECK(marked_records > 20);
}

TEST_CASE("numbers and codes take no words, no tags, no line breaks") {
  Run run = run_at(Status::Received);
  const auto with_code = [&](std::string code) {
    auto c = good::registration();
    c.class_code = std::move(code);
    return run.refused(c, desk);
  };
  CHECK(with_code("HK.03.2") == "accepted");
  CHECK(with_code("") == "accepted");
  for (const char* bad : {"Budi Santoso", "a b", "HK\n03", "<i>1</i>", "HK.03;2", "ké1", "Budi"})
    CHECK(with_code(bad) == "INVALID_INPUT class_code");
  run = run_at(Status::PlenaryScheduled);
  run.clock("2026-12-02");
  run.attend(5);
  const auto with_number = [&](std::string number) {
    auto c = good::minutes();
    c.number = std::move(number);
    return run.refused(c, secretary);
  };
  for (const char* fine : {"1", "20/HK.03.2-Kpt/3571/Sek-Kot/XI/2021", "12/PY.02-BA/3571/2026", "7(a)/ND_2026"})
    CHECK(with_number(fine) == "accepted");
  for (const char* bad : {"Budi Santoso", "nomor 7", "7\n8", "7<8", "tujuh", "７"})
    CHECK(with_number(bad) == "INVALID_INPUT number");
}

TEST_CASE("an event knows the fields of its kind again from its name alone") {
  for (const auto& [type, word] : Names<EventType>::table) {
    auto data = make_event_data(type);
    CHECK(static_cast<EventType>(data.index()) == type);
    CHECK(from_name<EventType>(word) == type);
  }
  for (const auto& [command, word] : Names<CommandKind>::table) CHECK(kind(make_command(command)) == command);
}
