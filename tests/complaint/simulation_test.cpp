// Cases with random actors, orders, field contents and clocks. None may take a step that the procedure forbids, a
// refusal changes nothing, and replaying the events gives the same case. DUMAS_SEEDS=100..5000 or DUMAS_N=5000 runs
// other or more cases than the default two hundred; each failure prints its seed.
#include "form_fields.hpp"
#include "procedure.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cstdlib>

using namespace dumas;
using namespace dumas::complaint;
using namespace dumas::complaint::testing;

namespace {

// domain.md 2.5, and INVALID_INPUT for a field.
bool documented(const std::string& code) {
  for (const char* word : {"WRONG_STATE", "WRONG_ROLE", "NO_QUORUM", "CONFLICT_OF_INTEREST", "NUMBER_TAKEN",
                           "REASON_REQUIRED", "INVALID_INPUT"})
    if (code == word) return true;
  const auto colon = code.find(':');
  if (colon == std::string::npos) return false;
  const auto subject = code.substr(colon + 1);
  if (code.starts_with("MISSING_DOC:")) return from_name<DocumentType>(subject).has_value();
  return code.starts_with("ACTOR_RULE_PENDING:") && from_name<Role>(subject).has_value();
}

// Counting days past the due date, walked day by day.
std::int64_t walked_lateness(Date due, Instant now) {
  const auto& calendar = make_calendar();
  if (now <= calendar.due_instant(due)) return 0;
  std::int64_t days = 0;
  for (Date date = due + std::chrono::days{1}; date <= calendar.date_at(now); date += std::chrono::days{1})
    if (calendar.is_working_day(date)) ++days;
  return std::max<std::int64_t>(days, 1);
}

// Commands that send a case back or leave it where it is: people give them seldom.
bool holds_up(CommandKind command) {
  using enum CommandKind;
  return command == ReturnAnalysis || command == ReturnAnswer || command == ReturnReport ||
         command == PostponePlenary || command == AskLegalOpinion || command == SendMessage || command == VoidAnswer;
}

class Simulation {
 public:
  explicit Simulation(Dice dice) : dice_(std::move(dice)), procedure_(choose_sop()) {
    for (int n = 0; n < 6; ++n) run_.call_meeting(iso_date(day("2026-12-01") + std::chrono::days{4 * n}));
  }

  // One command by somebody; `care` per cent of the fields are filled and of the commands are open ones.
  void step(std::size_t care) {
    pass_time();
    Actor actor = person(dice_.pick(Names<Role>::table).first);
    auto wanted = dice_.pick(Names<CommandKind>::table).first;
    if (dice_.percent(care)) open_one(actor, wanted);
    if (dice_.percent(10)) actor.capacity = Capacity::Plh;
    Command command = make_command(wanted);
    std::vector<MeetingId> meetings;
    for (const auto& [id, meeting] : run_.meetings)
      if (dice_.percent(10) || meeting.date >= make_calendar().date_at(run_.now)) meetings.push_back(id);
    const std::size_t filled = dice_.percent(care) ? 100 : 80;
    RandomFields fields{dice_, filled, meetings};
    describe(command, fields);
    if (dice_.percent(care)) settle_votes(command);
    give(command, actor);
  }

  void give(const Command& command, const Actor& actor) {
    const auto facts = run_.facts(command, actor);
    const auto before = fingerprint(run_.state);
    const State previous = run_.state;
    const auto decision = run_.give(command, actor);
    if (!decision) {
      const auto& refusal = decision.refusal();
      if (!documented(refusal.code)) fault("undocumented code " + refusal.code);
      if (refusal.key.empty()) fault("a refusal without a sentence: " + refusal.code);
      if (fingerprint(run_.state) != before) fault("a refusal changed the case");
      return;
    }
    if (decision->empty()) fault("accepted without an event");
    if (run_.state.version != previous.version + static_cast<std::int64_t>(decision->size()))
      fault("version does not count events");
    for (const auto& made : *decision) follow(made, previous, facts);
    if (procedure_.status() != run_.state.status) fault("state says " + std::string{name(run_.state.status)});
  }

