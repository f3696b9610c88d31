// /register: the Buku Surat Masuk (domain 3.2), the numbered book of every complaint the office has taken in. Read only:
// numbers come from registering and are never taken back. Printable a month at a time, sender masked.
#include <fmt/format.h>

#include "app/case_text.hpp"
#include "base/text.hpp"
#include "complaint/sop.hpp"
#include "documents/long_date.hpp"
#include "store/case_queries.hpp"
#include "store/event_log.hpp"
#include "store/merkle_store.hpp"
#include "web/page_parts.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {
namespace {

using complaint::DocumentType;

constexpr int rows_a_page = 50;

struct Period {
  int year = 0, month = 0, after = 0;  // month 0: the whole year; after: the last number of the page before
  [[nodiscard]] std::string address(int sequence) const {
    return fmt::format("/register?tahun={}&bulan={}&setelah={}", year, month, sequence);
  }
};

Period period_of(const Site& site, const http::Form& query) {
  const auto today = year_month_day_of(local_date(site.app.clock().now(), site.app.settings().zone));
  Period period{.year = static_cast<int>(today.year()),
                .month = static_cast<int>(static_cast<unsigned>(today.month()))};
  if (const auto year = number_in(query.text("tahun")); year >= 2000 && year <= 2999)
    period.year = static_cast<int>(year);
  if (query.has("bulan")) {
    const auto month = number_in(query.text("bulan"));
    period.month = month <= 12 ? static_cast<int>(month) : 0;
  }
  if (const auto after = number_in(query.text("setelah")); after < 1'000'000'000)
    period.after = static_cast<int>(after);
  return period;
}

class Book {
 public:
  Book(Site& site, const Visit& visit, store::Connection& connection)
      : site_(site), visit_(visit), connection_(connection) {}

  // Writes a line and gives its sequence number.
  int write(View& table, const store::CaseRow& row) {
    const auto state = store::load_case(connection_, row.id);
    const Zone zone = site_.app.settings().zone;
    const auto form = record(state, DocumentType::ComplaintForm);
    const auto entry = record(state, DocumentType::RegisterEntry);
    View line = table.section("ROWS");
    line.set("NO", row.register_no).set("HREF", "/kasus/" + app::id_text(row.id.value));
    line.set("RECEIVED", short_date_time(row.received, zone))
        .set("CHANNEL", word(site_, visit_, "channel", row.channel));
    line.set("LETTER", letter(form))
        .set("SENDER", sender(state))
        .set("SUBJECT", row.subject)
        .set("CLASS", row.class_code);
    std::vector<std::string> nature;
    if (row.urgency) nature.push_back(word(site_, visit_, "urgency", *row.urgency));
    if (row.secrecy && *row.secrecy != complaint::Secrecy::Open)
      nature.push_back(word(site_, visit_, "secrecy", *row.secrecy));
    line.set("NATURE", joined(nature));
    std::vector<std::string> holders;
    for (const auto role : row.holders) holders.push_back(word(site_, visit_, "role", role));
    line.set("FORWARDED", joined(holders)).set("DISPOSED", disposed(row, state));
    line.set("DONE", row.closed ? short_date(local_date(*row.closed, zone)) : "").set("ANSWER", row.answer_no);
    line.set_if("NOTE", entry.text("note")).set("STATE", word(site_, visit_, "state", row.status));
    return static_cast<int>(state.register_sequence);
  }

 private:
  complaint::Content record(const complaint::State& state, DocumentType type) {
    const auto found = state.documents.find(type);
    if (found == state.documents.end()) return {};
    auto read = site_.app.records().read(connection_, found->second);
    return read ? std::move(read->content) : complaint::Content{};
  }

  std::string letter(const complaint::Content& form) const {
    const auto date = parse_iso_date(form.text("letter_date"));
    const std::string number = form.text("letter_number");
    return number.empty() || !date ? number + (date ? short_date(*date) : "") : number + ", " + short_date(*date);
  }

  std::string sender(const complaint::State& state) {
    if (state.disclosure == complaint::Disclosure::Named) {
      auto masked = mask_name(record(state, DocumentType::Reporter).text("name"));
      if (!masked.empty()) return masked;
    }
    return state.disclosure ? word(site_, visit_, "disclosure", *state.disclosure) : "";
  }

  std::string disposed(const store::CaseRow& row, const complaint::State& state) {
    const int number = site_.app.sops().of(state.sop_version).step(complaint::StepKey::Disposition).number;
    for (const auto& step : store::steps_of(connection_, row.id))
      if (step.step == number && step.done) return short_date(local_date(*step.done, site_.app.settings().zone));
    return "";
  }

  Site& site_;
  const Visit& visit_;
  store::Connection& connection_;
};

std::vector<Option> months(const Site& site, const Visit& visit) {
  std::vector<Option> options{{"0", visit.text(site, "book.whole_year")}};
  for (unsigned month = 1; month <= 12; ++month)
    options.push_back({std::to_string(month), std::string{documents::month_name(month, visit.language)}});
  return options;
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
  const Period period = period_of(site, visit.request.query);
  View view = make_view(site, visit);
  show_options(view, "bulan", months(site, visit), {std::to_string(period.month)});
  show_value(view, "tahun", std::to_string(period.year));
  view.set("PERIOD",
           period.month == 0
               ? std::to_string(period.year)
               : fmt::format("{} {}", documents::month_name(static_cast<unsigned>(period.month), visit.language),
                             period.year));
  site.app.readers().with([&](store::Connection& connection) {
    auto rows = store::register_rows(connection, site.app.records(), site.app.office(), period.year, period.month,
                                     site.app.settings().zone, rows_a_page + 1, period.after);
    const bool more = rows.size() > rows_a_page;
    if (more) rows.pop_back();
    if (rows.empty()) view.show("EMPTY");
    if (rows.empty()) return;
    View table = view.section("HAS_ROWS");
    Book book{site, visit, connection};
    int last = 0;
    for (const auto& row : rows) last = book.write(table, row);
    if (more) view.set_if("NEXT", period.address(last));
  });
  if (period.after > 0) view.set_if("PREVIOUS", period.address(0));
  show_log(view, site, visit);
  return page(site, visit, "staff/register.html", view);
}

}  // namespace dumas::web::pages
