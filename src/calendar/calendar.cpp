// Counting the days of the SOP: see calendar.hpp.
#include "calendar/calendar.hpp"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <string_view>
#include <tuple>
#include <utility>

namespace dumas::calendar {

using std::chrono::days;
using std::chrono::minutes;

namespace {

// A guard against nonsense in a setting, not a rule: nothing in the SOP is counted in decades.
constexpr int most_days = 10'000;

constexpr std::string_view country = "ID";

bool sane(DayHours hours) {
  return hours.open >= minutes{0} && hours.close > hours.open && hours.close < std::chrono::hours{24};
}

DayReason reason_of(HolidayKind kind) {
  switch (kind) {
    case HolidayKind::National: return DayReason::NationalHoliday;
    case HolidayKind::JointLeave: return DayReason::JointLeave;
    case HolidayKind::Local: return DayReason::LocalHoliday;
  }
  throw std::logic_error("calendar: unknown holiday kind");
}

bool counts(DayReason reason) { return reason == DayReason::Counted || reason == DayReason::CountedInPeriod; }

bool is_friday(Date date) { return std::chrono::weekday{date} == std::chrono::Friday; }

// The country's sets first, then by region and year; within one region and year the newest first.
bool in_order(const HolidaySet& a, const HolidaySet& b) {
  return std::tuple{a.region != country, a.region, a.year, -a.version} <
         std::tuple{b.region != country, b.region, b.year, -b.version};
}

bool same_year(const HolidaySet& a, const HolidaySet& b) { return a.region == b.region && a.year == b.year; }

}  // namespace

Result<WorkWeek> work_week_from(std::span<const std::string> words) {
  constexpr std::array<std::string_view, 7> names{"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"};
  WorkWeek week;
  for (const auto& word : words) {
    const auto found = std::find(names.begin(), names.end(), word);
    if (found == names.end()) {
      return Refusal{.code = "INVALID_INPUT", .field = "work_week", .key = "error.work_week", .arguments = {word}};
    }
    week.works.at(static_cast<std::size_t>(found - names.begin())) = true;
  }
  return week;
}

Result<Calendar> Calendar::make(std::vector<HolidaySet> sets, WorkWeek week, OfficeHours hours) {
  if (!sane({hours.counter_open, hours.counter_close}) ||
      (hours.friday_close && !sane({hours.counter_open, *hours.friday_close}))) {
    return Refusal{.code = "INVALID_INPUT", .field = "counter_close", .key = "error.office_hours"};
  }
  if (std::find(week.works.begin(), week.works.end(), true) == week.works.end()) {
    return Refusal{.code = "INVALID_INPUT", .field = "work_week", .key = "error.work_week"};
  }
  std::sort(sets.begin(), sets.end(), in_order);
  for (std::size_t i = 1; i < sets.size(); ++i) {
    const auto& a = sets[i - 1];
    const auto& b = sets[i];
    if (same_year(a, b) && a.version == b.version && a != b) {
      return Refusal{.code = "INVALID_INPUT",
                     .field = "version",
                     .key = "error.holidays_same_version",
                     .arguments = {a.region, std::to_string(a.year)}};
    }
  }
  sets.erase(std::unique(sets.begin(), sets.end(), same_year), sets.end());
  return Calendar{std::move(sets), week, hours};
}

Calendar::Calendar(std::vector<HolidaySet> sets, WorkWeek week, OfficeHours hours)
    : sets_(std::move(sets)), week_(week), hours_(hours) {
  for (std::size_t s = 0; s < sets_.size(); ++s) {
    if (sets_[s].region == country) covered_years_.insert(sets_[s].year);
    for (std::size_t h = 0; h < sets_[s].holidays.size(); ++h) {
      days_off_.emplace(sets_[s].holidays[h].date,
                        Place{s, h});  // the first one stays: the country's before the region's
    }
  }
}

// A5 of the domain reference: Hari ke-1 is the day of registration itself, not the day after.
Date Calendar::day_one(Instant registered, DayType type) const {
  const Date date = date_at(registered);
  return registered > instant_at(date, hours_on(date).close, hours_.zone) ? next_working_day(date, type)
                                                                          : on_or_after(date, type);
}

Date Calendar::due_date(Date day_one, int day, DayType type) const {
  if (day < 1) throw std::out_of_range("due_date: the first day is 1");
  return day == 1 ? day_one : add_working_days(day_one, day - 1, type);
}

int Calendar::day_number(Date day_one, Date today, DayType type) const {
  return today < day_one ? 0 : working_days_between(day_one - days{1}, today, type);
}

Instant Calendar::due_instant(Date due) const {
  const auto counter = hours_on(due).close;
  const auto work = is_friday(due) && hours_.friday_work_end ? hours_.friday_work_end : hours_.work_end;
  return instant_at(due, std::max(counter, work.value_or(counter)), hours_.zone);
}

std::vector<DayLine> Calendar::explain(Date day_one, Date until, DayType type) const {
  std::vector<DayLine> sheet;
  int number = 0;
  for (Date date = day_one; date <= until; date += days{1}) {
    sheet.push_back(line(date, type));
    if (counts(sheet.back().reason)) sheet.back().day_number = ++number;
  }
  return sheet;
}

Date Calendar::add_working_days(Date date, int count, DayType type) const {
  if (count > most_days || count < -most_days) throw std::out_of_range("add_working_days: too many days");
  if (count == 0) return on_or_after(date, type);
  for (int left = std::abs(count); left > 0; --left) {
    date = count > 0 ? next_working_day(date, type) : previous_working_day(date, type);
  }
  return date;
}

int Calendar::working_days_between(Date from, Date until, DayType type) const {
  if (until < from) return -working_days_between(until, from, type);
  int number = 0;
  for (Date date = from + days{1}; date <= until; date += days{1}) {
    if (is_working_day(date, type)) ++number;
  }
  return number;
}

// These end: some weekday is worked (make), and the days off are finitely many.
Date Calendar::next_working_day(Date date, DayType type) const { return on_or_after(date + days{1}, type); }

Date Calendar::previous_working_day(Date date, DayType type) const {
  do {
    date -= days{1};
  } while (!is_working_day(date, type));
  return date;
}

Date Calendar::on_or_after(Date date, DayType type) const {
  while (!is_working_day(date, type)) date += days{1};
  return date;
}

bool Calendar::is_working_day(Date date, DayType type) const {
  if (day_type_on(date, type).type == DayType::Calendar) return true;
  return week_.works.at(std::chrono::weekday{date}.c_encoding()) && !days_off_.contains(date);
}

bool Calendar::covers(Date date) const {
  return covered_years_.contains(static_cast<int>(year_month_day_of(date).year()));
}

DayHours Calendar::hours_on(Date date) const {
  DayHours hours{hours_.counter_open, hours_.counter_close};
  if (hours_.friday_close && is_friday(date)) hours.close = *hours_.friday_close;
  for (const auto& set : sets_) {
    for (const auto& period : set.periods) {
      if (date < period.from || date > period.until) continue;
      const DayHours changed{period.counter_open.value_or(hours.open), period.counter_close.value_or(hours.close)};
      if (sane(changed)) hours = changed;
    }
  }
  return hours;
}

Calendar::DayTypeOf Calendar::day_type_on(Date date, DayType type) const {
  DayTypeOf found{type, nullptr, nullptr};
  for (const auto& set : sets_) {
    for (const auto& period : set.periods) {
      if (period.day_type && period.from <= date && date <= period.until) found = {*period.day_type, &period, &set};
    }
  }
  return found;
}

DayLine Calendar::line(Date date, DayType type) const {
  DayLine line{.date = date, .covered = covers(date)};
  if (const auto found = day_type_on(date, type); found.type == DayType::Calendar) {
    if (found.period == nullptr) return line;
    line.reason = DayReason::CountedInPeriod;
    line.name = found.period->name;
    line.source = found.set->source;
    line.set_version = found.set->version;
    return line;
  }
  // A holiday on a Sunday is still named as the holiday: the reader looks for it.
  if (const auto off = days_off_.find(date); off != days_off_.end()) {
    const auto& set = sets_[off->second.set];
    const auto& holiday = set.holidays[off->second.holiday];
    line.reason = reason_of(holiday.kind);
    line.name = holiday.name;
    line.source = set.source;
    line.set_version = set.version;
    return line;
  }
  if (!is_working_day(date, type)) line.reason = DayReason::Weekend;
  return line;
}

}  // namespace dumas::calendar
