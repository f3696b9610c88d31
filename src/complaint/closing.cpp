// SOP row 10: the leadership takes the report and the case is closed, or sends the report back.
#include "complaint/deadlines.hpp"
#include "complaint/steps.hpp"

namespace dumas::complaint::steps {

Result<Decision> decide(const State&, const ReturnReport& c, const Facts& facts) {
  if (c.reason.empty()) return reason_required();
  return Decision{happened(facts, ReportReturned{}, {{DocumentType::ReportReturn, content_of(c)}})};
}

Result<Decision> decide(const State& state, const AcceptReport& c, const Facts& facts) {
  if (const auto documents = require_documents(state, *facts.sop, StepKey::FinalReport); !documents)
    return documents.refusal();
  NewEvent closing = completed(state, facts, StepKey::FinalReport, ComplaintClosed{});
  const auto late = closing.event.days_late;
  // Late steps stay executable, but the office explains itself (domain 2.4, late handling).
  if (late > 0 && c.late_reason.empty()) return reason_required("late_reason");
  std::get<ComplaintClosed>(closing.event.data).days_late = late;
  closing.drafts.push_back({DocumentType::ClosingNote, content_of(c)});
  return Decision{std::move(closing)};
}

}  // namespace dumas::complaint::steps
