#include "complaint/tasks.hpp"

#include <algorithm>

#include "complaint/steps.hpp"

namespace dumas::complaint {
namespace {

std::vector<Task> leaders(const Step& row, const std::vector<Role>& acted, CommandKind command) {
  std::vector<Task> open;
  for (const Role role : steps::still_to_act(row, acted))
    if (steps::may_act_now(row, acted, role).ok()) open.push_back({command, {role}});
  if (row.rule == ActorRule::Any && !open.empty()) return {{command, row.actors}};
  return open;
}

std::vector<Task> analysis(const Sop& sop, const State& s) {
  using enum CommandKind;
  std::vector<Task> open;
  if (s.opinion_asked) open.push_back({AttachLegalOpinion, {Role::LegalDivision}});
  open.push_back({ReportAnalysis, sop.step(StepKey::Analysis).actors});
  return open;
}

Task plenary(const State& s) {
  using enum CommandKind;
  if (!s.has(DocumentType::PlenaryMinutes)) return {DraftMinutes, {Role::Secretary}};
  if (!s.minutes_confirmed) return {ConfirmMinutes, {Role::Chair}};
  return {RecordDecision, {Role::Secretary}};
}

Task answer(const Sop& sop, const State& s) {
  using enum CommandKind;
  if (!s.has(DocumentType::AnswerLetter) || s.answer_returned) return {DraftAnswer, sop.step(StepKey::Answer).actors};
  if (!s.answer_initialled) return {InitialAnswer, {Role::SubsectionHead}};
  return {SignAnswer, {s.signatory.value_or(Role::Secretary)}};
}

Task follow_up(const Sop& sop, const State& s) {
  using enum CommandKind;
  if (!s.has(DocumentType::Receipt)) return {RecordReceipt, sop.step(StepKey::Delivery).actors};
  return {ReportFollowUp, sop.step(StepKey::FollowUp).actors};
}

}  // namespace

std::vector<Task> tasks(const Sop& sop, const State& s) {
  using enum CommandKind;
  switch (s.status) {
    case Status::Received: return {{Register, sop.step(StepKey::Intake).actors}};
    case Status::Registered: return {{SubmitToLeadership, sop.step(StepKey::Submit).actors}};
    case Status::Submitted: return leaders(sop.step(StepKey::Disposition), s.noted, NoteDisposition);
    case Status::Disposed: return {{AcceptDisposition, sop.step(StepKey::Analysis).actors}};
    case Status::UnderAnalysis: return analysis(sop, s);
    case Status::Analysed: return leaders(sop.step(StepKey::Review), s.reviewed, SchedulePlenary);
    case Status::PlenaryScheduled: return {plenary(s)};
    case Status::Decided: return {answer(sop, s)};
    case Status::AnswerReady: return {{DeliverAnswer, sop.step(StepKey::Delivery).actors}};
    case Status::Answered:
    case Status::FollowUp: return {follow_up(sop, s)};
    case Status::FollowUpReported: return leaders(sop.step(StepKey::FinalReport), {}, AcceptReport);
    case Status::Closed:
    case Status::AwaitingReporter:
    case Status::Forwarded:
    case Status::Redirected:
    case Status::Merged:
    case Status::Withdrawn:
    case Status::Rejected:
    case Status::Lapsed:
    case Status::Objection: return {};
  }
  return {};
}

std::vector<Role> holders(const Sop& sop, const State& state) {
  std::vector<Role> roles;
  for (const auto& task : tasks(sop, state))
    for (const Role role : task.roles)
      if (std::find(roles.begin(), roles.end(), role) == roles.end()) roles.push_back(role);
  return roles;
}

}  // namespace dumas::complaint
