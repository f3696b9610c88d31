// SOP row 4: the complaint unit accepts, examines, asks the legal division where it must, and reports its analysis.
#include "complaint/steps.hpp"

namespace dumas::complaint::steps {

Result<Decision> decide(const State& state, const AcceptDisposition&, const Facts& facts) {
  if (const auto documents = require_documents(state, *facts.sop, StepKey::Analysis); !documents)
    return documents.refusal();
  return Decision{happened(facts, AnalysisStarted{.analyst = facts.actor.user})};
}

Result<Decision> decide(const State& state, const AskLegalOpinion& c, const Facts& facts) {
  if (state.opinion_asked) return Refusal{"WRONG_STATE", "", "refusal.opinion_already_asked"};
  if (c.question.empty()) return invalid("question", "error.required");
  return Decision{happened(facts, LegalOpinionAsked{}, {{DocumentType::LegalQuestion, content_of(c)}})};
}

Result<Decision> decide(const State& state, const AttachLegalOpinion& c, const Facts& facts) {
  if (!state.opinion_asked) return Refusal{"WRONG_STATE", "", "refusal.opinion_not_asked"};
  if (c.opinion.empty()) return invalid("opinion", "error.required");
  return Decision{happened(facts, LegalOpinionGiven{}, {{DocumentType::LegalOpinion, content_of(c)}})};
}

Result<Decision> decide(const State& state, const ReportAnalysis& c, const Facts& facts) {
  if (const auto documents = require_documents(state, *facts.sop, StepKey::Analysis); !documents)
    return documents.refusal();
  const std::pair<std::string_view, bool> parts[] = {{"subject", c.subject.empty()},
                                                     {"facts", c.facts.empty()},
                                                     {"legal_basis", c.legal_basis.empty()},
                                                     {"authority", !c.authority},
                                                     {"analysis", c.analysis.empty()},
                                                     {"options", filled(c.options) == 0},
                                                     {"recommendation", c.recommendation.empty()}};
  for (const auto& [field, absent] : parts)
    if (absent) return invalid(field, "error.required");
  if (*c.authority == Authority::OtherBody && c.authority_target.empty())
    return invalid("authority_target", "error.authority_target");
  // An opinion once asked for is waited for, or the unit says why it goes on without it: a silent division must not
  // hang the case beyond its day.
  if (state.opinion_asked && c.opinion_waiver.empty()) {
    Refusal missing = missing_document(DocumentType::LegalOpinion);
    missing.field = "opinion_waiver";
    return missing;
  }
  return Decision{completed(state, facts, StepKey::Analysis, AnalysisReported{.authority = c.authority},
                            {{DocumentType::Analysis, content_of(c)}})};
}

}  // namespace dumas::complaint::steps
