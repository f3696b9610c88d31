// SOP rows 2 and 3: the front desk opens the disposition sheet (only a superior fills it: domain A6), the leaders
// tick and note; the row's rule says when the sheet goes on to the unit (A4).
#include "complaint/steps.hpp"

namespace dumas::complaint::steps {

Result<Decision> decide(const State& state, const SubmitToLeadership& c, const Facts& facts) {
  if (const auto documents = require_documents(state, *facts.sop, StepKey::Submit); !documents)
    return documents.refusal();
  return Decision{
      completed(state, facts, StepKey::Submit, DispositionOpened{}, {{DocumentType::Disposition, content_of(c)}})};
}

Result<Decision> decide(const State& state, const NoteDisposition& c, const Facts& facts) {
  const Step& row = facts.sop->step(StepKey::Disposition);
  if (const auto documents = require_documents(state, *facts.sop, StepKey::Disposition); !documents)
    return documents.refusal();
  const Role leader = facts.actor.role;
  if (const auto now = may_act_now(row, state.noted, leader); !now) return now.refusal();
  if (c.instructions.empty()) return invalid("instructions", "error.required");
  if (c.targets.empty()) return invalid("targets", "error.required");

  Content note = content_of(c);
  note.set("leader", std::string{name(leader)});
  note.set("capacity", std::string{name(facts.actor.capacity)});
  Decision decision{happened(facts,
                             DispositionNoted{.leader = leader, .instructions = c.instructions, .targets = c.targets},
                             {{DocumentType::DispositionNote, std::move(note)}})};
  auto acted = state.noted;
  acted.push_back(leader);
  if (still_to_act(row, acted).empty())
    decision.push_back(completed(state, facts, StepKey::Disposition, DispositionIssued{}));
  return decision;
}

}  // namespace dumas::complaint::steps
