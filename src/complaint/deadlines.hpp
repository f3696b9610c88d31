// Due dates of a case, from its SOP and the calendar. "Late" is computed, never a state.
#pragma once

#include <optional>
#include <vector>

#include "calendar/calendar.hpp"
#include "complaint/sop.hpp"
#include "complaint/state.hpp"

namespace dumas::complaint {

// Hari ke-1 of a case: the day of registration, or of receipt where the SOP says so (domain A5).
[[nodiscard]] Date first_day(Instant received, Instant registered, const Sop&, const calendar::Calendar&);

// One due date for each step, in the SOP's order.
[[nodiscard]] std::vector<Date> due_dates(Date day_one, const Sop&, const calendar::Calendar&);

// When the row of that kind is due; nothing before registration.
[[nodiscard]] std::optional<Date> due_of(const State&, const Sop&, StepKey);

// Counting days past the due date at that instant; 0 while its closing time has not passed.
[[nodiscard]] std::int64_t days_late(Date due, Instant now, const Sop&, const calendar::Calendar&);

// The row the case stands in: the first that is not done. Nothing when all are done or the case is on a side branch.
[[nodiscard]] std::optional<StepKey> current_step(Status);

// The day by which the answer is promised to leave (domain A12).
[[nodiscard]] std::optional<Date> promise(const State&, const Sop&, const calendar::Calendar&);

}  // namespace dumas::complaint
