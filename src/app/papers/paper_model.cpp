#include "app/papers/paper_model.hpp"

#include <algorithm>

#include "app/papers/models.hpp"
#include "app/papers/redaction.hpp"

namespace dumas::app {
namespace {

using complaint::DocumentType;
using complaint::PaperKind;

std::optional<documents::Model> case_paper(const papers::CasePaper& paper, PaperKind kind) {
  switch (kind) {
    case PaperKind::ComplaintForm: return papers::complaint_form(paper);
    case PaperKind::ComplaintReceipt: return papers::complaint_receipt(paper);
    case PaperKind::RegisterEntry: return papers::register_entry(paper);
    case PaperKind::DispositionSheet: return papers::disposition_sheet(paper);
    case PaperKind::Analysis: return papers::analysis(paper);
    case PaperKind::CaseNote: return papers::case_note(paper);
    case PaperKind::PlenaryMinutes: return papers::plenary_minutes(paper);
    case PaperKind::AnswerLetter: return papers::answer_letter(paper);
    case PaperKind::DeliveryProof: return papers::delivery_proof(paper);
    case PaperKind::AnswerReceipt: return papers::answer_receipt(paper);
    case PaperKind::ActivityPlan: return papers::activity_plan(paper);
    case PaperKind::ActivityMemo: return papers::activity_memo(paper);
    case PaperKind::MeetingNotes: return papers::meeting_notes(paper);
    case PaperKind::FollowUpReport: return papers::follow_up_report(paper);
    case PaperKind::BlankForm:
    case PaperKind::Invitation:
    case PaperKind::AttendanceList:
    case PaperKind::CompletionLetter:
    case PaperKind::ForwardingLetter:
    case PaperKind::RejectionLetter:
    case PaperKind::MonthlyRecap:
    case PaperKind::IncomingBook:
    case PaperKind::OutgoingBook: return std::nullopt;
  }
  return std::nullopt;
}

bool is_made_from(PaperKind kind, DocumentType type) {
  const auto kinds = papers_from(type);
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

}  // namespace

std::optional<documents::Model> paper_model(const PaperSource& source, const PaperRequest& request) {
  const papers::Wording say{source, request};
  if (request.of == complaint::PaperOf::Meeting)
    return papers::meeting_paper(say, MeetingId{request.owner}, request.record, request.paper);
  const auto paper = papers::read_case_paper(say, CaseId{request.owner}, request.record);
  if (!paper || !is_made_from(request.paper, paper->record.type)) return std::nullopt;
  auto model = case_paper(*paper, request.paper);
  if (!model || request.naming == Naming::Named) return model;
  return papers::Redaction{paper->newest_now(DocumentType::Reporter)}.model(*model);
}

documents::Model blank_form_model(const PaperSource& source) {
  return documents::common_fields(source.app.settings(), {});
}

std::vector<PaperKind> papers_from(DocumentType type) {
  switch (type) {
    case DocumentType::ComplaintForm:
    case DocumentType::ComplaintFile: return {PaperKind::ComplaintForm};
    case DocumentType::RegisterEntry: return {PaperKind::RegisterEntry};
    case DocumentType::ComplaintReceipt: return {PaperKind::ComplaintReceipt};
    case DocumentType::Disposition:
    case DocumentType::DispositionNote: return {PaperKind::DispositionSheet};
    case DocumentType::Analysis: return {PaperKind::Analysis};
    case DocumentType::LegalQuestion:
    case DocumentType::LegalOpinion:
    case DocumentType::AnalysisReturn:
    case DocumentType::ReviewNote:
    case DocumentType::Postponement:
    case DocumentType::AnswerReturn:
    case DocumentType::ReportReturn:
    case DocumentType::ClosingNote: return {PaperKind::CaseNote};
    case DocumentType::Invitation: return {PaperKind::Invitation, PaperKind::AttendanceList};
    case DocumentType::AttendanceList: return {PaperKind::AttendanceList};
    case DocumentType::PlenaryMinutes: return {PaperKind::PlenaryMinutes};
    // The receipt goes along with the letter, to be signed by who takes it.
    case DocumentType::AnswerLetter: return {PaperKind::AnswerLetter, PaperKind::AnswerReceipt};
    case DocumentType::DeliveryProof: return {PaperKind::DeliveryProof};
    case DocumentType::Receipt: return {PaperKind::AnswerReceipt};
    case DocumentType::FollowUpPlan: return {PaperKind::ActivityPlan};
    case DocumentType::ActivityMemo: return {PaperKind::ActivityMemo, PaperKind::FollowUpReport};
    case DocumentType::MeetingNotes: return {PaperKind::MeetingNotes};
    case DocumentType::Reporter:
    case DocumentType::Message:
    case DocumentType::Attachment: return {};
  }
  return {};
}

bool names_complainant(PaperKind kind) {
  switch (kind) {
    case PaperKind::ComplaintReceipt:
    case PaperKind::AnswerLetter:
    case PaperKind::DeliveryProof:
    case PaperKind::AnswerReceipt:
    case PaperKind::ActivityPlan:
    case PaperKind::MeetingNotes:
    case PaperKind::CompletionLetter:
    case PaperKind::ForwardingLetter:
    case PaperKind::RejectionLetter: return true;
    case PaperKind::BlankForm:
    case PaperKind::ComplaintForm:
    case PaperKind::RegisterEntry:
    case PaperKind::DispositionSheet:
    case PaperKind::Analysis:
    case PaperKind::CaseNote:
    case PaperKind::Invitation:
    case PaperKind::AttendanceList:
    case PaperKind::PlenaryMinutes:
    case PaperKind::ActivityMemo:
    case PaperKind::FollowUpReport:
    case PaperKind::MonthlyRecap:
    case PaperKind::IncomingBook:
    case PaperKind::OutgoingBook: return false;
  }
  return false;
}

}  // namespace dumas::app
