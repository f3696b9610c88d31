// /kasus/{id}/dokumen/{record}: a paper of the case on its own clean sheet, in Indonesian. A paper that must name the
// complainant names him only to roles that may, and that is written into the security log.
#include <fmt/format.h>

#include <algorithm>

#include "app/case_text.hpp"
#include "complaint/permissions.hpp"
#include "documents/long_date.hpp"
#include "store/event_log.hpp"
#include "store/security_log.hpp"
#include "web/page_parts.hpp"
#include "web/staff/case_document_parts.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {
namespace {

using complaint::DocumentType;

// Papers that go to the complainant or come back from him.
bool names_complainant(DocumentType type) {
  return type == DocumentType::AnswerLetter || type == DocumentType::ComplaintReceipt ||
         type == DocumentType::Receipt || type == DocumentType::DeliveryProof;
}

// "" for what is no paper of a case.
std::string_view show_paper(View& view, const Paper& paper) {
  switch (paper.record.type) {
    case DocumentType::ComplaintForm:
    case DocumentType::ComplaintFile: return show_complaint_form(view, paper);
    case DocumentType::RegisterEntry: return show_register_entry(view, paper);
    case DocumentType::ComplaintReceipt: return show_complaint_receipt(view, paper);
    case DocumentType::Disposition:
    case DocumentType::DispositionNote: return show_disposition(view, paper);
    case DocumentType::Analysis: return show_analysis(view, paper);
    case DocumentType::LegalQuestion:
    case DocumentType::LegalOpinion:
    case DocumentType::AnalysisReturn:
    case DocumentType::ReviewNote:
    case DocumentType::Postponement:
    case DocumentType::AnswerReturn:
    case DocumentType::ReportReturn:
    case DocumentType::ClosingNote: return show_note(view, paper);
    case DocumentType::PlenaryMinutes: return show_minutes(view, paper);
    case DocumentType::AnswerLetter: return show_answer(view, paper);
    case DocumentType::DeliveryProof:
    case DocumentType::Receipt: return show_handover(view, paper);
    case DocumentType::FollowUpPlan: return show_plan(view, paper);
    case DocumentType::ActivityMemo: return show_memo(view, paper);
    case DocumentType::MeetingNotes: return show_meeting_notes(view, paper);
    case DocumentType::Reporter:
    case DocumentType::Invitation:
    case DocumentType::AttendanceList:
    case DocumentType::Message:
    case DocumentType::Attachment: return "";
  }
  return "";
}

// The record's event and the case right after it. False: the record is none of this case's.
bool find_event(const std::vector<complaint::Event>& events, RecordId record, complaint::Event& made,
                complaint::State& then) {
  for (const auto& event : events) {
    then = complaint::apply(std::move(then), event);
    const bool its =
        std::any_of(event.records.begin(), event.records.end(), [record](const auto& ref) { return ref.id == record; });
    if (!its) continue;
    made = event;
    return true;
  }
  return false;
}

std::string upper(std::string text) {
  for (char& letter : text)
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  return text;
}

void show_frame(View& view, const Paper& paper) {
  const auto& office = paper.site.app.settings();
  view.set("LETTERHEAD_BODY", upper(office.name)).set("BACK_HREF", paper.open.href).set("CITY", office.city);
  view.set("PAPER", paper.id("document." + std::string{name(paper.record.type)}));
  view.set_if("RECORD_FOOT", fmt::format("Nomor agenda {} · {} · catatan {} · dicetak {}", paper.register_no(),
                                         paper.id("document." + std::string{name(paper.record.type)}),
                                         paper.record.id.value, paper.date_and_time(paper.site.app.clock().now())));
}

void log_named(Site& site, const Visit& visit, CaseId case_id, RecordId record, DocumentType type) {
  const auto actor = hat(*visit.staff, complaint::Permission::RevealIdentity);
  site.app.writer().submit([&](store::Connection& connection) {
    store::log_security(connection, site.app.vault(), site.app.office(),
                        {.kind = store::SecurityKind::Revealed,
                         .at = site.app.clock().now(),
                         .user = actor.user,
                         .role = actor.role,
                         .case_id = case_id,
                         .subject = record.value,
                         .code = fmt::format("document {}", name(type))});
  });
}

}  // namespace

http::Response case_document(Site& site, const Visit& visit) {
  const std::string asked = visit.request.parameter("record");
  const RecordId wanted{app::parse_id(asked).value_or(number_in(asked))};
  View view = make_view(site, visit);
  std::string_view sheet;
  CaseId named_case;
  DocumentType type{};
  if (wanted)
    site.app.readers().with([&](store::Connection& connection) {
      const auto open = open_case(site, visit, connection);
      if (!open) return;
      const auto events = store::read_case(connection, open->state.id);
      complaint::Event made;
      complaint::State then{.id = open->state.id};
      if (!find_event(events, wanted, made, then)) return;
      const auto record = site.app.records().read(connection, wanted);
      if (!record) return;
      const OfficerNames names{connection, site.app.office()};
      type = record->type;
      const bool may_name = names_complainant(type) && visit.staff->may(complaint::Permission::RevealIdentity);
      const Paper paper{.site = site,
                        .visit = visit,
                        .connection = connection,
                        .open = *open,
                        .names = names,
                        .record = *record,
                        .events = events,
                        .made = made,
                        .then = then,
                        .may_name = may_name};
      show_frame(view, paper);
      sheet = show_paper(view, paper);
      if (may_name && open->state.has(DocumentType::Reporter)) named_case = open->state.id;
    });
  if (sheet.empty()) return error_page(site, visit, 404);
  if (named_case) log_named(site, visit, named_case, wanted, type);
  return http::html(200, site.views.render(sheet, Language::Indonesian, view));
}

}  // namespace dumas::web::pages
