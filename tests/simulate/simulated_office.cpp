// The office's day: who comes, how time passes, and what is proven at the end.
#include "simulated_office.hpp"

#include <fstream>

#include "app/sweep.hpp"

namespace dumas::simulate {

using namespace complaint;  // NOLINT(google-build-using-namespace)

namespace {

// The project's own choices: enough of each to meet often, few enough to let cases end.
constexpr std::size_t most_open = 8;  // cases under way at a time
constexpr int patience = 160;         // steps for each case, on average

}  // namespace

// domain.md 2.5, INVALID_INPUT for a field, and what only a stored case can answer.
bool documented(const std::string& code) {
  for (const char* word : {"WRONG_STATE", "WRONG_ROLE", "NO_QUORUM", "CONFLICT_OF_INTEREST", "NUMBER_TAKEN",
                           "REASON_REQUIRED", "INVALID_INPUT", "NOT_FOUND", "VERSION_CONFLICT"})
    if (code == word) return true;
  return code.starts_with("MISSING_DOC:") || code.starts_with("ACTOR_RULE_PENDING:");
}

bool same(const app::CaseReceipt& a, const app::CaseReceipt& b) {
  return a.case_id == b.case_id && a.version == b.version && a.status == b.status && a.number == b.number &&
         a.tracking_code == b.tracking_code && a.pin == b.pin;
}

Tally& Tally::operator+=(const Tally& other) {
  cases += other.cases, closed += other.closed, accepted += other.accepted, refused += other.refused;
  repeats += other.repeats, conflicts += other.conflicts, at_once += other.at_once, clock_back += other.clock_back;
  meetings += other.meetings, told_late += other.told_late, faults_met += other.faults_met;
  restarts += other.restarts, stored_unanswered += other.stored_unanswered, hand_overs_lost += other.hand_overs_lost;
  course = course * 31 + other.course;
  return *this;
}

SimulatedOffice::SimulatedOffice(std::uint64_t seed, Moment moment)
    : dice_(seed),
      moment_(moment),
      randomness_(seed),
      office_(dumas::testing::at("2025-11-03T08:00:00+07:00"), &randomness_),
      sop_(choose_sop()) {
  office_.clock.advance(std::chrono::hours(24 * dice_.roll(420)) + std::chrono::minutes(dice_.roll(600)));
  // One thread borrows one reader and no other; each of the others would be opened for nothing at every restart.
  if (moment == Moment::OneThread) office_.readers = 1;
  office_.open();
}

// The rule of rows 3 and 5 by chance, in the oracle's SOP and in the office's own file alike.
Sop SimulatedOffice::choose_sop() {
  static constexpr std::array rules{ActorRule::All, ActorRule::Any, ActorRule::Sequence};
  Sop sop = complaint::testing::kediri_sop();
  std::string file = complaint::testing::file_text("sop/kpu-kota-kediri.toml");
  std::size_t from = 0;
  for (const auto key : {StepKey::Disposition, StepKey::Review}) {
    auto& rule = complaint::testing::row_of(sop, key).rule;
    rule = dice_.pick(rules);
    from = file.find("rule = \"ALL\"", from);
    if (from == std::string::npos) throw std::logic_error("the shipped SOP has no such row");
    const std::string line = "rule = \"" + std::string{name(rule)} + "\"";
    file.replace(from, std::string_view{"rule = \"ALL\""}.size(), line);
    from += line.size();
  }
  std::filesystem::create_directories(office_.folder() / "office");
  std::ofstream(office_.folder() / "office" / "kpu-kota-kediri.toml") << file;
  return sop;
}

void SimulatedOffice::run(int cases) {
  wanted_ = cases;
  for (int steps = cases * patience; steps > 0; --steps) {
    const auto open = open_cases().size();
    if (open == 0 && tally_.cases >= cases) break;
    if (tally_.cases < cases && open < most_open && (open == 0 || dice_.percent(20))) begin_case();
    pass_time();
    step();
    if (faults_.size() > 20) return;  // enough to see what is wrong
  }
  for (auto& followed : cases_) {
    prove_case(followed);
    tally_.closed += followed.closed() ? 1 : 0;
  }
  prove_office();
}

void SimulatedOffice::pass_time() {
  using std::chrono::hours;
  using std::chrono::minutes;
  const auto chance = dice_.roll(1000);
  if (chance < 20) {  // somebody set the server's clock
    office_.clock.advance(-minutes(dice_.roll(3 * 24 * 60)));
    ++tally_.clock_back;
  } else if (chance < 23) {  // from one year into another
    office_.clock.advance(hours(24 * (30 + dice_.roll(370))));
  } else if (chance < 40) {  // a weekend, a row of holidays
    office_.clock.advance(hours(24 * (1 + dice_.roll(12))));
  } else if (chance < 200) {
    office_.clock.advance(minutes(dice_.roll(20 * 60)));
  } else {
    office_.clock.advance(minutes(dice_.roll(45)));
  }
}

void SimulatedOffice::step() {
  const auto chance = dice_.roll(100);
  if (chance < 10) return meeting_command();
  if (chance < 16) return send_again();
  if (chance < 19) return several_at_once();
  if (chance < 23) return timer();
  if (chance < 25) return hand_over_notices();
  const auto open = open_cases();
  if (!cases_.empty()) command_on(open.empty() || dice_.percent(2) ? dice_.roll(cases_.size()) : dice_.pick(open));
}

// The program's own clock: what is late is told, and nothing else is touched.
void SimulatedOffice::timer() {
  try {
    const auto before = snapshot(*office_.app).events();
    const auto told = static_cast<std::int64_t>(app::sweep_deadlines(*office_.app));
    tally_.told_late += static_cast<int>(told);
    if (snapshot(*office_.app).events() != before + told) fault("the timer wrote something else than lateness");
    for (auto& followed : cases_) follow(followed);
    const auto quiet = snapshot(*office_.app);
    if (app::sweep_deadlines(*office_.app) != 0) fault("the timer told the same twice");
    if (app::recompute_deadlines(*office_.app) != 0) fault("due dates moved though no holiday did");
    if (snapshot(*office_.app) != quiet) fault("the timer changed something though nothing was late");
  } catch (const std::exception& error) {
    fault(std::string{"the timer threw: "} + error.what());
  }
}

// FNV-1a.
void SimulatedOffice::happened(std::string_view what) {
  for (const unsigned char byte : what) tally_.course = (tally_.course ^ byte) * 0x100000001b3U;
}

void SimulatedOffice::fault(const std::string& what) {
  faults_.push_back(what + " (" + iso_instant(office_.clock.now()) + ")");
}

}  // namespace dumas::simulate
