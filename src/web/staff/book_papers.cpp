// The office's books and its recap as PDF: /register.pdf, /surat-keluar.pdf, /rekap.pdf, each of the month or year that
// the page beside it shows. Printed when asked for, with the head of the log at that moment; not kept.
#include "app/papers/incoming_book.hpp"
#include "app/papers/monthly_recap.hpp"
#include "app/papers/outgoing_book.hpp"
#include "web/paper_response.hpp"
#include "web/staff/book_parts.hpp"
#include "web/staff/pages.hpp"

#include <fmt/format.h>

namespace dumas::web::pages {
namespace {

using complaint::PaperKind;

std::string file_name(const Site& site, PaperKind paper, store::BookPeriod period) {
  return paper_file_name(
      site, paper,
      period.month == 0 ? fmt::format("{}", period.year) : fmt::format("{}-{:02}", period.year, period.month));
}

http::Response print(Site& site, const Visit& visit, PaperKind paper, const documents::Model& model,
                     store::BookPeriod period) {
  auto pdf = site.paper_desk.print(paper, model);
  if (!pdf) return paper_refused(site, visit, pdf.refusal());
  return pdf_download(std::move(*pdf), file_name(site, paper, period));
}

}  // namespace

http::Response register_pdf(Site& site, const Visit& visit) {
  const auto period = asked_book(site, visit.request.query).period;
  return print(site, visit, PaperKind::IncomingBook, app::incoming_book_model(site.app, site.catalogue, period),
               period);
}

http::Response outgoing_pdf(Site& site, const Visit& visit) {
  const auto period = asked_book(site, visit.request.query).period;
  return print(site, visit, PaperKind::OutgoingBook, app::outgoing_book_model(site.app, site.catalogue, period),
               period);
}

http::Response recap_pdf(Site& site, const Visit& visit) {
  const auto first = parse_iso_date(visit.request.query.text("bulan") + "-01");
  const auto day = year_month_day_of(first.value_or(local_date(site.app.clock().now(), site.app.settings().zone)));
  const store::BookPeriod month{.year = static_cast<int>(day.year()), .month = static_cast<unsigned>(day.month())};
  return print(site, visit, PaperKind::MonthlyRecap, app::monthly_recap_model(site.app, site.catalogue, month), month);
}

}  // namespace dumas::web::pages
