// The ten rows of the SOP as a board: done, now, to come, with actor, day and documents.
#include <fmt/format.h>

#include <algorithm>

#include "app/case_text.hpp"
#include "complaint/deadlines.hpp"
#include "complaint/tasks.hpp"
#include "documents/long_date.hpp"
#include "web/page_parts.hpp"
#include "web/staff/case_page_parts.hpp"

namespace dumas::web::pages {
namespace {

using complaint::DocumentType;

const store::StepRow* row_of(const std::vector<store::StepRow>& rows, int number) {
  const auto found = std::find_if(rows.begin(), rows.end(), [number](const auto& row) { return row.step == number; });
  return found == rows.end() ? nullptr : &*found;
}

// Invitation and attendance list belong to the meeting, which holds several cases.
std::string paper_href(const CaseReading& c, DocumentType type) {
  if (type == DocumentType::Invitation || type == DocumentType::AttendanceList) {
    if (!c.meeting || !c.visit.staff->may(complaint::Permission::ReadMeetings)) return "";
    const RecordId record = type == DocumentType::Invitation ? c.meeting->invitation : c.meeting->attendance;
    return record ? fmt::format("/rapat/{}/dokumen/{}", app::id_text(c.meeting->id.value), record.value) : "";
  }
  const auto found = c.open.state.documents.find(type);
  return found == c.open.state.documents.end() ? "" : document_href(c.open, type, found->second);
}

void show_documents(View& line, const CaseReading& c, const complaint::Step& step) {
  const auto types = complaint::produces(step.key);
  if (types.empty()) return;
  View documents = line.section("HAS_DOCUMENTS");
  for (const auto type : types) {
    const std::string href = paper_href(c, type), label = word(c.site, c.visit, "document", type);
    if (href.empty())
      documents.section("MISSING").set("LABEL", label);
    else
      documents.section("DOCUMENTS").set("HREF", href).set("LABEL", label);
  }
}

std::string day_of(const CaseReading& c, const complaint::Step& step, const store::StepRow* row) {
  const auto day = c.text("board_text.day", {std::to_string(step.due_day)});
  if (!row || !row->due) return day;
  std::string words = day + ", " + documents::long_date(*row->due, c.visit.language);
  if (row->done) words += c.text("board_text.done_at", {short_date_time(*row->done, c.site.app.calendar().zone())});
  if (row->days_late > 0) words += c.text("board_text.late", {std::to_string(row->days_late)});
  return words;
}

}  // namespace

void show_progress(View& line, const CaseReading& c, const complaint::Step& step,
                   const std::vector<store::StepRow>& rows) {
  const auto* row = row_of(rows, step.number);
  const bool now = complaint::current_step(c.open.state.status) == step.key, done = !now && row && row->done;
  line.set("KIND", now    ? "now"
                   : done ? "done"
                          : "next")
      .set("STATE", c.text(now    ? "board.now"
                           : done ? "board.done"
                                  : "board.next"));
  if (now) line.show("CURRENT");
  if (done)
    line.set_if("ACTOR", c.names.acting(c.site.catalogue, c.visit.language, row->actor,
                                        row->role.value_or(complaint::Role::Timer), row->capacity));
  else
    line.set_if("ACTOR",
                roles_words(c.site, c.visit, now ? complaint::holders(*c.open.sop, c.open.state) : step.actors));
  line.set_if("DAY", day_of(c, step, row));
}

void show_board(View& view, const CaseReading& c) {
  const auto rows = store::steps_of(c.connection, c.open.state.id);
  for (const auto& step : c.open.sop->steps) {
    View line = view.section("BOARD");
    line.set_integer("NO", step.number).set("TITLE", word(c.site, c.visit, "step", step.key));
    show_progress(line, c, step, rows);
    show_documents(line, c, step);
  }
}

}  // namespace dumas::web::pages
