// /kerja, "Perlu tindakan saya": the cases that wait for one of the reader's roles, the most pressing first. Where
// staff land after signing in.
#include <algorithm>

#include "app/case_text.hpp"
#include "complaint/tasks.hpp"
#include "store/case_queries.hpp"
#include "store/damage.hpp"
#include "store/event_log.hpp"
#include "web/page_parts.hpp"
#include "web/staff/case_view.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {
namespace {

constexpr int rows_a_page = 50;

// The first of the case's tasks that falls to one of these roles.
std::optional<complaint::CommandKind> my_task(const complaint::Sop& sop, const complaint::State& state,
                                              const std::vector<complaint::Role>& mine) {
  for (const auto& task : complaint::tasks(sop, state))
    for (const auto role : task.roles)
      if (std::find(mine.begin(), mine.end(), role) != mine.end()) return task.command;
  return std::nullopt;
}

// Of a damaged case none, and its row says so: the list is there for all the others.
std::optional<complaint::CommandKind> my_task(const complaint::Sop& sop, store::Connection& connection,
                                              store::CaseRow& row, const std::vector<complaint::Role>& mine) try {
  return my_task(sop, store::load_case(connection, row.id), mine);
} catch (const store::Damaged&) {
  row.damaged = true;
  return std::nullopt;
}

void show_row(Site& site, const Visit& visit, store::Connection& connection, View& table, store::CaseRow row,
              const std::vector<complaint::Role>& mine) {
  const auto& sop = site.app.sops().of(row.sop_version);
  const std::string href = "/kasus/" + app::id_text(row.id.value);
  const auto task = my_task(sop, connection, row, mine);
  View line = table.section("ROWS");
  line.set("HREF", href).set("SUBJECT", subject_words(site, visit, row));
  line.set("REGISTER_NO", row.register_no.empty() ? visit.text(site, "work.unregistered") : row.register_no);
  line.set("STEP", step_words(site, visit, sop, row.step)).set("HOLDERS", roles_words(site, visit, row.holders));
  show_due(line, site, visit, row);
  if (row.urgency && *row.urgency != complaint::Urgency::Ordinary)
    line.set_if("URGENCY", word(site, visit, "urgency", *row.urgency));
  if (row.new_messages > 0)
    line.set_if("MESSAGES", visit.text(site, "work.new_messages", {std::to_string(row.new_messages)}));
  if (task)
    line.section("HAS_TASK").set("TASK", command_words(site, visit, *task)).set("TASK_HREF", command_href(href, *task));
}

}  // namespace

http::Response work(Site& site, const Visit& visit) {
  const auto mine = roles_of(*visit.staff);
  const auto asked = number_in(visit.request.query.text("halaman"));
  const int page_number = static_cast<int>(std::clamp<std::int64_t>(asked, 1, 1000));
  View view = make_view(site, visit);
  site.app.readers().with([&](store::Connection& connection) {
    const auto count = store::work_count(connection, site.app.office(), mine);
    const int skip = (page_number - 1) * rows_a_page;
    const auto rows = store::work_list(connection, site.app.records(), site.app.office(), mine, rows_a_page, skip);
    view.set("COUNT", visit.text(site, count == 1 ? "work.count_one" : "work.count", {std::to_string(count)}));
    if (rows.empty()) {
      view.show("NOTHING");
      return;
    }
    View table = view.section("HAS_ROWS");
    for (const auto& row : rows) show_row(site, visit, connection, table, row, mine);
    const bool more = skip + static_cast<std::int64_t>(rows.size()) < count;
    if (!more && page_number == 1) return;
    View pages = view.section("HAS_PAGES");
    if (page_number > 1) pages.set_if("PREVIOUS", "/kerja?halaman=" + std::to_string(page_number - 1));
    if (more) pages.set_if("NEXT", "/kerja?halaman=" + std::to_string(page_number + 1));
    pages.set_if("PAGE_TEXT",
                 visit.text(site, "cases.page_text",
                            {std::to_string(skip + 1), std::to_string(skip + static_cast<int>(rows.size())),
                             std::to_string(count)}));
  });
  return page(site, visit, "staff/work.html", view);
}

}  // namespace dumas::web::pages
