// /register and /register.xlsx: the Buku Surat Masuk (domain 3.2), the numbered book of every complaint the office has
// taken in. Read only: numbers come from registering and are never taken back. Sender masked.
#include "app/books/incoming.hpp"
#include "app/case_text.hpp"
#include "store/event_log.hpp"
#include "store/merkle_store.hpp"
#include "web/page_parts.hpp"
#include "web/staff/book_parts.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {
namespace {

constexpr std::string_view path = "/register";

void show_line(View& table, const app::IncomingLine& line, Zone zone) {
  const auto day = [](const std::optional<Date>& date) { return date ? short_date(*date) : ""; };
  std::vector<std::string> letter;
  if (!line.letter_number.empty()) letter.push_back(line.letter_number);
  if (line.letter_date) letter.push_back(short_date(*line.letter_date));
  View row = table.section("ROWS");
  row.set("NO", line.number).set("HREF", "/kasus/" + app::id_text(line.id.value));
  row.set("RECEIVED", short_date_time(line.received, zone)).set("CHANNEL", line.channel).set("LETTER", joined(letter));
  row.set("SENDER", line.sender).set("ADDRESS", line.address);
  row.set("SUBJECT", line.subject).set_if("SUMMARY", line.summary).set_integer("ATTACHMENTS", line.attachments);
  row.set("CLASS", line.class_code).set("NATURE", line.nature).set("FORWARDED", line.forwarded);
  row.set("DISPOSED", day(line.disposed)).set("DONE", day(line.closed)).set("ANSWER", line.answer);
  row.set("NOTE", line.note).set("OFFICER", line.officer);
}

// What a printed book proves of the log: its newest hash, and the newest checkpoint that was signed.
void show_log(View& view, Site& site, const Visit& visit) {
  site.app.readers().with([&](store::Connection& connection) {
    view.set("LOG_HEAD", store::log_head(connection));
    const auto checkpoint = store::newest_checkpoint(connection);
    if (!checkpoint) return;
    const std::string root = to_hex(checkpoint->root);
    view.section("CHECKPOINT")
        .set("TEXT", visit.text(site, "book.checkpoint",
                                {std::to_string(checkpoint->size),
                                 short_date_time(checkpoint->at, site.app.settings().zone), root.substr(0, 16),
                                 store::checkpoint_key(site.app.vault(), app::log_origin(site.app)).fingerprint()}));
  });
}

}  // namespace

http::Response register_book(Site& site, const Visit& visit) {
  const AskedBook asked = asked_book(site, visit.request.query);
  View view = make_view(site, visit);
  show_period(view, site, visit, path, asked);
  std::vector<app::IncomingLine> lines;
  site.app.readers().with([&](store::Connection& connection) {
    app::for_each_incoming(site.app, connection, site.catalogue, visit.language, asked.period,
                           {.after = asked.after, .most = book_rows_a_page + 1},
                           [&lines](const app::IncomingLine& line) { lines.push_back(line); });
  });
  const bool more = lines.size() > book_rows_a_page;
  if (more) lines.pop_back();
  if (lines.empty()) view.show("EMPTY");
  if (!lines.empty()) {
    View table = view.section("HAS_ROWS");
    for (const auto& line : lines) show_line(table, line, site.app.settings().zone);
  }
  show_book_pages(view, path, asked, more ? lines.back().sequence : 0);
  show_log(view, site, visit);
  return page(site, visit, "staff/register.html", view);
}

http::Response register_sheet(Site& site, const Visit& visit) {
  const auto period = asked_book(site, visit.request.query).period;
  return sheet_download(app::incoming_sheet(site.app, site.catalogue, period), "buku-surat-masuk", period);
}

}  // namespace dumas::web::pages
