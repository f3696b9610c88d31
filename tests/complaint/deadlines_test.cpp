// How late a row is: hours, weekends, holidays, days of the calendar. Which row a case stands in.
#include "fixtures.hpp"

#include <doctest/doctest.h>

using namespace dumas;
using namespace dumas::complaint;
using namespace dumas::complaint::testing;

namespace {
std::int64_t late(std::string_view due, std::string_view date, std::string_view time, DayType type = DayType::Working) {
  Sop sop = kediri_sop();
  sop.day_type = type;
  return days_late(day(due), at(date, time), sop, make_calendar());
}
}  // namespace

TEST_CASE("days late") {
  CHECK(late("2026-12-01", "2026-11-30", "09:00") == 0);
  CHECK(late("2026-12-01", "2026-12-01", "15:30") == 0);  // closing time itself is still in time
  CHECK(late("2026-12-01", "2026-12-01", "15:31") == 1);  // the same evening
  CHECK(late("2026-12-01", "2026-12-02", "00:01") == 1);
  CHECK(late("2026-12-01", "2026-12-02", "23:59") == 1);
  CHECK(late("2026-12-01", "2026-12-03", "09:00") == 2);
}

TEST_CASE("days late over weekends and holidays") {
  CHECK(late("2026-12-04", "2026-12-05", "10:00") == 1);  // Friday's row on Saturday
  CHECK(late("2026-12-04", "2026-12-07", "10:00") == 1);
  CHECK(late("2026-12-04", "2026-12-08", "10:00") == 2);
  CHECK(late("2026-03-17", "2026-03-24", "10:00") == 1);  // S3: Nyepi, Idul Fitri and joint leave between
  CHECK(late("2026-03-17", "2026-03-25", "10:00") == 1);
  CHECK(late("2026-03-17", "2026-03-26", "10:00") == 2);
  CHECK(late("2026-12-04", "2026-12-07", "10:00", DayType::Calendar) == 3);
}

TEST_CASE("each state stands in its row; side branches in none") {
  CHECK(current_step(Status::Received) == StepKey::Intake);
  CHECK(current_step(Status::UnderAnalysis) == StepKey::Analysis);
  CHECK(current_step(Status::FollowUp) == StepKey::FollowUp);
  CHECK(current_step(Status::FollowUpReported) == StepKey::FinalReport);
  for (const auto status : {Status::Closed, Status::AwaitingReporter, Status::Withdrawn, Status::Objection})
    CHECK_FALSE(current_step(status));
}

TEST_CASE("the promise is the delivery's day, and moves with recomputed dates only") {
  Run run = run_at(Status::Registered);
  CHECK(promise(run.state, run.sop, make_calendar()) == day("2026-12-03"));
  CHECK(due_of(run.state, run.sop, StepKey::FinalReport) == day("2026-12-04"));
  CHECK_FALSE(promise(run_at(Status::Received).state, run.sop, make_calendar()));
  std::vector<std::string> moved;
  for (const Date due : run.state.due) moved.push_back(iso_date(due + std::chrono::days{7}));
  run.state =
      apply(run.state, Event{.data = DeadlinesRecomputed{.due = moved}, .at = run.now, .actor = person(Role::Timer)});
  CHECK(promise(run.state, run.sop, make_calendar()) == day("2026-12-10"));
}

TEST_CASE("overdue rows are told once each") {
  State state = run_at(Status::Registered).state;
  state = apply(state, Event{.data = StepOverdue{.step = 2}, .actor = person(Role::Timer)});
  CHECK(state.overdue_told == std::vector<int>{2});
  CHECK(state.status == Status::Registered);
}
