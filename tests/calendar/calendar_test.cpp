// Hari ke-1 to 5 of the domain reference's test vectors, cut-off, zones, periods and the computation sheet.
#include "office.hpp"

#include <doctest/doctest.h>

using namespace dumas;
using namespace dumas::calendar;
using namespace dumas::calendar::testing;
using namespace std::chrono_literals;

namespace {

Calendar with(HolidaySet extra) {
  auto sets = all_shipped();
  sets.push_back(std::move(extra));
  return Calendar::make(std::move(sets), WorkWeek::monday_to_friday(), counter()).value();
}

HolidaySet local(std::string_view rows) {
  return parse_holidays("year = 2026\nversion = 1\nregion = '3571'\nsource = 'Keputusan uji'\nchecked = 'uji'\n" +
                            std::string{rows},
                        "uji.toml")
      .value();
}

}  // namespace

TEST_CASE("the test vectors of the domain reference") {
  struct Row {
    const char* registered;
    const char* due[5];
  };
  const Row rows[] = {
      {"2026-11-30", {"2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"}},
      {"2026-12-03", {"2026-12-03", "2026-12-04", "2026-12-07", "2026-12-08", "2026-12-09"}},
      {"2026-12-22", {"2026-12-22", "2026-12-23", "2026-12-28", "2026-12-29", "2026-12-30"}},
      {"2026-12-26", {"2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31", "2027-01-04"}},
      {"2026-03-17", {"2026-03-17", "2026-03-25", "2026-03-26", "2026-03-27", "2026-03-30"}},
      {"2026-05-25", {"2026-05-25", "2026-05-26", "2026-05-29", "2026-06-02", "2026-06-03"}},
      {"2027-03-05", {"2027-03-05", "2027-03-16", "2027-03-17", "2027-03-18", "2027-03-19"}},
      {"2027-05-14", {"2027-05-14", "2027-05-21", "2027-05-24", "2027-05-25", "2027-05-26"}},
  };
  for (const Zone zone : {Zone::Wib, Zone::Wita, Zone::Wit}) {
    const Calendar calendar = office(zone);
    for (const Row& row : rows) {
      CAPTURE(row.registered);
      const Date one = calendar.day_one(instant_at(day(row.registered), 9h, zone));
      for (int n = 1; n <= 5; ++n) {
        CHECK(iso_date(calendar.due_date(one, n)) == row.due[n - 1]);
        CHECK(calendar.day_number(one, day(row.due[n - 1])) == n);
      }
    }
  }
}

TEST_CASE("after the counter closes, day one is the next working day") {
  const Calendar calendar = office();
  const Date thursday = day("2026-12-03");
  const Date friday = day("2026-12-04");
  const auto one = [&](Date date, std::chrono::milliseconds time) {
    return iso_date(calendar.day_one(instant_at(date, 0min, Zone::Wib) + time));
  };
  CHECK(one(thursday, 5h) == "2026-12-03");
  CHECK(one(thursday, 15h + 30min) == "2026-12-03");
  CHECK(one(thursday, 15h + 30min + 1ms) == "2026-12-04");
  CHECK(one(friday, 15h + 31min) == "2026-12-07");
  CHECK(one(day("2026-12-05"), 9h) == "2026-12-07");
  CHECK(one(day("2026-12-23"), 16h) == "2026-12-28");
  CHECK(iso_instant(calendar.due_instant(friday)) == "2026-12-04T08:30:00.000Z");
}

TEST_CASE("a day is the office's day: the same instant around midnight in three zones") {
  // 16:30 UTC on Sunday is Sunday 23:30 WIB, Monday 00:30 WITA, Monday 01:30 WIT.
  const Instant sunday_night = *parse_iso_instant("2026-11-29T16:30:00Z");
  CHECK(iso_date(office(Zone::Wib).date_at(sunday_night)) == "2026-11-29");
  CHECK(iso_date(office(Zone::Wita).date_at(sunday_night)) == "2026-11-30");
  CHECK(iso_date(office(Zone::Wit).date_at(sunday_night)) == "2026-11-30");
  for (const Zone zone : {Zone::Wib, Zone::Wita, Zone::Wit}) {
    const Calendar calendar = office(zone);
    const Date monday = day("2026-11-30");
    CHECK(calendar.day_one(instant_at(monday, 0min, zone)) == monday);
    CHECK(calendar.day_one(instant_at(monday, 0min, zone) - 1ms) == monday);
    CHECK(calendar.day_one(instant_at(monday, 24h, zone) - 1ms) == monday + std::chrono::days{1});
    CHECK(calendar.day_one(instant_at(day("2026-12-05"), 0min, zone) - 1ms) == day("2026-12-07"));
    CHECK(calendar.date_at(calendar.due_instant(monday)) == monday);
  }
  CHECK(office(Zone::Wib).day_one(*parse_iso_instant("2026-12-03T15:30:00Z")) == day("2026-12-04"));
  CHECK(office(Zone::Wit).day_one(*parse_iso_instant("2026-12-03T15:30:00Z")) == day("2026-12-04"));
  CHECK(office(Zone::Wib).day_one(*parse_iso_instant("2026-12-03T07:00:00Z")) == day("2026-12-03"));
  CHECK(office(Zone::Wit).day_one(*parse_iso_instant("2026-12-03T07:00:00Z")) == day("2026-12-04"));
}

