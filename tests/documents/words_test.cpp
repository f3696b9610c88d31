// Numbers and dates in words.
#include "documents/long_date.hpp"
#include "documents/spelling.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace dumas;
using namespace dumas::documents;

TEST_CASE("numbers are spelled as Indonesian speaks them") {
  struct Row {
    long number;
    const char* words;
  };
  for (const Row row : {Row{0, "nol"},
                        Row{1, "satu"},
                        Row{10, "sepuluh"},
                        Row{11, "sebelas"},
                        Row{12, "dua belas"},
                        Row{19, "sembilan belas"},
                        Row{20, "dua puluh"},
                        Row{21, "dua puluh satu"},
                        Row{30, "tiga puluh"},
                        Row{99, "sembilan puluh sembilan"},
                        Row{100, "seratus"},
                        Row{101, "seratus satu"},
                        Row{111, "seratus sebelas"},
                        Row{200, "dua ratus"},
                        Row{999, "sembilan ratus sembilan puluh sembilan"},
                        Row{1000, "seribu"},
                        Row{1001, "seribu satu"},
                        Row{1100, "seribu seratus"},
                        Row{2000, "dua ribu"},
                        Row{2026, "dua ribu dua puluh enam"},
                        Row{11000, "sebelas ribu"},
                        Row{100000, "seratus ribu"},
                        Row{101000, "seratus satu ribu"},
                        Row{1000000, "satu juta"},
                        Row{1001000, "satu juta seribu"},
                        Row{1500000, "satu juta lima ratus ribu"},
                        Row{1000000000, "satu miliar"},
                        Row{1000000000000, "satu triliun"},
                        Row{12000000000001, "dua belas triliun satu"},
                        Row{1000000000000000, "seribu triliun"},
                        Row{-5, "minus lima"}}) {
    CHECK(spell_indonesian(row.number) == row.words);
  }
  CHECK(spell_indonesian(std::numeric_limits<long>::min()).starts_with("minus sembilan juta"));
}

TEST_CASE("dates in letters and minutes") {
  const Date day = *parse_iso_date("2026-12-02");
  CHECK(date_in_words(day) == "Rabu tanggal dua bulan Desember tahun dua ribu dua puluh enam");
  CHECK(date_in_words(*parse_iso_date("2026-11-30")) ==
        "Senin tanggal tiga puluh bulan November tahun dua ribu dua puluh enam");
  CHECK(long_date(*parse_iso_date("2026-11-30"), Language::Indonesian) == "30 November 2026");
  CHECK(long_date(day, Language::Indonesian) == "2 Desember 2026");
  CHECK(long_date(day, Language::English) == "2 December 2026");
  CHECK(day_and_long_date(day, Language::Indonesian) == "Rabu, 2 Desember 2026");
  CHECK(day_and_long_date(day, Language::English) == "Wednesday, 2 December 2026");
  CHECK(weekday_name(*parse_iso_date("2026-12-06"), Language::Indonesian) == "Minggu");
  CHECK(weekday_name(*parse_iso_date("2026-12-05"), Language::English) == "Saturday");
  CHECK(month_name(1, Language::Indonesian) == "Januari");
  CHECK(month_name(8, Language::English) == "August");
  CHECK_THROWS(static_cast<void>(month_name(0, Language::English)));
  CHECK_THROWS(static_cast<void>(month_name(13, Language::English)));
}

TEST_CASE("the hour carries the office's zone") {
  const Instant instant = *parse_iso_instant("2026-12-02T02:05:59Z");
  CHECK(clock_time(instant, Zone::Wib, Language::Indonesian) == "09.05 WIB");
  CHECK(clock_time(instant, Zone::Wit, Language::English) == "11:05 WIT");
  CHECK(long_date_and_time(instant, Zone::Wib, Language::Indonesian) == "2 Desember 2026 pukul 09.05 WIB");
  CHECK(long_date_and_time(instant, Zone::Wita, Language::English) == "2 December 2026 at 10:05 WITA");
}
