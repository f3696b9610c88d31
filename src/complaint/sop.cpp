// Questions the rules ask of a checked SOP, and which step produces which paper: see sop.hpp.
#include "complaint/sop.hpp"

#include <algorithm>
#include <stdexcept>

namespace dumas::complaint {

const Step& Sop::step(StepKey key) const {
  const auto found = std::find_if(steps.begin(), steps.end(), [key](const Step& it) { return it.key == key; });
  if (found == steps.end()) throw std::out_of_range("the SOP has no step " + std::string{name(key)});
  return *found;
}

const Step& Sop::step_number(int number_wanted) const {
  const Step* found = find_step(number_wanted);
  if (found == nullptr) throw std::out_of_range("the SOP has no step number " + std::to_string(number_wanted));
  return *found;
}

const Step* Sop::find_step(int number_wanted) const {
  const auto found =
      std::find_if(steps.begin(), steps.end(), [&](const Step& it) { return it.number == number_wanted; });
  return found == steps.end() ? nullptr : &*found;
}

int Sop::last_day() const {
  int last = 0;
  for (const Step& step : steps) last = std::max(last, step.due_day);
  return last;
}

std::vector<DocumentType> produces(StepKey key) {
  using enum DocumentType;
  switch (key) {
    case StepKey::Intake: return {ComplaintForm, ComplaintFile, RegisterEntry, ComplaintReceipt};
    case StepKey::Submit: return {Disposition};
    case StepKey::Disposition: return {DispositionNote};
    case StepKey::Analysis: return {Analysis, LegalOpinion};
    case StepKey::Review: return {ReviewNote, Invitation};
    case StepKey::Plenary: return {AttendanceList, PlenaryMinutes};
    case StepKey::Answer: return {AnswerLetter};
    case StepKey::Delivery: return {DeliveryProof, Receipt};
    case StepKey::FollowUp: return {FollowUpPlan, ActivityMemo, MeetingNotes};
    case StepKey::FinalReport: return {ClosingNote};
  }
  throw std::logic_error("sop: unknown step");
}

std::optional<StepKey> returns_to(StepKey key) {
  switch (key) {
    case StepKey::Review: return StepKey::Analysis;
    case StepKey::Plenary: return StepKey::Plenary;
    case StepKey::FinalReport: return StepKey::FollowUp;
    case StepKey::Intake:
    case StepKey::Submit:
    case StepKey::Disposition:
    case StepKey::Analysis:
    case StepKey::Answer:
    case StepKey::Delivery:
    case StepKey::FollowUp: return std::nullopt;
  }
  throw std::logic_error("sop: unknown step");
}

}  // namespace dumas::complaint
