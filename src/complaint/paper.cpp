#include "complaint/paper.hpp"

#include <algorithm>

namespace dumas::complaint {

Checked may_happen(const PaperState& state, const PaperEventData& data) {
  const bool issues = std::holds_alternative<PaperIssued>(data);
  if (issues != (state.version == 0)) return Refusal{"WRONG_STATE", "", "refusal.paper_not_now"};
  return Done{};
}

PaperState apply(PaperState state, const PaperEvent& event) {
  if (const auto* issued = std::get_if<PaperIssued>(&event.data)) {
    state.issued = *issued;
    state.issued_at = event.at;
  } else {
    state.scan = std::get<PaperScanned>(event.data).file;
  }
  ++state.version;
  return state;
}

namespace {

// The paper of the newest record of a type, when the case has one.
template <class Owner>
void add(std::vector<DuePaper>& due, const Owner& owner, PaperOf of, PaperKind paper, DocumentType type) {
  if (const auto found = owner.documents.find(type); found != owner.documents.end())
    due.push_back({paper, of, owner.id.value, found->second});
}

bool makes(const Event& event, DocumentType type) {
  return std::any_of(event.records.begin(), event.records.end(), [type](const auto& ref) { return ref.type == type; });
}

}  // namespace

std::vector<DuePaper> papers_due(const State& after, const Event& event) {
  std::vector<DuePaper> due;
  const auto paper = [&](PaperKind kind, DocumentType type) { add(due, after, PaperOf::Case, kind, type); };
  const auto type = event.type();
  if (type == EventType::ComplaintRegistered) paper(PaperKind::ComplaintReceipt, DocumentType::ComplaintReceipt);
  if (type == EventType::DispositionIssued) paper(PaperKind::DispositionSheet, DocumentType::Disposition);
  if (type == EventType::AnalysisReported) paper(PaperKind::Analysis, DocumentType::Analysis);
  if (type == EventType::MinutesConfirmed) paper(PaperKind::PlenaryMinutes, DocumentType::PlenaryMinutes);
  if (type == EventType::AnswerSigned) paper(PaperKind::AnswerLetter, DocumentType::AnswerLetter);
  if (makes(event, DocumentType::Receipt)) paper(PaperKind::AnswerReceipt, DocumentType::Receipt);
  if (type == EventType::FollowUpReported) {
    paper(PaperKind::ActivityMemo, DocumentType::ActivityMemo);
    paper(PaperKind::FollowUpReport, DocumentType::ActivityMemo);
    paper(PaperKind::MeetingNotes, DocumentType::MeetingNotes);
  }
  return due;
}

std::vector<DuePaper> papers_due(const MeetingState& after, const MeetingEvent& event) {
  std::vector<DuePaper> due;
  if (event.type() == MeetingEventType::Called)
    add(due, after, PaperOf::Meeting, PaperKind::Invitation, DocumentType::Invitation);
  else
    add(due, after, PaperOf::Meeting, PaperKind::AttendanceList, DocumentType::AttendanceList);
  return due;
}

std::string number_on(PaperKind paper, const State& then) {
  switch (paper) {
    case PaperKind::ComplaintReceipt: return then.register_number;
    case PaperKind::PlenaryMinutes: return then.minutes_number;
    case PaperKind::AnswerLetter:
    case PaperKind::AnswerReceipt: return then.answer_number;
    case PaperKind::ActivityMemo: return then.memo_number;
    case PaperKind::BlankForm:
    case PaperKind::ComplaintForm:
    case PaperKind::RegisterEntry:
    case PaperKind::DispositionSheet:
    case PaperKind::Analysis:
    case PaperKind::CaseNote:
    case PaperKind::Invitation:
    case PaperKind::AttendanceList:
    case PaperKind::DeliveryProof:
    case PaperKind::ActivityPlan:
    case PaperKind::MeetingNotes:
    case PaperKind::FollowUpReport:
    case PaperKind::CompletionLetter:
    case PaperKind::ForwardingLetter:
    case PaperKind::RejectionLetter:
    case PaperKind::MonthlyRecap:
    case PaperKind::IncomingBook:
    case PaperKind::OutgoingBook: return "";
  }
  return "";
}

std::string number_on(PaperKind paper, const MeetingState& meeting) {
  return paper == PaperKind::Invitation ? meeting.number : "";
}

void FrozenFile::describe(Fields& f) {
  f.text({"stored_as"}, stored_as);
  f.text({"sha256"}, sha256);
  f.integer({"size"}, size);
  f.integer({"pages"}, pages);
}

void PaperIssued::describe(Fields& f) {
  f.one_of({"paper"}, paper);
  f.one_of({"of"}, of);
  f.integer({"owner"}, owner);
  f.integer({"record"}, record);
  f.text({"token"}, token);
  f.text({"number"}, number);
  f.one_of({"mode"}, mode);
  f.user({"signed_by"}, signed_by);
  f.one_of({"signed_as"}, signed_as);
  f.one_of({"capacity"}, capacity);
  f.integer({"signed_at"}, signed_at);
  f.text({"certificate"}, certificate);
  file.describe(f);
}

void PaperScanned::describe(Fields& f) { file.describe(f); }

PaperEventData make_event_data(PaperEventType type) {
  switch (type) {
    case PaperEventType::Issued: return PaperIssued{};
    case PaperEventType::Scanned: return PaperScanned{};
  }
  return PaperScanned{};
}

void describe(PaperEventData& data, Fields& fields) {
  std::visit([&fields](auto& any) { any.describe(fields); }, data);
}

}  // namespace dumas::complaint
