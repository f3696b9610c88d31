// SOP row 7: the unit drafts the answer from the plenary's decision, the head of the subsection initials it, the
// signatory signs it and the letter gets its number. A new draft or a return takes the initials away.
#include "complaint/steps.hpp"

namespace dumas::complaint::steps {

Result<Decision> decide(const State& state, const DraftAnswer& c, const Facts& facts) {
  if (const auto documents = require_documents(state, *facts.sop, StepKey::Answer); !documents)
    return documents.refusal();
  if (filled(c.findings) == 0) return invalid("findings", "error.required");
  if (filled(c.legal_basis) == 0) return invalid("legal_basis", "error.required");
  if (c.decision.empty()) return invalid("decision", "error.required");
  if (c.next_steps.empty()) return invalid("next_steps", "error.required");
  if (!c.signatory || (*c.signatory != Role::Secretary && *c.signatory != Role::Chair))
    return invalid("signatory", "error.required");
  return Decision{
      happened(facts, AnswerDrafted{.signatory = c.signatory}, {{DocumentType::AnswerLetter, content_of(c)}})};
}

Result<Decision> decide(const State& state, const InitialAnswer&, const Facts& facts) {
  if (!state.has(DocumentType::AnswerLetter)) return missing_document(DocumentType::AnswerLetter);
  // What was sent back with a reason is drafted anew, not initialled as it stands.
  if (state.answer_returned) return Refusal{"WRONG_STATE", "", "refusal.answer_returned"};
  if (state.answer_initialled) return Refusal{"WRONG_STATE", "", "refusal.already_initialled"};
  return Decision{happened(facts, AnswerInitialled{})};
}

Result<Decision> decide(const State& state, const ReturnAnswer& c, const Facts& facts) {
  if (!state.has(DocumentType::AnswerLetter)) return missing_document(DocumentType::AnswerLetter);
  if (c.reason.empty()) return reason_required();
  return Decision{happened(facts, AnswerReturned{}, {{DocumentType::AnswerReturn, content_of(c)}})};
}

Result<Decision> decide(const State& state, const SignAnswer& c, const Facts& facts) {
  if (!state.has(DocumentType::AnswerLetter)) return missing_document(DocumentType::AnswerLetter);
  if (state.signatory != facts.actor.role) {
    const std::string signatory{state.signatory ? name(*state.signatory) : "?"};
    return Refusal{"WRONG_ROLE", "", "refusal.not_the_signatory", {signatory}};
  }
  if (!state.answer_initialled) {
    const std::string head{name(Role::SubsectionHead)};
    return Refusal{"ACTOR_RULE_PENDING:" + head, "", "refusal.actor_rule_pending", {head}};
  }
  const auto number = choose_number(c.number, facts.next_answer, facts);
  if (!number) return number.refusal();
  return Decision{completed(state, facts, StepKey::Answer,
                            AnswerSigned{.number = number->text, .sequence = number->sequence, .year = number->year})};
}

// A letter found wrong after it was numbered and before it left: the number stays in the book as void, the letter is
// drafted anew and takes another (domain 3.1: a number is never used twice).
Result<Decision> decide(const State& state, const VoidAnswer& c, const Facts& facts) {
  if (c.reason.empty()) return reason_required();
  return Decision{
      happened(facts, AnswerVoided{.number = state.answer_number}, {{DocumentType::AnswerReturn, content_of(c)}})};
}

}  // namespace dumas::complaint::steps
