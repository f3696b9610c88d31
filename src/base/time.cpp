// Dates, instants, zones: see time.hpp.
#include "base/time.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <stdexcept>

namespace dumas {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

// Takes pieces off the front of a text; once a piece is missing, every later piece is missing too.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  int number(std::size_t digits) {
    if (rest_.size() < digits) return fail();
    int value = 0;
    for (const char c : rest_.substr(0, digits)) {
      if (c < '0' || c > '9') return fail();
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(digits);
    return value;
  }

  bool next_is(char wanted) const { return ok_ && !rest_.empty() && rest_.front() == wanted; }

  void literal(char wanted) {
    if (next_is(wanted)) {
      rest_.remove_prefix(1);
    } else {
      fail();
    }
  }

  // ".5" is 500 ms: digits to the right, at least one, at most nine.
  milliseconds fraction() {
    literal('.');
    int value = 0;
    std::size_t count = 0;
    while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
      if (count < 3) value = value * 10 + (rest_.front() - '0');
      ++count;
      rest_.remove_prefix(1);
    }
    if (count == 0 || count > 9) fail();
    for (; count < 3; ++count) value *= 10;
    return milliseconds{value};
  }

  int fail() {
    ok_ = false;
    return 0;
  }
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool finished() const { return ok_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

std::optional<Date> read_date(Reader& reader) {
  const int year = reader.number(4);
  reader.literal('-');
  const int month = reader.number(2);
  reader.literal('-');
  const int day = reader.number(2);
  if (!reader.ok()) return std::nullopt;
  return date_of(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

std::optional<minutes> read_hh_mm(Reader& reader) {
  const int hour = reader.number(2);
  reader.literal(':');
  const int minute = reader.number(2);
  if (!reader.ok() || hour > 23 || minute > 59) return std::nullopt;
  return hours{hour} + minutes{minute};
}

std::optional<minutes> read_offset(Reader& reader) {
  if (reader.next_is('Z')) {
    reader.literal('Z');
    return minutes{0};
  }
  const bool west = reader.next_is('-');
  reader.literal(west ? '-' : '+');
  const auto size = read_hh_mm(reader);
  if (!size) return std::nullopt;
  return west ? -*size : *size;
}

milliseconds since_local_midnight(Instant instant, Zone zone) {
  const auto local = instant.time_since_epoch() + offset(zone);
  return local - floor<days>(local);
}

}  // namespace

minutes offset(Zone zone) {
  switch (zone) {
    case Zone::Wib: return hours{7};
    case Zone::Wita: return hours{8};
    case Zone::Wit: return hours{9};
  }
  throw std::logic_error("offset: unknown zone");
}

std::string_view abbreviation(Zone zone) {
  switch (zone) {
    case Zone::Wib: return "WIB";
    case Zone::Wita: return "WITA";
    case Zone::Wit: return "WIT";
  }
  throw std::logic_error("abbreviation: unknown zone");
}

std::optional<Zone> zone_from(std::string_view name) {
  if (name == "WIB" || name == "Asia/Jakarta" || name == "Asia/Pontianak") return Zone::Wib;
  if (name == "WITA" || name == "Asia/Makassar") return Zone::Wita;
  if (name == "WIT" || name == "Asia/Jayapura") return Zone::Wit;
  return std::nullopt;
}

Date local_date(Instant instant, Zone zone) { return Date{floor<days>(instant.time_since_epoch() + offset(zone))}; }

minutes local_time_of_day(Instant instant, Zone zone) { return floor<minutes>(since_local_midnight(instant, zone)); }

Instant instant_at(Date date, minutes time_of_day, Zone zone) {
  return Instant{date.time_since_epoch() + time_of_day - offset(zone)};
}

std::chrono::year_month_day year_month_day_of(Date date) { return std::chrono::year_month_day{date}; }

std::optional<Date> date_of(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!date.ok()) return std::nullopt;
  return Date{date};
}

std::string iso_date(Date date) {
  const auto parts = year_month_day_of(date);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(parts.year()), static_cast<unsigned>(parts.month()),
                     static_cast<unsigned>(parts.day()));
}

std::optional<Date> parse_iso_date(std::string_view text) {
  Reader reader{text};
  const auto date = read_date(reader);
  return reader.finished() ? date : std::nullopt;
}

std::string iso_instant(Instant instant) {
  const auto day = floor<days>(instant.time_since_epoch());
  const std::chrono::hh_mm_ss time{instant.time_since_epoch() - day};
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", iso_date(Date{day}), time.hours().count(), time.minutes().count(),
                     time.seconds().count(), time.subseconds().count());
}

std::optional<Instant> parse_iso_instant(std::string_view text) {
  Reader reader{text};
  const auto date = read_date(reader);
  reader.literal('T');
  const auto time = read_hh_mm(reader);
  milliseconds fine{0};
  if (reader.next_is(':')) {
    reader.literal(':');
    const int second = reader.number(2);
    if (second > 59) return std::nullopt;
    fine = seconds{second};
    if (reader.next_is('.')) fine += reader.fraction();
  }
  const auto ahead = read_offset(reader);
  if (!reader.finished() || !date || !time || !ahead) return std::nullopt;
  return Instant{date->time_since_epoch() + *time + fine - *ahead};
}

std::optional<minutes> parse_hh_mm(std::string_view text) {
  Reader reader{text};
  const auto time = read_hh_mm(reader);
  return reader.finished() ? time : std::nullopt;
}

std::string hh_mm(minutes time_of_day) {
  return fmt::format("{:02}:{:02}", time_of_day.count() / 60, time_of_day.count() % 60);
}

std::int64_t to_millis(Instant instant) { return instant.time_since_epoch().count(); }

Instant from_millis(std::int64_t millis) { return Instant{milliseconds{millis}}; }

}  // namespace dumas
