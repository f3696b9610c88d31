// What must hold for every date: counting never goes back, never lands on a day off, and the sheet agrees with it.
#include "office.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace dumas;
using namespace dumas::calendar;
using namespace dumas::calendar::testing;
using std::chrono::days;

namespace {

const Calendar& kediri() {
  static const Calendar calendar = office();
  return calendar;
}

// From end of 2024 to spring 2028: inside the sets and beyond both ends.
Date any_date() { return day("2024-12-01") + days{*rc::gen::inRange(0, 1200)}; }

}  // namespace

TEST_CASE("adding never lands on a day off, and more days are never earlier") {
  CHECK(rc::check([] {
    const Date from = any_date();
    const int count = *rc::gen::inRange(-60, 60);
    const Date to = kediri().add_working_days(from, count);
    RC_ASSERT(kediri().is_working_day(to));
    RC_ASSERT(to <= kediri().add_working_days(from, count + 1));
    RC_ASSERT(to <= kediri().add_working_days(from + days{1}, count));
  }));
}

TEST_CASE("counting and adding undo each other") {
  CHECK(rc::check([] {
    const Date from = any_date();
    const int count = *rc::gen::inRange(1, 60);
    RC_ASSERT(kediri().working_days_between(from, kediri().add_working_days(from, count)) == count);
    const Date one = kediri().on_or_after(from);
    RC_ASSERT(kediri().add_working_days(kediri().add_working_days(one, count), -count) == one);
    RC_ASSERT(kediri().day_number(one, kediri().due_date(one, count)) == count);
  }));
}

TEST_CASE("the sheet agrees with the due dates and misses no day") {
  CHECK(rc::check([] {
    const Date one = kediri().on_or_after(any_date());
    const int day_count = *rc::gen::inRange(1, 30);
    const Date due = kediri().due_date(one, day_count);
    const auto sheet = kediri().explain(one, due);
    RC_ASSERT(sheet.back().date == due);
    RC_ASSERT(sheet.back().day_number == day_count);
    int counted = 0;
    Date expected = one;
    for (const auto& line : sheet) {
      RC_ASSERT(line.date == expected);
      RC_ASSERT(line.day_number.has_value() == kediri().is_working_day(line.date));
      if (line.day_number) {
        RC_ASSERT(*line.day_number == ++counted);
        RC_ASSERT(kediri().due_date(one, counted) == line.date);
      }
      expected += days{1};
    }
  }));
}

TEST_CASE("day one never precedes the registration and later registrations never get an earlier one") {
  CHECK(rc::check([] {
    const Zone zone = *rc::gen::element(Zone::Wib, Zone::Wita, Zone::Wit);
    const Calendar calendar = Calendar::make(all_shipped(), WorkWeek::monday_to_friday(), counter(zone)).value();
    const Instant registered = instant_at(any_date(), std::chrono::minutes{*rc::gen::inRange(0, 1440)}, zone);
    const Date one = calendar.day_one(registered);
    RC_ASSERT(calendar.is_working_day(one));
    RC_ASSERT(one >= calendar.date_at(registered));
    RC_ASSERT(calendar.due_instant(one) >= registered);
    RC_ASSERT(one <= calendar.day_one(registered + std::chrono::minutes{*rc::gen::inRange(0, 5000)}));
  }));
}
