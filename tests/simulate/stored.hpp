// Looks at the whole database from outside: whether anything changed, whether the numbers have gaps, whether one case's
// tables are what its events make of them.
#pragma once

#include <string>
#include <vector>

#include "app/application.hpp"

namespace dumas::simulate {

// Everything a command may write, counted, and the head of the log: equal before and after means nothing was kept.
struct Snapshot {
  std::string head;
  std::vector<std::int64_t> counts;
  friend bool operator==(const Snapshot&, const Snapshot&) = default;
  [[nodiscard]] std::int64_t events() const { return counts.front(); }
};
[[nodiscard]] Snapshot snapshot(app::Application&);

// One sentence for each hole. domain.md 3.1: a number is given once and never again, so a hole is one that nobody ever
// got; where an officer had typed what the counter would have printed, the counter steps over it.
[[nodiscard]] std::vector<std::string> gaps_in_numbers(app::Application&);

// Writes the case's tables again from its events, compares, and takes everything back: a sentence for each table.
[[nodiscard]] std::vector<std::string> tables_that_differ(app::Application&, CaseId);

// Notices that stand open past their time, or were handed over more than once.
[[nodiscard]] std::vector<std::string> notices_not_handed_over_once(app::Application&);

// Numbers given so far.
[[nodiscard]] std::vector<std::string> given_numbers(app::Application&);

}  // namespace dumas::simulate
