// Dates and times as a letter or a page prints them: "Rabu, 2 Desember 2026", "pukul 09.00 WIB".
// Called by the document models and by every page that shows a date.
#pragma once

#include "base/language.hpp"
#include "base/time.hpp"

#include <string>
#include <string_view>

namespace dumas::documents {

// "Rabu", "Wednesday".
[[nodiscard]] std::string_view weekday_name(Date date, Language language);
// month is 1 to 12: "Desember", "December". Throws std::out_of_range otherwise.
[[nodiscard]] std::string_view month_name(unsigned month, Language language);
// "30 November 2026" in both languages, as the office writes it.
[[nodiscard]] std::string long_date(Date date, Language language);
// "Rabu, 2 Desember 2026", "Wednesday, 2 December 2026".
[[nodiscard]] std::string day_and_long_date(Date date, Language language);
// "09.00 WIB" (a full stop in Indonesian), "09:00 WIB".
[[nodiscard]] std::string clock_time(Instant instant, Zone zone, Language language);
// "2 Desember 2026 pukul 09.00 WIB", "2 December 2026 at 09:00 WIB".
[[nodiscard]] std::string long_date_and_time(Instant instant, Zone zone, Language language);

}  // namespace dumas::documents
