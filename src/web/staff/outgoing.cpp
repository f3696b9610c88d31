// /surat-keluar and /surat-keluar.xlsx: the Buku Surat Keluar, every number the office has given to a paper, the void
// ones with their reason, and whether any is missing (domain 3.1). Read only; a complainant stands masked.
#include "app/books/outgoing.hpp"
#include "app/case_text.hpp"
#include "web/page_parts.hpp"
#include "web/staff/book_parts.hpp"
#include "web/staff/pages.hpp"
#include "web/staff/print_run.hpp"

namespace dumas::web::pages {
namespace {

constexpr std::string_view path = "/surat-keluar";

void show_line(View& table, const app::OutgoingLine& line) {
  View row = table.section("ROWS");
  const bool meeting = line.kind == store::NumberKind::Invitation;
  row.set("HREF", (meeting ? "/rapat/" : "/kasus/") + app::id_text(line.owner));
  row.set("SEQUENCE", line.sequence ? std::to_string(*line.sequence) : "–").set("NUMBER", line.number);
  if (line.standing == app::NumberStanding::Void) row.show("VOID");
  row.set("GIVEN", short_date(line.given)).set("KIND", line.kind_words).set("TO", line.addressee);
  row.set("SUBJECT", line.subject).set("SIGNER", line.signer).set("WAY", line.way);
  row.set("DELIVERED", line.delivered ? short_date(*line.delivered) : "").set("NOTE", line.note);
}

void show_checks(View& view, const Site& site, const Visit& visit, const std::vector<app::SequenceCheck>& checks) {
  if (checks.empty()) return;
  View list = view.section("HAS_CHECKS");
  for (const auto& check : checks)
    list.section("CHECKS").set("TEXT", app::check_words(site.catalogue, visit.language, check));
}

// How many papers a print run of the period would hold, and the run he has.
void show_printing(View& view, const Site& site, const Visit& visit, store::Connection& connection,
                   store::BookPeriod period) {
  if (!visit.staff->may(complaint::Permission::RevealIdentity)) return;
  if (const auto run = site.print_runs.newest_of(visit.staff->user)) view.set_if("RUN", print_run_href(*run));
  const auto papers = papers_to_print(site, visit, connection, period);
  if (papers.empty()) return;
  View form = view.section("MAY_PRINT");
  form.set("YEAR", std::to_string(period.year)).set("MONTH", std::to_string(period.month));
  form.set("LABEL", visit.text(site, "print.start", {std::to_string(papers.size())}));
}

}  // namespace

View outgoing_view(Site& site, const Visit& visit, const AskedBook& asked) {
  View view = make_view(site, visit);
  show_period(view, site, visit, path, asked);
  std::vector<app::OutgoingLine> lines;
  site.app.readers().with([&](store::Connection& connection) {
    app::for_each_outgoing(site.app, connection, site.catalogue, visit.language, asked.period,
                           {.after = asked.after, .most = book_rows_a_page + 1},
                           [&lines](const app::OutgoingLine& line) { lines.push_back(line); });
    show_printing(view, site, visit, connection, asked.period);
    show_checks(view, site, visit, app::check_sequences(site.app, connection, asked.period));
  });
  const bool more = lines.size() > book_rows_a_page;
  if (more) lines.pop_back();
  if (lines.empty()) view.show("EMPTY");
  if (!lines.empty()) {
    View table = view.section("HAS_ROWS");
    for (const auto& line : lines) show_line(table, line);
  }
  show_book_pages(view, path, asked, more ? lines.back().event_id : 0);
  return view;
}

http::Response outgoing_book(Site& site, const Visit& visit) {
  return page(site, visit, "staff/outgoing.html", outgoing_view(site, visit, asked_book(site, visit.request.query)));
}

http::Response outgoing_sheet(Site& site, const Visit& visit) {
  const auto period = asked_book(site, visit.request.query).period;
  return sheet_download(app::outgoing_sheet(site.app, site.catalogue, period), "buku-surat-keluar", period);
}

}  // namespace dumas::web::pages
