// SOP row 9: dialogue, mediation or clarification where it is needed; in any case the report by nota dinas, which
// row 10 waits for (domain A10).
#include "complaint/steps.hpp"

namespace dumas::complaint::steps {
namespace {

Checked check_event_notes(const ReportFollowUp& c) {
  if (c.chaired_by.empty()) return invalid("chaired_by", "error.required");
  if (c.note_taker.empty()) return invalid("note_taker", "error.required");
  if (c.attendance.empty()) return missing_document(DocumentType::AttendanceList);
  if (c.proceedings.empty()) return missing_document(DocumentType::MeetingNotes);
  if (!c.outcome) return invalid("outcome", "error.required");
  return Done{};
}

}  // namespace

Result<Decision> decide(const State& state, const StartFollowUp& c, const Facts& facts) {
  if (const auto documents = require_documents(state, *facts.sop, StepKey::FollowUp); !documents)
    return documents.refusal();
  if (!c.kind) return invalid("kind", "error.required");
  if (!c.date) return invalid("date", "error.required");
  if (c.place.empty()) return invalid("place", "error.required");
  if (filled(c.participants) == 0) return invalid("participants", "error.required");
  return Decision{
      happened(facts, FollowUpStarted{.kind = c.kind, .date = c.date}, {{DocumentType::FollowUpPlan, content_of(c)}})};
}

Result<Decision> decide(const State& state, const ReportFollowUp& c, const Facts& facts) {
  if (const auto documents = require_documents(state, *facts.sop, StepKey::FollowUp); !documents)
    return documents.refusal();
  const bool event_held = state.status == Status::FollowUp;
  if (event_held) {
    if (const auto notes = check_event_notes(c); !notes) return notes.refusal();
  } else if (facts.sop->notes_required == NotesRequired::Always) {
    return missing_document(DocumentType::MeetingNotes);
  } else if (c.no_event_reason.empty()) {
    return reason_required("no_event_reason");
  }
  if (c.results.empty()) return invalid("results", "error.required");
  if (c.recommendation.empty()) return invalid("recommendation", "error.required");
  NextNumber number{.text = state.memo_number};  // kept when a returned report comes again
  if (number.text.empty() || (!c.number.empty() && c.number != number.text)) {
    const auto chosen = choose_number(c.number, facts.next_memo, facts);
    if (!chosen) return chosen.refusal();
    number = *chosen;
  }
  Content memo = content_of(c, {"no_event_reason", "results", "obstacles", "recommendation"});
  memo.set("number", number.text);
  std::vector<RecordDraft> drafts{{DocumentType::ActivityMemo, std::move(memo)}};
  // Without an event the reasoned statement stands where the notes would: row 10 finds it as kelengkapan.
  drafts.push_back({DocumentType::MeetingNotes, event_held ? content_of(c, {"chaired_by", "note_taker", "attendance",
                                                                            "proceedings", "agreements", "outcome"})
                                                           : content_of(c, {"no_event_reason"})});
  return Decision{completed(state, facts, StepKey::FollowUp,
                            FollowUpReported{.event_held = event_held,
                                             .number = number.text,
                                             .sequence = number.sequence,
                                             .year = number.year,
                                             .outcome = event_held ? c.outcome : std::nullopt},
                            std::move(drafts))};
}

}  // namespace dumas::complaint::steps
