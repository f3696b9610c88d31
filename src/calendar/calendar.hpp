// Which days count, and when "Hari ke-n" of the SOP falls due. Pure: holidays, hours and times come in from outside.
// Serves the "Waktu" column of every SOP row. Called by the rules (deadlines), the sweep and the pages.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "calendar/holidays.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace dumas::calendar {

// Which weekdays the office works; index 0 is Sunday. A setting; Mon-Fri by Perpres 21/2023.
struct WorkWeek {
  std::array<bool, 7> works{};
  static constexpr WorkWeek monday_to_friday() { return {{false, true, true, true, true, true, false}}; }
};
// From "SUN" "MON" "TUE" "WED" "THU" "FRI" "SAT". Refusal INVALID_INPUT, error.work_week, naming the unknown word.
[[nodiscard]] Result<WorkWeek> work_week_from(std::span<const std::string> words);

// Counter hours, minutes after local midnight. The office's setting: no law fixes them.
struct OfficeHours {
  Zone zone = Zone::Wib;
  std::chrono::minutes counter_open{};
  std::chrono::minutes counter_close{};                // also the cut-off of day one
  std::optional<std::chrono::minutes> friday_close{};  // where Friday ends at another time
  // End of the staff's working day, where it is later than the counter's: a step done at 15:45 is not late because the
  // counter closed at 15:30. Absent: the counter's closing.
  std::optional<std::chrono::minutes> work_end{}, friday_work_end{};
};

struct DayHours {
  std::chrono::minutes open{};
  std::chrono::minutes close{};
};

enum class DayReason { Counted, CountedInPeriod, Weekend, NationalHoliday, JointLeave, LocalHoliday };

// One line of the computation sheet that shows how a due date was found.
struct DayLine {
  Date date{};
  DayReason reason = DayReason::Counted;
  std::optional<int> day_number{};  // "Hari ke-n"; none when the day does not count
  std::string name{};               // of the holiday or the period
  std::string source{};             // decree of the holiday set
  int set_version = 0;              // 0: no set is concerned
  bool covered = true;              // false: no national holiday set for this year, the line is a guess

  friend bool operator==(const DayLine&, const DayLine&) = default;
};

class Calendar {
 public:
  // Of several sets for one region and year the highest version is used. Refusals, INVALID_INPUT: error.office_hours
  // (closing not after opening, or beyond the day), error.work_week (no working day at all),
  // error.holidays_same_version (region, year: two different sets claim the same version).
  static Result<Calendar> make(std::vector<HolidaySet> sets, WorkWeek week, OfficeHours hours);

  [[nodiscard]] Zone zone() const { return hours_.zone; }
  // The office's date at that instant.
  [[nodiscard]] Date date_at(Instant instant) const { return local_date(instant, hours_.zone); }
  // Whether a national holiday set for the date's year is known; a page warns when not.
  [[nodiscard]] bool covers(Date date) const;
  // Whether the day counts. A period's own day type (election stage) goes before `type`.
  [[nodiscard]] bool is_working_day(Date date, DayType type = DayType::Working) const;
  // Hours of that day, with Friday and periods (Ramadan) applied; also given for days off.
  [[nodiscard]] DayHours hours_on(Date date) const;

  // The first counting day strictly after, or strictly before, the date.
  [[nodiscard]] Date next_working_day(Date date, DayType type = DayType::Working) const;
  [[nodiscard]] Date previous_working_day(Date date, DayType type = DayType::Working) const;
  [[nodiscard]] Date on_or_after(Date date, DayType type = DayType::Working) const;
  // The count-th counting day after (before, when negative) the date; 0 gives on_or_after(date).
  // |count| up to 10000, beyond that std::out_of_range.
  [[nodiscard]] Date add_working_days(Date date, int count, DayType type = DayType::Working) const;
  // How many counting days lie in (from, until]; negative when until is before from.
  [[nodiscard]] int working_days_between(Date from, Date until, DayType type = DayType::Working) const;

  // Hari ke-1: the day of registration, or the next counting day when the registration is on a day off or after the
  // counter's closing (domain A5). Exactly at closing time still counts.
  [[nodiscard]] Date day_one(Instant registered, DayType type = DayType::Working) const;
  // The date of Hari ke-`day`, day >= 1 (else std::out_of_range); due_date(d, 1) is d.
  [[nodiscard]] Date due_date(Date day_one, int day, DayType type = DayType::Working) const;
  // n of "Hari ke-n": counting days from day one to today, both included; 0 before day one. Stands still on days off.
  [[nodiscard]] int day_number(Date day_one, Date today, DayType type = DayType::Working) const;
  // End of the working day of the due day. Late means after this instant.
  [[nodiscard]] Instant due_instant(Date due) const;
  // Every day of the calendar from day one to `until`, both included; empty when until is before it.
  [[nodiscard]] std::vector<DayLine> explain(Date day_one, Date until, DayType type = DayType::Working) const;

 private:
  // Indices, not pointers, so that a Calendar may be copied.
  struct Place {
    std::size_t set;
    std::size_t holiday;
  };
  struct DayTypeOf {
    DayType type;
    const Period* period;  // null: the caller's own type
    const HolidaySet* set;
  };
  Calendar(std::vector<HolidaySet> sets, WorkWeek week, OfficeHours hours);
  [[nodiscard]] DayTypeOf day_type_on(Date date, DayType type) const;
  [[nodiscard]] DayLine line(Date date, DayType type) const;

  std::vector<HolidaySet> sets_;
  std::map<Date, Place> days_off_;
  std::set<int> covered_years_;
  WorkWeek week_;
  OfficeHours hours_;
};

}  // namespace dumas::calendar
