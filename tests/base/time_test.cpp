// Dates, instants and zones at their edges.
#include "base/time.hpp"
#include "base/clock.hpp"

#include <doctest/doctest.h>

using namespace dumas;
using namespace std::chrono_literals;

TEST_CASE("a zone is read by its abbreviation or its IANA name") {
  CHECK(zone_from("WIB") == Zone::Wib);
  CHECK(zone_from("Asia/Jakarta") == Zone::Wib);
  CHECK(zone_from("Asia/Pontianak") == Zone::Wib);
  CHECK(zone_from("Asia/Makassar") == Zone::Wita);
  CHECK(zone_from("Asia/Jayapura") == Zone::Wit);
  CHECK_FALSE(zone_from("wib"));
  CHECK_FALSE(zone_from("Europe/Paris"));
  for (const Zone zone : {Zone::Wib, Zone::Wita, Zone::Wit}) CHECK(zone_from(abbreviation(zone)) == zone);
}

TEST_CASE("the same instant is another day in another zone around midnight") {
  const Instant instant = *parse_iso_instant("2026-11-29T15:30:00Z");
  CHECK(iso_date(local_date(instant, Zone::Wib)) == "2026-11-29");
  CHECK(iso_date(local_date(instant, Zone::Wita)) == "2026-11-29");
  CHECK(iso_date(local_date(instant, Zone::Wit)) == "2026-11-30");
  CHECK(local_time_of_day(instant, Zone::Wib) == 22h + 30min);
  CHECK(local_time_of_day(instant, Zone::Wita) == 23h + 30min);
  CHECK(local_time_of_day(instant, Zone::Wit) == 30min);
}

TEST_CASE("an instant of a local time is read back as that time, also before 1970") {
  for (const Zone zone : {Zone::Wib, Zone::Wita, Zone::Wit}) {
    for (const char* text : {"1945-08-17", "1969-12-31", "2024-02-29", "2026-11-30"}) {
      const Date date = *parse_iso_date(text);
      for (const auto time : {std::chrono::minutes{0}, std::chrono::minutes{7h}, std::chrono::minutes{23h + 59min}}) {
        CHECK(local_date(instant_at(date, time, zone), zone) == date);
        CHECK(local_time_of_day(instant_at(date, time, zone), zone) == time);
      }
      CHECK(local_date(instant_at(date, 0min, zone) - 1ms, zone) == date - std::chrono::days{1});
      CHECK(local_time_of_day(instant_at(date, 0min, zone) - 1ms, zone) == 23h + 59min);
    }
  }
}

TEST_CASE("only real dates in the one spelling are dates") {
  CHECK(iso_date(*parse_iso_date("2024-02-29")) == "2024-02-29");
  for (const char* text :
       {"", "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "2026-11-31", "26-11-30", "2026-11-30 ",
        " 2026-11-30", "2026/11/30", "2026-11-3O", "+026-11-30", "2026-11-300", "2026-11-30T00:00"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_iso_date(text));
  }
}

TEST_CASE("instants are read with Z or an offset, with or without seconds and fraction") {
  const Instant nine = instant_at(*parse_iso_date("2026-11-30"), 9h, Zone::Wib);
  CHECK(iso_instant(nine) == "2026-11-30T02:00:00.000Z");
  for (const char* text :
       {"2026-11-30T02:00Z", "2026-11-30T02:00:00Z", "2026-11-30T02:00:00.000Z", "2026-11-30T09:00+07:00",
        "2026-11-30T09:00:00+07:00", "2026-11-29T21:00:00.0-05:00", "2026-11-30T02:00:00.000999Z"}) {
    CAPTURE(text);
    CHECK(parse_iso_instant(text) == nine);
  }
  CHECK(*parse_iso_instant("2026-11-30T02:00:00.5Z") == nine + 500ms);
  CHECK(*parse_iso_instant("2026-11-30T02:00:00.05Z") == nine + 50ms);
  CHECK(iso_instant(nine - 1ms) == "2026-11-30T01:59:59.999Z");
  CHECK(iso_instant(from_millis(-1)) == "1969-12-31T23:59:59.999Z");
  for (const char* text :
       {"2026-11-30", "2026-11-30T02:00", "2026-11-30T02:00:00", "2026-11-30T24:00Z", "2026-11-30T02:60Z",
        "2026-11-30T02:00:60Z", "2026-11-30T02:00:00.Z", "2026-11-30T02:00Zx", "2026-11-31T02:00Z", "2026-11-30 02:00Z",
        "2026-11-30T02:00+7", "2026-11-30T02:00:00.1234567890Z", "2026-11-30T02:00.5Z"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_iso_instant(text));
  }
}

TEST_CASE("times of day are two digits each") {
  CHECK(parse_hh_mm("07:30") == 7h + 30min);
  CHECK(hh_mm(7h + 30min) == "07:30");
  for (const char* text : {"7:30", "24:00", "07:60", "0730", "07:30:00", ""}) CHECK_FALSE(parse_hh_mm(text));
}

TEST_CASE("clocks") {
  const Instant start = *parse_iso_instant("2026-11-30T02:00Z");
  ManualClock manual{start};
  CHECK(manual.now() == start);
  manual.advance(90min);
  CHECK(iso_instant(manual.now()) == "2026-11-30T03:30:00.000Z");
  manual.set(start);
  CHECK(manual.now() == start);

  const OffsetClock offset_clock{start};
  const Instant first = offset_clock.now();
  CHECK(first >= start);
  CHECK(first < start + 60s);
  CHECK(offset_clock.now() >= first);
  CHECK(SystemClock{}.now() > *parse_iso_instant("2025-01-01T00:00Z"));
}
