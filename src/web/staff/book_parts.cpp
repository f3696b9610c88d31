#include "web/staff/book_parts.hpp"

#include <fmt/format.h>

#include "app/books/incoming.hpp"
#include "documents/long_date.hpp"
#include "web/page_parts.hpp"

namespace dumas::web::pages {
namespace {

std::string address(std::string_view path, store::BookPeriod period) {
  return fmt::format("{}?tahun={}&bulan={}", path, period.year, period.month);
}

std::vector<Option> months(const Site& site, const Visit& visit) {
  std::vector<Option> options{{"0", visit.text(site, "book.whole_year")}};
  for (unsigned month = 1; month <= 12; ++month)
    options.push_back({std::to_string(month), std::string{documents::month_name(month, visit.language)}});
  return options;
}

}  // namespace

AskedBook asked_book(const Site& site, const http::Form& query) {
  const auto today = year_month_day_of(local_date(site.app.clock().now(), site.app.settings().zone));
  AskedBook asked{.period = {.year = static_cast<int>(today.year()), .month = static_cast<unsigned>(today.month())}};
  if (const auto year = number_in(query.text("tahun")); year >= 2000 && year <= 2999)
    asked.period.year = static_cast<int>(year);
  if (query.has("bulan")) {
    const auto month = number_in(query.text("bulan"));
    asked.period.month = month <= 12 ? static_cast<unsigned>(month) : 0;
  }
  asked.after = number_in(query.text("setelah"));
  return asked;
}

void show_period(View& view, const Site& site, const Visit& visit, std::string_view path, const AskedBook& asked) {
  show_options(view, "bulan", months(site, visit), {std::to_string(asked.period.month)});
  show_value(view, "tahun", std::to_string(asked.period.year));
  view.set("PERIOD", app::period_words(asked.period, visit.language));
  view.set("PDF", address(std::string{path} + ".pdf", asked.period));
  view.set("XLSX", address(std::string{path} + ".xlsx", asked.period));
}

void show_book_pages(View& view, std::string_view path, const AskedBook& asked, std::int64_t last) {
  if (asked.after > 0) view.set_if("PREVIOUS", address(path, asked.period));
  if (last > 0) view.set_if("NEXT", fmt::format("{}&setelah={}", address(path, asked.period), last));
}

http::Response sheet_download(std::string bytes, std::string_view name, store::BookPeriod period) {
  http::Response response;
  response.body = std::move(bytes);
  const std::string filename = period.month == 0 ? fmt::format("{}-{}.xlsx", name, period.year)
                                                 : fmt::format("{}-{}-{:02}.xlsx", name, period.year, period.month);
  response.set_header("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  response.set_header("Content-Disposition", http::content_disposition_attachment(filename));
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Cache-Control", "private, no-store");
  return response;
}

}  // namespace dumas::web::pages
