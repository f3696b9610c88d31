// One year's days off as data: national holidays, joint leave, local days, and periods with other rules.
// Source: the yearly SKB 3 Menteri, which is changed in mid-year (18 August 2025 was added on 7 August 2025), so a set
// has a version and every day tells since which one. No library computes these days. Files: config/holidays/*.toml.
// Called by the program's start, the admin's holiday page and Calendar.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dumas::calendar {

// How an SOP counts its days: "Hari ke-n" in working days or in days of the calendar.
enum class DayType { Working, Calendar };
// "WORKING", "CALENDAR".
[[nodiscard]] std::string_view to_string(DayType type);
[[nodiscard]] std::optional<DayType> day_type_from(std::string_view word);

// Libur nasional; cuti bersama (civil servants); the region's own days, e.g. a polling day.
enum class HolidayKind { National, JointLeave, Local };
// "NATIONAL", "JOINT_LEAVE", "LOCAL".
[[nodiscard]] std::string_view to_string(HolidayKind kind);
[[nodiscard]] std::optional<HolidayKind> holiday_kind_from(std::string_view word);

struct Holiday {
  Date date{};
  std::string name;  // Indonesian, as decreed
  HolidayKind kind = HolidayKind::National;
  int since = 1;  // version of the set in which the day was added
  friend bool operator==(const Holiday&, const Holiday&) = default;
};

// Days with other rules, both ends included: election stages count calendar days; Ramadan has other hours.
struct Period {
  Date from{};
  Date until{};
  std::string name;
  std::optional<DayType> day_type{};
  std::optional<std::chrono::minutes> counter_open{};
  std::optional<std::chrono::minutes> counter_close{};
  friend bool operator==(const Period&, const Period&) = default;
};

// Why a version above 1 exists.
struct Change {
  int version = 0;
  Date decided{};
  std::string source;
  std::string what;
  friend bool operator==(const Change&, const Change&) = default;
};

struct HolidaySet {
  int year = 0;
  int version = 1;
  std::string region = "ID";  // "ID" for the whole country, else a region or office code
  std::string source;         // the decree
  std::string checked;        // against what the list was checked, in the office's words
  std::vector<Holiday> holidays;
  std::vector<Period> periods;
  std::vector<Change> changes;

  // The set as it was: without the days added after `wanted`.
  [[nodiscard]] HolidaySet at_version(int wanted) const;
  friend bool operator==(const HolidaySet&, const HolidaySet&) = default;
};

// Reads one file's text; `origin` is the file's name for the reader of a fault. Every fault is named at once (the first
// and its `others`): code INVALID_INPUT, field = the TOML key, arguments = {origin, line, detail}, key one of
// error.holidays_syntax, _missing, _type, _value, _unknown_key, _outside_year, _duplicate, _too_large.
[[nodiscard]] Result<HolidaySet> parse_holidays(std::string_view toml, std::string_view origin);

}  // namespace dumas::calendar