  // Folded again, and folded with nothing before it, in any order: never a throw.
  void replays() {
    if (fingerprint(replay(run_.state.id, run_.events)) != fingerprint(run_.state)) fault("replay gives another case");
    State stepwise = empty_case();
    for (const auto& event : run_.events) stepwise = apply(std::move(stepwise), event);
    if (fingerprint(stepwise) != fingerprint(run_.state)) fault("step by step gives another case");
  }

  [[nodiscard]] bool closed() const { return run_.state.status == Status::Closed; }
  [[nodiscard]] bool used_up() const { return dice_.used_up(); }
  [[nodiscard]] const std::vector<std::string>& faults() const { return faults_; }
  [[nodiscard]] const Run& run() const { return run_; }
  Dice& dice() { return dice_; }

 private:
  Sop choose_sop() {
    static constexpr std::array rules{ActorRule::All, ActorRule::Any, ActorRule::Sequence};
    row_of(run_.sop, StepKey::Disposition).rule = dice_.pick(rules);
    row_of(run_.sop, StepKey::Review).rule = dice_.pick(rules);
    return run_.sop;
  }

  void pass_time() {
    run_.now += std::chrono::minutes{dice_.roll(dice_.percent(5) ? 4000 : 90)};
    const auto today = make_calendar().date_at(run_.now);
    for (auto& [id, meeting] : run_.meetings)
      if (meeting.date <= today && !meeting.attendance_recorded && dice_.percent(70)) {
        meeting.attendance_recorded = true;
        meeting.present = members(3 + dice_.roll(3));
      }
    // Somebody always calls a next meeting: a postponed case has somewhere to go.
    if (run_.meetings.rbegin()->second.date <= today) run_.call_meeting(iso_date(today + std::chrono::days{2}));
  }

  void open_one(Actor& actor, CommandKind& wanted) {
    std::vector<std::pair<Role, CommandKind>> open;
    for (const auto& [role, word] : Names<Role>::table)
      for (const auto command : open_commands(run_.sop, run_.state, person(role)))
        if (!holds_up(command) || dice_.percent(15)) open.emplace_back(role, command);
    if (open.empty()) return;
    const auto& [role, command] = dice_.pick(open);
    actor = person(role);
    wanted = command;
  }

  // A secretary who can add: the votes of those present.
  void settle_votes(Command& command) {
    auto* minutes = std::get_if<DraftMinutes>(&command);
    if (!minutes) return;
    const auto found = run_.meetings.find(run_.state.meeting);
    const auto present = found == run_.meetings.end() ? 0 : static_cast<std::int64_t>(found->second.present.size());
    minutes->against = static_cast<std::int64_t>(dice_.roll(2));
    minutes->abstained = 0;
    minutes->in_favour = present - minutes->against;
  }

  void follow(const NewEvent& made, const State& previous, const Facts& facts) {
    for (const auto& wrong : procedure_.follow(made, facts.meeting, run_.office.quorum)) fault(wrong);
    const Event& event = made.event;
    if (event.at != facts.now || event.actor != facts.actor) fault("another's hand or another hour");
    for (const auto& [field, value] : fields_of(event.data))
      if (value.find("Budi") != std::string::npos || value.find("budi") != std::string::npos)
        fault("event shows what was typed in " + field);
    if (event.completes_step > 1) {
      const auto due = previous.due.at(static_cast<std::size_t>(event.completes_step) - 1);
      if (event.days_late != walked_lateness(due, event.at)) fault("days late miscounted");
    }
  }

  void fault(const std::string& what) {
    faults_.push_back(what + " (event " + std::to_string(run_.events.size()) + ")");
  }

  Dice dice_;
  Run run_;
  Procedure procedure_;
  std::vector<std::string> faults_;
};

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text.append(text.empty() ? "" : "; ").append(line);
  return text;
}