TEST_CASE("a year without a holiday set is reported, and still counted") {
  const Calendar calendar = office();
  CHECK(calendar.covers(day("2027-12-31")));
  CHECK_FALSE(calendar.covers(day("2028-01-01")));
  CHECK(calendar.is_working_day(day("2028-01-03")));
  const auto sheet = calendar.explain(day("2027-12-31"), day("2028-01-01"));
  CHECK(sheet.at(0).covered);
  CHECK_FALSE(sheet.at(1).covered);
  CHECK_FALSE(Calendar::make({local("")}, WorkWeek::monday_to_friday(), counter())->covers(day("2026-01-02")));
}

TEST_CASE("the computation sheet tells why a day did not count") {
  const Calendar calendar = office();
  const auto sheet = calendar.explain(day("2026-03-17"), day("2026-03-30"));
  REQUIRE(sheet.size() == 14);
  CHECK(sheet[0].day_number == 1);
  CHECK(sheet[0].reason == DayReason::Counted);
  CHECK(sheet[1].reason == DayReason::JointLeave);
  CHECK(sheet[1].name == "Cuti bersama Hari Suci Nyepi");
  CHECK(sheet[1].source == "SKB 3 Menteri 1497/2/5 Tahun 2025");
  CHECK(sheet[1].set_version == 1);
  CHECK_FALSE(sheet[1].day_number);
  CHECK(sheet[2].reason == DayReason::NationalHoliday);
  CHECK(sheet[4].name == "Hari Raya Idul Fitri 1447 Hijriah");
  CHECK(sheet[8].day_number == 2);
  CHECK(sheet[11].reason == DayReason::Weekend);
  CHECK(sheet[13].day_number == 5);
  CHECK(calendar.explain(day("2026-03-17"), day("2026-03-16")).empty());
}

TEST_CASE("a local day off and an election stage are data") {
  const Calendar polling = with(local("[[holiday]]\ndate = 2026-12-02\nname = 'Pemungutan suara'\nkind = 'LOCAL'\n"));
  CHECK(iso_date(polling.due_date(day("2026-11-30"), 3)) == "2026-12-03");
  CHECK(polling.explain(day("2026-12-02"), day("2026-12-02")).at(0).reason == DayReason::LocalHoliday);

  const Calendar stage =
      with(local("[[period]]\nfrom = 2026-12-04\nuntil = 2026-12-06\nname = 'Tahapan'\nday_type = 'CALENDAR'\n"));
  CHECK(iso_date(stage.due_date(day("2026-12-03"), 5)) == "2026-12-07");
  CHECK(stage.is_working_day(day("2026-12-05")));
  const auto line = stage.explain(day("2026-12-05"), day("2026-12-05")).at(0);
  CHECK(line.reason == DayReason::CountedInPeriod);
  CHECK(line.name == "Tahapan");
  CHECK(line.day_number == 1);
  CHECK_FALSE(stage.is_working_day(day("2026-12-12")));

  const Calendar ordinary = office();
  CHECK(iso_date(ordinary.due_date(day("2026-12-03"), 5, DayType::Calendar)) == "2026-12-07");
  CHECK(ordinary.is_working_day(day("2026-12-25"), DayType::Calendar));
}

TEST_CASE("Friday and Ramadan may close at another hour") {
  auto hours = counter();
  hours.friday_close = 16h;
  const HolidaySet ramadan =
      local("[[period]]\nfrom = 2026-02-18\nuntil = 2026-03-19\nname = 'Ramadan'\ncounter_close = '14:30'\n");
  const Calendar calendar = Calendar::make({ramadan}, WorkWeek::monday_to_friday(), hours).value();
  CHECK(calendar.hours_on(day("2026-12-03")).close == 15h + 30min);
  CHECK(calendar.hours_on(day("2026-12-04")).close == 16h);
  CHECK(calendar.hours_on(day("2026-02-18")).close == 14h + 30min);
  CHECK(calendar.hours_on(day("2026-02-18")).open == 8h);
}

TEST_CASE("settings that make no calendar are refused") {
  const auto week = WorkWeek::monday_to_friday();
  CHECK(Calendar::make({}, week, {}).refusal().key == "error.office_hours");
  CHECK(Calendar::make({}, WorkWeek{}, counter()).refusal().key == "error.work_week");
  auto other = shipped(2026);
  other.holidays.pop_back();
  CHECK(Calendar::make({shipped(2026), other}, week, counter()).refusal().key == "error.holidays_same_version");
  CHECK(Calendar::make({shipped(2026), shipped(2026)}, week, counter()).ok());
  const std::vector<std::string> words{"MON", "FUN"};
  CHECK(work_week_from(words).refusal().arguments.at(0) == "FUN");
  CHECK(work_week_from(std::vector<std::string>{"SUN", "SAT"})->works ==
        std::array{true, false, false, false, false, false, true});
  CHECK_THROWS(static_cast<void>(office().due_date(day("2026-11-30"), 0)));
  CHECK_THROWS(static_cast<void>(office().add_working_days(day("2026-11-30"), 10'001)));
}
