#include "complaint/deadlines.hpp"

#include <algorithm>

namespace dumas::complaint {

Date first_day(Instant received, Instant registered, const Sop& sop, const calendar::Calendar& calendar) {
  const Instant start = sop.clock_start == ClockStart::Receipt ? received : registered;
  return calendar.day_one(start, sop.day_type);
}

std::vector<Date> due_dates(Date day_one, const Sop& sop, const calendar::Calendar& calendar) {
  std::vector<Date> dates;
  for (const auto& step : sop.steps) dates.push_back(calendar.due_date(day_one, step.due_day, sop.day_type));
  return dates;
}

std::optional<Date> due_of(const State& state, const Sop& sop, StepKey key) {
  for (std::size_t row = 0; row < sop.steps.size() && row < state.due.size(); ++row)
    if (sop.steps[row].key == key) return state.due[row];
  return std::nullopt;
}

std::int64_t days_late(Date due, Instant now, const Sop& sop, const calendar::Calendar& calendar) {
  if (now <= calendar.due_instant(due)) return 0;
  // After closing time of the due day itself the step is already one day late.
  return std::max(1, calendar.working_days_between(due, calendar.date_at(now), sop.day_type));
}

std::optional<StepKey> current_step(Status status) {
  switch (status) {
    case Status::Received: return StepKey::Intake;
    case Status::Registered: return StepKey::Submit;
    case Status::Submitted: return StepKey::Disposition;
    case Status::Disposed:
    case Status::UnderAnalysis: return StepKey::Analysis;
    case Status::Analysed: return StepKey::Review;
    case Status::PlenaryScheduled: return StepKey::Plenary;
    case Status::Decided: return StepKey::Answer;
    case Status::AnswerReady: return StepKey::Delivery;
    case Status::Answered:
    case Status::FollowUp: return StepKey::FollowUp;
    case Status::FollowUpReported: return StepKey::FinalReport;
    case Status::Closed:
    case Status::AwaitingReporter:
    case Status::Forwarded:
    case Status::Redirected:
    case Status::Merged:
    case Status::Withdrawn:
    case Status::Rejected:
    case Status::Lapsed:
    case Status::Objection: return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Date> promise(const State& state, const Sop& sop, const calendar::Calendar& calendar) {
  if (!state.day_one) return std::nullopt;
  // The delivery row's stored due date, so that a later change of holidays shows through its own event alone.
  if (const auto due = due_of(state, sop, StepKey::Delivery)) return due;
  return calendar.due_date(*state.day_one, sop.promise_day, sop.day_type);
}

}  // namespace dumas::complaint
