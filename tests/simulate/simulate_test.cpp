// Offices in which citizens, desk, unit, leaders and plenary act at random under one seed each, with faults injected, through
// app::execute on real databases. None may take a step that the SOP forbids; a refusal or a fault changes nothing; numbers
// have no gaps; the rebuilt tables equal the live ones.
//
//   DUMAS_SIMULATED_SEEDS   how many seeds, one office each (default 100)
//   DUMAS_SEED              the first (default below); a failure names its own: DUMAS_SEED=that DUMAS_SIMULATED_SEEDS=1
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

#include "../support/road.hpp"
#include "app/verify.hpp"
#include "faulty_disk.hpp"
#include "simulated_office.hpp"

using namespace dumas;             // NOLINT(google-build-using-namespace)
using namespace dumas::complaint;  // NOLINT(google-build-using-namespace)
using namespace dumas::simulate;   // NOLINT(google-build-using-namespace)

namespace {

constexpr int least_cases = 2, most_cases = 6;  // of an office

std::uint64_t setting(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text && *text ? std::strtoull(text, nullptr, 10) : otherwise;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text.append("\n  ").append(line);
  return text;
}

}  // namespace

TEST_CASE("simulated cases never reach a state the SOP forbids, and what is stored proves itself") {
  FaultyDisk::install();
  const auto wanted = setting("DUMAS_SIMULATED_SEEDS", 100);
  const auto first = setting("DUMAS_SEED", 20261130);
  MESSAGE(wanted << " seeds, DUMAS_SEED=" << first);
  Tally total;
  for (std::uint64_t seed = first; seed < first + wanted; ++seed) {
    SimulatedOffice office{seed};
    office.run(least_cases + static_cast<int>(seed % (most_cases - least_cases + 1)));
    CHECK_MESSAGE(office.faults().empty(), "DUMAS_SEED=" << seed << joined(office.faults()));
    total += office.tally();
  }
  MESSAGE("seeds " << first << " to " << first + wanted - 1 << ": " << total.cases << " cases, " << total.closed
                   << " closed, " << total.accepted << " commands accepted, " << total.refused << " refused ("
                   << total.conflicts << " for a version that was gone), " << total.repeats << " sent again, "
                   << total.at_once << " times several at once, " << total.meetings << " meeting commands, "
                   << total.told_late << " rows told late, clock set back " << total.clock_back << " times; "
                   << total.faults_met << " faults met, " << total.restarts << " restarts, " << total.stored_unanswered
                   << " stored without an answer, " << total.hand_overs_lost << " hand-overs broken off");
  // A simulation that never gets anywhere would test nothing.
  CHECK(total.refused > total.cases);
  if (wanted >= 50) {
    CHECK(total.closed > total.cases / 2);
    CHECK(total.conflicts > 0);
    CHECK(total.repeats > 0);
    CHECK(total.at_once > 0);
    CHECK(total.told_late > 0);
    CHECK(total.clock_back > 0);
    CHECK(total.faults_met > 0);
    CHECK(total.restarts > 0);
    CHECK(total.stored_unanswered > 0);
    CHECK(total.hand_overs_lost > 0);
  }
}

TEST_CASE("the same seed is the same course of things") {
  FaultyDisk::install();
  const auto seed = setting("DUMAS_SEED", 20261130);
  const auto course = [seed] {
    SimulatedOffice office{seed};
    office.run(most_cases);
    return office.tally().course;
  };
  CHECK(course() == course());
}

TEST_CASE("on threads too, whoever comes first") {
  FaultyDisk::install();
  const auto first = setting("DUMAS_SEED", 20261130);
  for (std::uint64_t seed = first; seed < first + 5; ++seed) {
    SimulatedOffice office{seed, SimulatedOffice::Moment::Threads};
    office.run(most_cases);
    CHECK_MESSAGE(office.faults().empty(), "DUMAS_SEED=" << seed << joined(office.faults()));
  }
}

TEST_CASE("a clock that runs backwards breaks nothing") {
  dumas::testing::Office o;
  o.open();
  const auto w = dumas::testing::walk(o, [&] { o.clock.advance(-std::chrono::minutes(10)); });
  FollowedCase followed{w.id, complaint::testing::kediri_sop()};
  CHECK(joined(followed.follow(*o.app)) == "");
  CHECK(followed.closed());
  CHECK(joined(tables_that_differ(*o.app, w.id)) == "");
  CHECK(joined(app::verify(*o.app).faults) == "");
}

TEST_CASE("a clock set back into last year and forward again: each year's numbers go on where they stood") {
  dumas::testing::Office o;
  o.open();
  const auto fo = o.as("loket", Role::FrontDesk);
  const auto register_at = [&](const char* time) {
    o.clock.set(dumas::testing::at(time));
    const auto id = o.must({}, fo, dumas::testing::complaint_of("Jam")).case_id;
    return o.must(id, fo, dumas::testing::entry()).number;
  };
  CHECK(register_at("2026-01-02T09:00:00+07:00") == "0001/DUMAS/2026");
  CHECK(register_at("2025-12-30T09:00:00+07:00") == "0001/DUMAS/2025");
  CHECK(register_at("2026-12-31T23:59:59+07:00") == "0002/DUMAS/2026");
  CHECK(register_at("2026-12-31T17:00:00Z") == "0001/DUMAS/2027");  // midnight in Kediri
  CHECK(register_at("2025-12-31T09:00:00+07:00") == "0002/DUMAS/2025");

  // Received after it was registered, by the clock: the law's days are still counted from a working day.
  o.clock.set(dumas::testing::at("2026-06-10T09:00:00+07:00"));
  const auto id = o.must({}, fo, dumas::testing::complaint_of("Mundur")).case_id;
  o.clock.set(dumas::testing::at("2026-06-06T09:00:00+07:00"));  // a Saturday
  o.must(id, fo, dumas::testing::entry());
  FollowedCase followed{id, complaint::testing::kediri_sop()};
  CHECK(joined(followed.follow(*o.app)) == "");
  CHECK(joined(gaps_in_numbers(*o.app)) == "");
  CHECK(joined(app::verify(*o.app).faults) == "");
}
