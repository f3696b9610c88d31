// /kasus: every case the reader may know of, fifty a page, newest first, by state, category, lateness and words. One
// lease and one query whatever the filter, so that it stays quick among many cases.
#include "app/case_text.hpp"
#include "base/text.hpp"
#include "store/case_queries.hpp"
#include "web/page_parts.hpp"
#include "web/session_cookies.hpp"
#include "web/staff/case_view.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {
namespace {

constexpr int rows_a_page = 50;
constexpr std::size_t longest_search = 200;

// What was typed into the search box, fit to be shown and sent again; "" when it is no text.
std::string search_text(const Visit& visit) {
  const auto cleaned =
      clean_text(visit.request.query.text("q"), {.presence = Presence::Optional, .most = longest_search});
  return cleaned ? *cleaned : "";
}

store::CaseFilter filter_of(Site& site, const Visit& visit, const std::string& search) {
  const http::Form& query = visit.request.query;
  store::CaseFilter filter{.status = from_name<complaint::Status>(query.text("status")),
                           .category = from_name<complaint::Category>(query.text("category")),
                           .match = search.empty() ? "" : site.app.index().query(search),
                           .most = rows_a_page + 1};  // one more tells whether there is a next page
  if (query.text("late") == "1") filter.late_on = site.app.calendar().date_at(site.app.clock().now());
  filter.before = app::parse_id(query.text("sebelum")).value_or(0);
  return filter;
}

std::string next_page(const Visit& visit, const std::string& search, CaseId last) {
  std::string address = "/kasus?";
  for (const std::string name : {"status", "category", "late"})
    if (const auto value = visit.request.query.text(name); !value.empty())
      address += name + "=" + encode_query(value) + "&";
  if (!search.empty()) address += "q=" + encode_query(search) + "&";
  return address + "sebelum=" + app::id_text(last.value);
}

void show_filters(Site& site, const Visit& visit, View& view, const std::string& search) {
  const auto with_all = [&](std::vector<Option> options) {
    options.insert(options.begin(), {"", visit.text(site, "cases.all")});
    return options;
  };
  const http::Form& query = visit.request.query;
  show_value(view, "q", search);
  show_options(view, "status", with_all(choices<complaint::Status>(site, visit, "state")), {query.text("status")});
  show_options(view, "category", with_all(choices<complaint::Category>(site, visit, "category")),
               {query.text("category")});
  if (query.text("late") == "1") view.show("LATE_CHECKED");
  const bool filtered =
      !search.empty() || !query.text("status").empty() || !query.text("category").empty() || query.text("late") == "1";
  if (filtered) view.show("FILTERED");
}

void show_row(Site& site, const Visit& visit, View& table, const store::CaseRow& row) {
  View line = table.section("ROWS");
  line.set("HREF", "/kasus/" + app::id_text(row.id.value)).set("SUBJECT", subject_words(site, visit, row));
  line.set("REGISTER_NO", row.register_no.empty() ? visit.text(site, "work.unregistered") : row.register_no);
  line.set("RECEIVED", short_date(local_date(row.received, site.app.settings().zone)));
  if (row.category) line.set_if("CATEGORY", word(site, visit, "category", *row.category));
  line.set("HOLDERS", roles_words(site, visit, row.holders));
  show_status(line, site, visit, row.status);
  show_due(line, site, visit, row);
  if (row.new_messages > 0)
    line.set_if("MESSAGES", visit.text(site, "work.new_messages", {std::to_string(row.new_messages)}));
}

}  // namespace

http::Response case_list(Site& site, const Visit& visit) {
  const std::string search = search_text(visit);
  const auto filter = filter_of(site, visit, search);
  const auto seen = store::case_view(roles_of(*visit.staff));
  auto rows = site.app.readers().with([&](store::Connection& connection) {
    return store::list_cases(connection, site.app.records(), site.app.office(), seen, filter);
  });
  View view = make_view(site, visit);
  show_filters(site, visit, view, search);
  const bool more = rows.size() > static_cast<std::size_t>(rows_a_page);
  if (more) rows.resize(rows_a_page);
  if (rows.empty()) view.show("NOTHING");
  if (!rows.empty()) {
    View table = view.section("HAS_ROWS");
    for (const auto& row : rows) show_row(site, visit, table, row);
  }
  if (more || filter.before != 0) {
    View pages = view.section("HAS_PAGES");
    if (filter.before != 0) pages.show("FROM_START");
    if (more) pages.set_if("NEXT", next_page(visit, search, rows.back().id));
  }
  return page(site, visit, "staff/case_list.html", view);
}

}  // namespace dumas::web::pages
