// SOP row 5: the leadership reviews the analysis, returns it with a reason, or takes it to a plenary.
#include "complaint/steps.hpp"

namespace dumas::complaint::steps {

Result<Decision> decide(const State&, const ReturnAnalysis& c, const Facts& facts) {
  if (c.reason.empty()) return reason_required();
  return Decision{happened(facts, AnalysisReturned{}, {{DocumentType::AnalysisReturn, content_of(c)}})};
}

Result<Decision> decide(const State& state, const SchedulePlenary& c, const Facts& facts) {
  const Step& row = facts.sop->step(StepKey::Review);
  if (const auto documents = require_documents(state, *facts.sop, StepKey::Review); !documents)
    return documents.refusal();
  const Role leader = facts.actor.role;
  if (const auto now = may_act_now(row, state.reviewed, leader); !now) return now.refusal();
  if (c.review_note.empty()) return invalid("review_note", "error.required");
  // app::execute resolves the meeting the command names; a second leader may join the first's choice.
  if (c.meeting && (!facts.meeting || facts.meeting->id != c.meeting))
    return invalid("meeting", "error.meeting_unknown");
  const MeetingId meeting = c.meeting ? c.meeting : state.meeting;
  if (!meeting) return invalid("meeting", "error.meeting_missing");
  const bool known = facts.meeting && facts.meeting->id == meeting;  // also when he joins the first leader's meeting
  if (known && facts.meeting->date < facts.calendar->date_at(facts.now))
    return invalid("meeting", "error.meeting_past");

  Content note = content_of(c);
  note.set("leader", std::string{name(leader)});
  note.set("capacity", std::string{name(facts.actor.capacity)});
  Decision decision{happened(facts, ReviewNoted{.leader = leader, .meeting = meeting},
                             {{DocumentType::ReviewNote, std::move(note)}})};
  auto acted = state.reviewed;
  acted.push_back(leader);
  if (still_to_act(row, acted).empty())
    decision.push_back(completed(state, facts, StepKey::Review, PlenaryScheduled{.meeting = meeting}));
  return decision;
}

}  // namespace dumas::complaint::steps
