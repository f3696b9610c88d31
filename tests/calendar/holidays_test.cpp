// The shipped holiday files, and what the reader says of a faulty one.
#include "office.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace dumas;
using namespace dumas::calendar;
using namespace dumas::calendar::testing;

namespace {

long of_kind(const HolidaySet& set, HolidayKind kind) {
  return std::count_if(set.holidays.begin(), set.holidays.end(), [&](const auto& day) { return day.kind == kind; });
}

int working_days(const Calendar& calendar, int year) {
  return calendar.working_days_between(*date_of(year - 1, 12, 31), *date_of(year, 12, 31));
}

const std::string head = "year = 2026\nversion = 1\nsource = 'S'\nchecked = 'C'\n";

Refusal fault(const std::string& toml) {
  const auto set = parse_holidays(toml, "uji.toml");
  REQUIRE_FALSE(set);
  return set.refusal();
}

}  // namespace

TEST_CASE("the shipped files hold as many days as the decrees name") {
  struct Row {
    int year;
    long national;
    long joint;
    int working;
  };
  for (const Row row : {Row{2025, 17, 11, 237}, Row{2026, 17, 8, 240}, Row{2027, 18, 8, 242}}) {
    CAPTURE(row.year);
    const HolidaySet set = shipped(row.year);
    CHECK(set.year == row.year);
    CHECK(set.region == "ID");
    CHECK_FALSE(set.source.empty());
    CHECK_FALSE(set.checked.empty());
    CHECK(of_kind(set, HolidayKind::National) == row.national);
    CHECK(of_kind(set, HolidayKind::JointLeave) == row.joint);
    CHECK(working_days(office(), row.year) == row.working);
  }
}

TEST_CASE("the amendment of August 2025 is a version of its own") {
  const HolidaySet now = shipped(2025);
  CHECK(now.version == 2);
  REQUIRE(now.changes.size() == 1);
  CHECK(iso_date(now.changes[0].decided) == "2025-08-07");
  const HolidaySet before = now.at_version(1);
  CHECK(before.version == 1);
  CHECK(before.holidays.size() + 1 == now.holidays.size());
  const auto make = [](std::vector<HolidaySet> sets) {
    return Calendar::make(std::move(sets), WorkWeek::monday_to_friday(), counter()).value();
  };
  CHECK(make({before}).is_working_day(day("2025-08-18")));
  CHECK_FALSE(make({now}).is_working_day(day("2025-08-18")));
  CHECK(working_days(make({before}), 2025) == 238);
  CHECK(working_days(make({now, before}), 2025) == 237);
  CHECK(working_days(make({before, now}), 2025) == 237);
}

TEST_CASE("a day that a newer version moved away is a working day again") {
  HolidaySet moved = shipped(2026);
  moved.version = 2;
  std::erase_if(moved.holidays, [](const auto& holiday) { return holiday.date == day("2026-12-24"); });
  const auto calendar = Calendar::make({shipped(2026), moved}, WorkWeek::monday_to_friday(), counter()).value();
  CHECK(calendar.is_working_day(day("2026-12-24")));
}

TEST_CASE("a fault names file, line and reason") {
  const auto syntax = fault(head + "[[holiday]\n");
  CHECK(syntax.key == "error.holidays_syntax");
  CHECK(syntax.arguments.at(0) == "uji.toml");
  CHECK(syntax.arguments.at(1) == "5");

  const auto value = fault(head + "[[holiday]]\ndate = 2026-01-01\nname = 'Uji'\nkind = 'FREE'\n");
  CHECK(value.key == "error.holidays_value");
  CHECK(value.field == "kind");
  CHECK(value.arguments == std::vector<std::string>{"uji.toml", "8", "FREE"});

  CHECK(fault(head + "[[holiday]]\ndate = 2027-01-01\nname = 'Uji'\nkind = 'LOCAL'\n").key ==
        "error.holidays_outside_year");
  CHECK(fault(head + "[[holiday]]\ndate = '2026-01-01'\nname = 'Uji'\nkind = 'LOCAL'\n").key == "error.holidays_type");
  CHECK(fault(head + "[[holiday]]\ndate = 2026-02-30\nname = 'Uji'\nkind = 'LOCAL'\n").key == "error.holidays_syntax");
  CHECK(fault(head + "[[holiday]]\ndate = 2026-02-03\nkind = 'LOCAL'\n").key == "error.holidays_missing");
  CHECK(fault(head + "[[holiday]]\ndate = 2026-02-03\nname = ' '\nkind = 'LOCAL'\n").key == "error.holidays_missing");
  CHECK(fault(head + "holidays = []\n").key == "error.holidays_unknown_key");
  CHECK(fault(head + "holiday = 3\n").key == "error.holidays_type");
  CHECK(fault(head + "holiday = [3]\n").key == "error.holidays_type");
  CHECK(fault(head + "[[period]]\nfrom = 2026-02-03\nuntil = 2026-02-02\nname = 'Uji'\n").key ==
        "error.holidays_value");
  CHECK(fault(head + "[[period]]\nfrom = 2026-02-03\nuntil = 2026-02-04\nname = 'Uji'\ncounter_open = '08:00'\n"
                     "counter_close = '07:00'\n")
            .key == "error.holidays_value");
  CHECK(fault("year = 1\nversion = 1\nsource = 'S'\nchecked = 'C'\n").key == "error.holidays_value");
  CHECK(fault(std::string((1U << 20U) + 1, '#')).key == "error.holidays_too_large");

  const auto twice = fault(head +
                           "[[holiday]]\ndate = 2026-02-03\nname = 'A'\nkind = 'LOCAL'\n"
                           "[[holiday]]\ndate = 2026-02-03\nname = 'B'\nkind = 'LOCAL'\n");
  CHECK(twice.key == "error.holidays_duplicate");
  CHECK(twice.arguments.at(1) == "10");
}

TEST_CASE("all faults are told at once") {
  const auto empty = fault("");
  CHECK(empty.key == "error.holidays_missing");
  CHECK(empty.others.size() == 3);
}

TEST_CASE("words of the enumerations are read back") {
  for (const auto type : {DayType::Working, DayType::Calendar}) CHECK(day_type_from(to_string(type)) == type);
  for (const auto kind : {HolidayKind::National, HolidayKind::JointLeave, HolidayKind::Local}) {
    CHECK(holiday_kind_from(to_string(kind)) == kind);
  }
  CHECK_FALSE(day_type_from("working"));
}
