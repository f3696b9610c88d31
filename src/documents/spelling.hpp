// Numbers and dates in Indonesian words, as a Berita Acara writes them:
// "Pada hari ini, Rabu tanggal dua bulan Desember tahun dua ribu dua puluh enam".
// Serves SOP row 6 (minutes of the plenary). Called by the document models.
#pragma once

#include "base/time.hpp"

#include <string>

namespace dumas::documents {

// 0 "nol", 11 "sebelas", 100 "seratus", 1000 "seribu", 1000000 "satu juta"; below zero "minus ...".
// Beyond 999 triliun the trillions themselves are spelled: "seribu triliun".
[[nodiscard]] std::string spell_indonesian(long number);

// "Rabu tanggal dua bulan Desember tahun dua ribu dua puluh enam".
[[nodiscard]] std::string date_in_words(Date date);

}  // namespace dumas::documents
