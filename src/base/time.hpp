// Dates, instants and Indonesia's three time zones, and their ISO 8601 spellings.
// The zones have fixed offsets and no summer time, so no time-zone database is needed.
// Called by everything that reads, stores or prints a time. No clock is read here: see base/clock.hpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dumas {

// A day in the office's calendar. Which instant it begins at depends on a Zone.
using Date = std::chrono::local_days;
// A point in time, UTC, to the millisecond.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// Keppres 41/1987: UTC+7 (west), UTC+8 (middle), UTC+9 (east).
enum class Zone { Wib, Wita, Wit };

[[nodiscard]] std::chrono::minutes offset(Zone zone);
// "WIB", "WITA" or "WIT".
[[nodiscard]] std::string_view abbreviation(Zone zone);
// Reads WIB, WITA, WIT and the IANA names Asia/Jakarta, Asia/Pontianak, Asia/Makassar, Asia/Jayapura.
[[nodiscard]] std::optional<Zone> zone_from(std::string_view name);

[[nodiscard]] Date local_date(Instant instant, Zone zone);
// Minutes since local midnight, 0 to 1439, seconds cut off.
[[nodiscard]] std::chrono::minutes local_time_of_day(Instant instant, Zone zone);
[[nodiscard]] Instant instant_at(Date date, std::chrono::minutes time_of_day, Zone zone);

[[nodiscard]] std::chrono::year_month_day year_month_day_of(Date date);
// A real date, or nothing ("2026-02-30").
[[nodiscard]] std::optional<Date> date_of(int year, unsigned month, unsigned day);

// "2026-11-30". Years 0000 to 9999.
[[nodiscard]] std::string iso_date(Date date);
// Strictly YYYY-MM-DD and a real date.
[[nodiscard]] std::optional<Date> parse_iso_date(std::string_view text);

// "2026-11-30T02:00:00.000Z".
[[nodiscard]] std::string iso_instant(Instant instant);
// YYYY-MM-DDThh:mm[:ss[.fraction]] followed by Z or +hh:mm or -hh:mm. A time without a zone is not an instant.
// Digits beyond the millisecond are cut off.
[[nodiscard]] std::optional<Instant> parse_iso_instant(std::string_view text);
// "00:00" to "23:59"; two digits each.
[[nodiscard]] std::optional<std::chrono::minutes> parse_hh_mm(std::string_view text);
[[nodiscard]] std::string hh_mm(std::chrono::minutes time_of_day);

// Milliseconds since 1970-01-01T00:00:00Z, the form in which times are stored.
[[nodiscard]] std::int64_t to_millis(Instant instant);
[[nodiscard]] Instant from_millis(std::int64_t millis);

}  // namespace dumas
