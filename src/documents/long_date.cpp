// Dates and times in words of two languages: see long_date.hpp.
#include "documents/long_date.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstddef>

namespace dumas::documents {

namespace {

// One row per language, in the order of the enumeration.
constexpr std::array<std::array<std::string_view, 7>, 2> weekdays{{
    {"Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"},
    {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
}};
constexpr std::array<std::array<std::string_view, 12>, 2> months{{
    {"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
     "Desember"},
    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December"},
}};

}  // namespace

std::string day_and_long_date(Date date, Language language) {
  return fmt::format("{}, {}", weekday_name(date, language), long_date(date, language));
}

std::string long_date_and_time(Instant instant, Zone zone, Language language) {
  return fmt::format("{} {} {}", long_date(local_date(instant, zone), language),
                     language == Language::Indonesian ? "pukul" : "at", clock_time(instant, zone, language));
}

std::string long_date(Date date, Language language) {
  const auto parts = year_month_day_of(date);
  return fmt::format("{} {} {}", static_cast<unsigned>(parts.day()),
                     month_name(static_cast<unsigned>(parts.month()), language), static_cast<int>(parts.year()));
}

std::string clock_time(Instant instant, Zone zone, Language language) {
  const auto time = local_time_of_day(instant, zone).count();
  return fmt::format("{:02}{}{:02} {}", time / 60, language == Language::Indonesian ? '.' : ':', time % 60,
                     abbreviation(zone));
}

std::string_view weekday_name(Date date, Language language) {
  return weekdays.at(static_cast<std::size_t>(language)).at(std::chrono::weekday{date}.c_encoding());
}

std::string_view month_name(unsigned month, Language language) {
  return months.at(static_cast<std::size_t>(language)).at(month - 1U);
}

}  // namespace dumas::documents