std::pair<std::uint64_t, std::uint64_t> seeds() {
  std::uint64_t first = 20261130, count = 200;
  if (const char* range = std::getenv("DUMAS_SEEDS")) {
    char* end = nullptr;
    first = std::strtoull(range, &end, 10);
    if (end[0] == '.' && end[1] == '.') count = std::strtoull(end + 2, nullptr, 10) - first + 1;
  }
  if (const char* more = std::getenv("DUMAS_N")) count = std::strtoull(more, nullptr, 10);
  return {first, count};
}

std::vector<std::string> shuffled_events_fold(Simulation& simulation) {
  auto events = simulation.run().events;
  for (std::size_t n = events.size(); n > 1; --n) std::swap(events[n - 1], events[simulation.dice().roll(n)]);
  const auto state = replay(CaseId{1}, events);
  if (state.version != static_cast<std::int64_t>(events.size())) return {"a shuffled log lost an event"};
  return {};
}

}  // namespace

TEST_CASE("two hundred random cases take no forbidden step, and most end") {
  const auto [first, count] = seeds();
  MESSAGE("seeds " << first << " to " << first + count - 1);
  std::uint64_t closed = 0;
  for (auto seed = first; seed < first + count; ++seed) {
    Simulation simulation{Dice{seed}};
    for (int n = 0; n < 400 && !simulation.closed(); ++n) simulation.step(75);
    simulation.replays();
    CAPTURE(seed);
    CAPTURE(joined(simulation.faults()));
    CHECK(simulation.faults().empty());
    CHECK(shuffled_events_fold(simulation).empty());
    closed += simulation.closed() ? 1 : 0;
  }
  CAPTURE(closed);
  CHECK(closed > count / 2);  // a simulation that never gets anywhere would test nothing
}

TEST_CASE("careful officers always bring a case to its end") {
  const auto [first, count] = seeds();
  std::uint64_t longest = 0;
  for (auto seed = first; seed < first + count; ++seed) {
    Simulation simulation{Dice{seed}};
    std::uint64_t steps = 0;
    for (; steps < 1500 && !simulation.closed(); ++steps) simulation.step(95);
    CAPTURE(seed);
    CAPTURE(joined(simulation.faults()));
    CHECK(simulation.closed());
    CHECK(simulation.faults().empty());
    longest = std::max(longest, steps);
  }
  MESSAGE("longest road: " << longest << " commands");
}

TEST_CASE("any script of choices: no forbidden step, and the shortest failing one is shown") {
  CHECK(rc::check([] {
    const auto script = *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::arbitrary<std::uint32_t>());
    const auto stop = *rc::gen::inRange(0, 120);
    const auto seed = *rc::gen::arbitrary<std::uint32_t>();
    Simulation grown{Dice{seed}};
    for (int n = 0; n < stop && !grown.closed(); ++n) grown.step(90);
    RC_ASSERT(grown.faults() == std::vector<std::string>{});
    Simulation scripted{Dice{script}};
    for (int n = 0; n < 200 && !scripted.used_up(); ++n) scripted.step(50);
    scripted.replays();
    grown.replays();
    RC_ASSERT(scripted.faults() == std::vector<std::string>{});
    RC_ASSERT(grown.faults() == std::vector<std::string>{});
  }));
}

TEST_CASE("apply takes any event at any time: empty ones of every kind, in any state") {
  CHECK(rc::check([] {
    const auto kinds =
        *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, Names<EventType>::table.size()));
    Dice dice{*rc::gen::arbitrary<std::uint32_t>()};
    std::vector<Event> events;
    for (const auto index : kinds) {
      Event event{.data = make_event_data(static_cast<EventType>(index)), .at = at("2026-11-30", "09:00")};
      RandomFields fields{dice, 50, {MeetingId{1}}};
      describe(event.data, fields);
      events.push_back(std::move(event));
    }
    const auto state = replay(CaseId{1}, events);
    RC_ASSERT(state.version == static_cast<std::int64_t>(events.size()));
    for (const auto& [role, word] : Names<Role>::table)
      for (const auto command : open_commands(kediri_sop(), state, person(role))) {
        Run run;
        run.state = state;
        (void)run.decided(make_command(command), person(role));
      }
  }));
}
