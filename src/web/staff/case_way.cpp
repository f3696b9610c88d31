// /kasus/{id}/alur: the SOP's flowchart with one case's way through it. Done rows with actor, date and lateness, the row
// under way, the rows to come, and how often a row was sent back or put off.
#include <algorithm>
#include <array>

#include "web/sop_drawing.hpp"
#include "web/staff/case_page_parts.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {
namespace {

using complaint::EventType;
using complaint::StepKey;

// The event by which a row is to be done again: sent back to it, or put off within it.
struct Loop {
  StepKey again;
  EventType event;
  std::string_view key;
};
constexpr std::array loops{Loop{StepKey::Analysis, EventType::AnalysisReturned, "sop_chart.returned"},
                           Loop{StepKey::Plenary, EventType::PlenaryPostponed, "sop_chart.postponed"},
                           Loop{StepKey::Answer, EventType::AnswerReturned, "sop_chart.returned"},
                           Loop{StepKey::FollowUp, EventType::ReportReturned, "sop_chart.returned"}};

std::string returned_words(const CaseReading& c, StepKey step) {
  for (const auto& [again, type, key] : loops) {
    if (again != step) continue;
    const auto times = std::count_if(c.events.begin(), c.events.end(),
                                     [wanted = type](const complaint::Event& event) { return event.type() == wanted; });
    if (times > 0) return c.text(key, {std::to_string(times)});
  }
  return "";
}

void show_way(View& view, const CaseReading& c) {
  const auto rows = store::steps_of(c.connection, c.open.state.id);
  const auto& state = c.open.state;
  view.set("HREF", c.open.href);
  view.set("REGISTER_NO", state.register_number.empty() ? c.text("work.unregistered") : state.register_number);
  view.set("SUBJECT", c.newest(complaint::DocumentType::ComplaintForm).text("subject")).show("WAY_HEAD");
  view.set("END_KIND", state.closed ? "done" : "next");
  show_chart(view, c.site, c.visit, *c.open.sop, [&](View& row, std::size_t number) {
    const auto& step = c.open.sop->steps[number];
    show_progress(row, c, step, rows);
    row.section("WAY").set_if("RETURNED", returned_words(c, step.key));
  });
}

}  // namespace

http::Response case_way(Site& site, const Visit& visit) {
  View view = make_view(site, visit);
  const bool found = site.app.readers().with([&](store::Connection& connection) {
    const auto open = open_case(site, visit, connection);
    if (!open) return false;
    show_way(view, {.site = site,
                    .visit = visit,
                    .connection = connection,
                    .open = *open,
                    .names = app::OfficerNames{connection, site.app.office()},
                    .records = {},
                    .events = store::read_case(connection, open->state.id),
                    .meeting = {}});
    return true;
  });
  if (!found) return error_page(site, visit, 404);
  return page(site, visit, "staff/case_way.html", view);
}

}  // namespace dumas::web::pages
