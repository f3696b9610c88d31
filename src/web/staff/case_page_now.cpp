// "Yang perlu dilakukan sekarang": the task that falls to the reader as a button, whom the case waits for otherwise, and
// what else he may do beside the road.
#include <algorithm>

#include "app/case_text.hpp"
#include "complaint/permissions.hpp"
#include "complaint/tasks.hpp"
#include "documents/long_date.hpp"
#include "web/form_view.hpp"
#include "web/page_parts.hpp"
#include "web/staff/case_page_parts.hpp"

namespace dumas::web::pages {
namespace {

using complaint::CommandKind;

// What stands beside the road and makes sense now, though no row waits for it.
bool is_aside(CommandKind kind, const complaint::State& s) {
  using complaint::DocumentType;
  switch (kind) {
    case CommandKind::AskLegalOpinion: return !s.opinion_asked;
    case CommandKind::ReturnAnalysis:
    case CommandKind::StartFollowUp:
    case CommandKind::ReturnReport:
    case CommandKind::VoidAnswer:
    case CommandKind::SendMessage: return true;
    case CommandKind::PostponePlenary:
    case CommandKind::DraftMinutes: return !s.minutes_confirmed;
    case CommandKind::DraftAnswer:
    case CommandKind::ReturnAnswer: return s.has(DocumentType::AnswerLetter) && !s.answer_returned;
    case CommandKind::SubmitComplaint:
    case CommandKind::Register:
    case CommandKind::SubmitToLeadership:
    case CommandKind::NoteDisposition:
    case CommandKind::AcceptDisposition:
    case CommandKind::AttachLegalOpinion:
    case CommandKind::ReportAnalysis:
    case CommandKind::SchedulePlenary:
    case CommandKind::ConfirmMinutes:
    case CommandKind::RecordDecision:
    case CommandKind::InitialAnswer:
    case CommandKind::SignAnswer:
    case CommandKind::DeliverAnswer:
    case CommandKind::RecordReceipt:
    case CommandKind::ReportFollowUp:
    case CommandKind::AcceptReport: return false;
  }
  return false;
}

std::optional<complaint::Actor> mine(const CaseReading& c, const complaint::Task& task) {
  for (const auto& actor : c.visit.staff->actors()) {
    const bool named = std::find(task.roles.begin(), task.roles.end(), actor.role) != task.roles.end();
    if (named && complaint::may(*c.open.sop, c.open.state, actor, task.command)) return actor;
  }
  return std::nullopt;
}

void show_mine(View& card, const CaseReading& c, CommandKind command, const complaint::Actor& actor) {
  View task = card.section("MINE");
  task.set("LABEL", command_words(c.site, c.visit, command)).set("HREF", command_href(c.open.href, command));
  const std::string hint = "command_hint." + std::string{name(command)};
  if (c.site.catalogue.has(hint)) task.set_if("TASK_HINT", c.text(hint));
  if (actor.capacity != complaint::Capacity::Own)
    task.set_if("AS", c.text("case.acting_as",
                             {app::role_words(c.site.catalogue, c.visit.language, actor.role, actor.capacity)}));
  if (asks_anything(command)) {
    task.show("LINK");
    return;
  }
  View form = task.section("ONE_BUTTON");
  form.set("CSRF", c.visit.csrf).set("IDEMPOTENCY", c.site.desk.sessions.new_cookie());
  form.set_integer("VERSION", c.open.state.version).set("HAT", name(actor.role));
}

void show_asides(View& card, const CaseReading& c, const std::vector<complaint::Task>& tasks) {
  std::vector<CommandKind> shown;
  for (const auto& task : tasks)
    if (mine(c, task)) shown.push_back(task.command);
  std::vector<CommandKind> asides;
  for (const auto& actor : c.visit.staff->actors())
    for (const auto command : complaint::open_commands(*c.open.sop, c.open.state, actor))
      if (is_aside(command, c.open.state) && std::find(shown.begin(), shown.end(), command) == shown.end()) {
        shown.push_back(command);
        asides.push_back(command);
      }
  if (asides.empty()) return;
  View list = card.section("HAS_ASIDES");
  for (const auto command : asides)
    list.section("ASIDES")
        .set("HREF", command_href(c.open.href, command))
        .set("LABEL", command_words(c.site, c.visit, command));
}

void show_meeting(View& card, const CaseReading& c) {
  if (!c.meeting) return;
  View meeting = card.section("HAS_MEETING");
  meeting.set("MEETING", c.text("case.meeting", {documents::day_and_long_date(c.meeting->date, c.visit.language),
                                                 meeting_time(c.meeting->time, c.visit.language)}));
  if (c.visit.staff->may(complaint::Permission::ReadMeetings))
    meeting.set_if("MEETING_HREF", "/rapat/" + app::id_text(c.meeting->id.value));
  if (c.open.state.status == complaint::Status::PlenaryScheduled && !c.meeting->attendance_recorded)
    meeting.show("NO_ATTENDANCE");
}

}  // namespace

void show_now(View& view, const CaseReading& c) {
  const auto tasks = complaint::tasks(*c.open.sop, c.open.state);
  View card = view.section("NOW");
  if (tasks.empty()) card.show("DONE");
  for (const auto& task : tasks) {
    if (const auto actor = mine(c, task))
      show_mine(card, c, task.command, *actor);
    else
      card.section("WAITING").set("WHO", c.text("case.waiting_for", {roles_words(c.site, c.visit, task.roles),
                                                                     command_words(c.site, c.visit, task.command)}));
  }
  show_meeting(card, c);
  show_asides(card, c, tasks);
}

}  // namespace dumas::web::pages
