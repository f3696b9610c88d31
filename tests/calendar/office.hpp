// The shipped holiday files and the office's hours, for the tests of this folder.
#pragma once

#include "calendar/calendar.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace dumas::calendar::testing {

inline HolidaySet shipped(int year) {
  const std::string name = "id-" + std::to_string(year) + ".toml";
  std::ifstream file{std::string{DUMAS_SOURCE_DIR} + "/config/holidays/" + name};
  if (!file) throw std::runtime_error("no " + name);
  return parse_holidays(std::string{std::istreambuf_iterator<char>{file}, {}}, name).value();
}

inline std::vector<HolidaySet> all_shipped() { return {shipped(2025), shipped(2026), shipped(2027)}; }

inline OfficeHours counter(Zone zone = Zone::Wib) {
  using namespace std::chrono_literals;
  return {.zone = zone, .counter_open = 8h, .counter_close = 15h + 30min};
}

inline Calendar office(Zone zone = Zone::Wib) {
  return Calendar::make(all_shipped(), WorkWeek::monday_to_friday(), counter(zone)).value();
}

inline Date day(std::string_view text) { return parse_iso_date(text).value(); }

}  // namespace dumas::calendar::testing
