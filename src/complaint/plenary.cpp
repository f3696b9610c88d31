// SOP row 6: the plenary. The Secretary writes the Berita Acara, the Chair signs it, the decision is recorded; or the
// case is put off to another meeting. Quorum numbers are the office's settings (UU 7/2017, Peraturan KPU 8/2019).
#include "complaint/steps.hpp"

namespace dumas::complaint::steps {
namespace {

Checked require_quorum(const Facts& facts) {
  const auto& quorum = facts.office->quorum;
  const auto present = facts.meeting ? facts.meeting->present.size() : 0;
  if (present >= static_cast<std::size_t>(quorum.present)) return Done{};
  return Refusal{"NO_QUORUM", "", "refusal.no_quorum", {std::to_string(present), std::to_string(quorum.present)}};
}

// Of the meeting the case is on, not of another.
bool attendance_recorded(const State& state, const Facts& facts) {
  return facts.meeting && facts.meeting->id == state.meeting && facts.meeting->attendance_recorded;
}

}  // namespace

Result<Decision> decide(const State& state, const DraftMinutes& c, const Facts& facts) {
  if (const auto documents = require_documents(state, *facts.sop, StepKey::Plenary); !documents)
    return documents.refusal();
  if (!attendance_recorded(state, facts)) return missing_document(DocumentType::AttendanceList);
  if (const auto quorum = require_quorum(facts); !quorum) return quorum.refusal();
  if (filled(c.points) == 0) return invalid("points", "error.required");
  if (c.discussion.empty()) return invalid("discussion", "error.required");
  if (!c.resolution) return invalid("resolution", "error.required");
  if (filled(c.decision) == 0) return invalid("decision", "error.required");
  if (c.in_favour < 0 || c.against < 0 || c.abstained < 0) return invalid("in_favour", "error.votes_negative");
  const auto present = static_cast<std::int64_t>(facts.meeting->present.size());
  const auto beyond = [present](std::int64_t votes) { return votes > present; };  // also keeps the sum countable
  if (beyond(c.in_favour) || beyond(c.against) || beyond(c.abstained) ||
      c.in_favour + c.against + c.abstained != present)
    return invalid("in_favour", "error.votes_sum", {std::to_string(present)});
  if (c.in_favour < facts.office->quorum.in_favour)
    return Refusal{"NO_QUORUM",
                   "in_favour",
                   "refusal.no_majority",
                   {std::to_string(c.in_favour), std::to_string(facts.office->quorum.in_favour)}};

  // A redraft keeps its number: a number is reserved once and never reused (domain 3.1).
  NextNumber number{.text = state.minutes_number};
  if (number.text.empty() || (!c.number.empty() && c.number != number.text)) {
    auto chosen = choose_number(c.number, facts.next_minutes, facts);
    if (!chosen) return chosen.refusal();
    number = *chosen;
  }
  Content minutes = content_of(c);
  minutes.set("number", number.text);
  return Decision{happened(facts,
                           MinutesDrafted{.number = number.text,
                                          .sequence = number.sequence,
                                          .year = number.year,
                                          .resolution = c.resolution,
                                          .in_favour = c.in_favour,
                                          .against = c.against,
                                          .abstained = c.abstained,
                                          .present = facts.meeting->present},
                           {{DocumentType::PlenaryMinutes, std::move(minutes)}})};
}

Result<Decision> decide(const State& state, const ConfirmMinutes&, const Facts& facts) {
  if (!state.has(DocumentType::PlenaryMinutes)) return missing_document(DocumentType::PlenaryMinutes);
  if (state.minutes_confirmed) return Refusal{"WRONG_STATE", "", "refusal.minutes_already_confirmed"};
  return Decision{happened(facts, MinutesConfirmed{})};
}

Result<Decision> decide(const State& state, const RecordDecision&, const Facts& facts) {
  if (attendance_recorded(state, facts))
    if (const auto quorum = require_quorum(facts); !quorum) return quorum.refusal();
  if (!state.has(DocumentType::PlenaryMinutes) || !state.minutes_confirmed)
    return missing_document(DocumentType::PlenaryMinutes);
  return Decision{completed(state, facts, StepKey::Plenary, PlenaryDecided{.resolution = state.resolution})};
}

Result<Decision> decide(const State& state, const PostponePlenary& c, const Facts& facts) {
  if (c.reason.empty()) return reason_required();
  // The Chair's signature stands under these minutes: what was decided is recorded, not put off.
  if (state.minutes_confirmed) return Refusal{"WRONG_STATE", "", "refusal.minutes_already_confirmed"};
  if (!c.meeting) return invalid("meeting", "error.meeting_missing");
  if (!facts.meeting || facts.meeting->id != c.meeting || c.meeting == state.meeting)
    return invalid("meeting", "error.meeting_unknown");
  if (facts.meeting->date < facts.calendar->date_at(facts.now)) return invalid("meeting", "error.meeting_past");
  return Decision{
      happened(facts, PlenaryPostponed{.meeting = c.meeting}, {{DocumentType::Postponement, content_of(c)}})};
}

}  // namespace dumas::complaint::steps
