// Which cases the timer has to look at, a batch at a time. Called by app/sweep inside a write job or a read lease.
#pragma once

#include <string_view>
#include <vector>

#include "base/identity.hpp"
#include "base/time.hpp"
#include "store/database.hpp"

namespace dumas::store {

// Open cases in a row due on or before `today` whose lateness was not yet told, by id, beginning after `after`.
[[nodiscard]] std::vector<CaseId> cases_due(Connection&, std::string_view office, Date today, CaseId after, int most);

// Open registered cases, by id, beginning after `after`.
[[nodiscard]] std::vector<CaseId> open_registered_cases(Connection&, std::string_view office, CaseId after, int most);

}  // namespace dumas::store
