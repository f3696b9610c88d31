// What the pages of both books share: the asked month or year, its form, and the workbook as a download.
// Called by register.cpp and outgoing.cpp.
#pragma once

#include <string>
#include <string_view>

#include "store/book_queries.hpp"
#include "web/visit.hpp"

namespace dumas::web::pages {

inline constexpr int book_rows_a_page = 50;

struct AskedBook {
  store::BookPeriod period;
  std::int64_t after = 0;  // the last line of the page before
};

// ?tahun=&bulan=&setelah=; without them this month. Month 0 is the whole year.
[[nodiscard]] AskedBook asked_book(const Site&, const http::Form& query);

// BULAN_OPTIONS, TAHUN_VALUE, PERIOD, and PDF and XLSX: where the same period is downloaded.
void show_period(View&, const Site&, const Visit&, std::string_view path, const AskedBook&);
// HAS_PREVIOUS leads to the first page, HAS_NEXT behind `last` (0: nothing more).
void show_book_pages(View&, std::string_view path, const AskedBook&, std::int64_t last);

// `name` in the file's name, e.g. "buku-surat-masuk-2026-11.xlsx".
[[nodiscard]] http::Response sheet_download(std::string bytes, std::string_view name, store::BookPeriod);

}  // namespace dumas::web::pages
