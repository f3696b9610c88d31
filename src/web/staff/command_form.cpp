// GET /kasus/{id}/perintah/{command}: the form of one command, made from its description. Begins with what is known:
// the citizen's subject, the paper that was returned, or the text that was being written when a session ended.
#include <map>

#include "app/case_text.hpp"
#include "complaint/permissions.hpp"
#include "store/event_log.hpp"
#include "web/form_view.hpp"
#include "web/page_parts.hpp"
#include "web/staff/command_parts.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {
namespace {

using complaint::CommandKind;
using complaint::DocumentType;

// From which paper a form begins: its own last version, or what it is written from.
std::vector<DocumentType> beginnings(CommandKind command) {
  switch (command) {
    case CommandKind::Register: return {DocumentType::ComplaintForm};
    case CommandKind::ReportAnalysis: return {DocumentType::RegisterEntry, DocumentType::Analysis};
    case CommandKind::DraftMinutes: return {DocumentType::PlenaryMinutes};
    case CommandKind::DraftAnswer: return {DocumentType::PlenaryMinutes, DocumentType::AnswerLetter};
    case CommandKind::ReportFollowUp: return {DocumentType::MeetingNotes, DocumentType::ActivityMemo};
    case CommandKind::SubmitComplaint:
    case CommandKind::SubmitToLeadership:
    case CommandKind::NoteDisposition:
    case CommandKind::AcceptDisposition:
    case CommandKind::AskLegalOpinion:
    case CommandKind::AttachLegalOpinion:
    case CommandKind::ReturnAnalysis:
    case CommandKind::SchedulePlenary:
    case CommandKind::ConfirmMinutes:
    case CommandKind::RecordDecision:
    case CommandKind::PostponePlenary:
    case CommandKind::InitialAnswer:
    case CommandKind::ReturnAnswer:
    case CommandKind::SignAnswer:
    case CommandKind::DeliverAnswer:
    case CommandKind::RecordReceipt:
    case CommandKind::StartFollowUp:
    case CommandKind::ReturnReport:
    case CommandKind::AcceptReport:
    case CommandKind::SendMessage:
    case CommandKind::VoidAnswer: return {};
  }
  return {};
}

http::Form beginning(Site& site, const CommandPlace& place) {
  const auto& state = place.open.state;
  complaint::Content content;
  site.app.readers().with([&](store::Connection& connection) {
    for (const auto type : beginnings(place.command)) {
      const auto found = state.documents.find(type);
      if (found == state.documents.end()) continue;
      const auto record = site.app.records().read(connection, found->second);
      if (!record) continue;
      for (const auto& [field, value] : record->content.fields()) content.set(field, value);
    }
  });
  switch (place.command) {
    case CommandKind::Register:
      content.set("urgency", std::string{name(complaint::Urgency::Ordinary)});
      content.set("secrecy",
                  std::string{name(state.disclosure == complaint::Disclosure::Named ? complaint::Secrecy::Open
                                                                                    : complaint::Secrecy::Limited)});
      content.set("class_code", site.app.settings().class_code);
      break;
    case CommandKind::DraftAnswer:
      if (!state.signatory) content.set("signatory", site.app.settings().default_signatory);
      break;
    case CommandKind::SchedulePlenary:
      if (state.meeting) content.set("meeting", app::id_text(state.meeting.value));
      break;
    default:  // NOLINT: the other forms begin empty or with their own paper
      break;
  }
  return form_of(content);
}

}  // namespace

http::Response command_form(Site& site, const Visit& visit) {
  const auto place =
      site.app.readers().with([&](store::Connection& connection) { return command_place(site, visit, connection); });
  if (!place) return error_page(site, visit, 404);
  const auto actor = hat_for(*visit.staff, *place->open.sop, place->open.state, place->command);
  if (!actor || !complaint::may(*place->open.sop, place->open.state, *actor, place->command))
    return show_not_now(site, visit, *place);

  if (const auto draft = restored_form(site, visit)) {
    const auto version = number_in(draft->text("version"));
    return show_command(site, visit, *place, *actor,
                        {.typed = *draft,
                         .idempotency = form_key(site, *draft),
                         .version = version == 0 ? place->open.state.version : version,
                         .notice = visit.text(site, "command_page.draft_back")},
                        200);
  }
  const http::Form form = beginning(site, *place);
  return show_command(
      site, visit, *place, *actor,
      {.typed = form, .idempotency = site.desk.sessions.new_cookie(), .version = place->open.state.version}, 200);
}

}  // namespace dumas::web::pages
