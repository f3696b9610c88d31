#include "complaint/permissions.hpp"

#include <algorithm>

namespace dumas::complaint {
namespace {

using enum Status;
using enum Role;

const std::vector<Role>& actors(const Sop& sop, StepKey key) { return sop.step(key).actors; }

std::vector<Role> with(std::vector<Role> roles, std::initializer_list<Role> more) {
  for (const Role role : more)
    if (std::find(roles.begin(), roles.end(), role) == roles.end()) roles.push_back(role);
  return roles;
}

template <class List, class Value>
bool contains(const List& list, const Value& value) {
  return std::find(std::begin(list), std::end(list), value) != std::end(list);
}

Refusal wrong_role() { return {"WRONG_ROLE", "", "refusal.wrong_role"}; }

Checked judge(const Allowance& allowance, const State& state, const Actor& actor) {
  if (contains(state.recused, actor.user) && actor.user)
    return Refusal{"CONFLICT_OF_INTEREST", "", "refusal.conflict_of_interest"};
  if (!contains(allowance.roles, actor.role)) return wrong_role();
  const bool is_new = state.version == 0;
  if (is_new != (allowance.command == CommandKind::SubmitComplaint) || !contains(allowance.from, state.status))
    return Refusal{"WRONG_STATE", "", "refusal.wrong_state", {std::string{name(state.status)}}};
  return Done{};
}

}  // namespace

std::vector<Allowance> permission_matrix(const Sop& sop) {
  using enum CommandKind;
  const auto intake = actors(sop, StepKey::Intake);
  const auto unit = actors(sop, StepKey::Analysis);
  const auto reviewers = actors(sop, StepKey::Review);
  const auto writers = actors(sop, StepKey::Answer);
  const std::vector<Status> open{Received,
                                 Registered,
                                 Submitted,
                                 Disposed,
                                 UnderAnalysis,
                                 Analysed,
                                 Status::PlenaryScheduled,
                                 Decided,
                                 AnswerReady,
                                 Answered,
                                 FollowUp,
                                 Status::FollowUpReported,
                                 AwaitingReporter};
  return {
      {SubmitComplaint, {Received}, with(intake, {Reporter})},
      {Register, {Received}, intake},
      {SubmitToLeadership, {Registered}, actors(sop, StepKey::Submit)},
      {NoteDisposition, {Submitted}, actors(sop, StepKey::Disposition)},
      {AcceptDisposition, {Disposed}, unit},
      // The legal division is not an actor of the SOP table but one of its qualified executors (SOP identity box).
      {AskLegalOpinion, {UnderAnalysis}, unit},
      {AttachLegalOpinion, {UnderAnalysis}, {LegalDivision}},
      {ReportAnalysis, {UnderAnalysis}, unit},
      {ReturnAnalysis, {Analysed}, reviewers},
      {SchedulePlenary, {Analysed}, reviewers},
      // The Secretary keeps the plenary's papers, the Chair signs them (domain: "SECRETARY records, CHAIR confirms").
      {DraftMinutes, {Status::PlenaryScheduled}, {Secretary}},
      {ConfirmMinutes, {Status::PlenaryScheduled}, {Chair}},
      {RecordDecision, {Status::PlenaryScheduled}, {Secretary}},
      {PostponePlenary, {Status::PlenaryScheduled}, {Secretary, Chair}},
      {DraftAnswer, {Decided}, writers},
      {InitialAnswer, {Decided}, {SubsectionHead}},
      {ReturnAnswer, {Decided}, {SubsectionHead, Secretary, Chair}},
      {SignAnswer, {Decided}, {Secretary, Chair}},
      {DeliverAnswer, {AnswerReady}, actors(sop, StepKey::Delivery)},
      {RecordReceipt, {Answered}, actors(sop, StepKey::Delivery)},
      {StartFollowUp, {Answered}, actors(sop, StepKey::FollowUp)},
      {ReportFollowUp, {Answered, FollowUp}, actors(sop, StepKey::FollowUp)},
      {ReturnReport, {Status::FollowUpReported}, actors(sop, StepKey::FinalReport)},
      {AcceptReport, {Status::FollowUpReported}, actors(sop, StepKey::FinalReport)},
      {SendMessage, open, with(with(intake, {Reporter}), {ComplaintUnit})},
      // Whoever may sign a letter may cancel it, until it has left the office.
      {VoidAnswer, {AnswerReady}, {Secretary, Chair}},
  };
}

Checked may(const Sop& sop, const State& state, const Actor& actor, CommandKind command) {
  for (const auto& allowance : permission_matrix(sop))
    if (allowance.command == command) return judge(allowance, state, actor);
  return wrong_role();
}

std::vector<CommandKind> open_commands(const Sop& sop, const State& state, const Actor& actor) {
  std::vector<CommandKind> commands;
  for (const auto& allowance : permission_matrix(sop))
    if (judge(allowance, state, actor).ok()) commands.push_back(allowance.command);
  return commands;
}

bool allows(Role role, Permission permission) {
  const auto one_of = [role](std::initializer_list<Role> roles) { return contains(roles, role); };
  switch (permission) {
    case Permission::ReadCases:
      return one_of({FrontDesk, OnlineOperator, ComplaintUnit, Secretary, Chair, Commissioner, LegalDivision,
                     SubsectionHead, Auditor});
    case Permission::RevealIdentity:  // those who write to, meet or answer the complainant
      return one_of({FrontDesk, OnlineOperator, ComplaintUnit, Secretary, Chair});
    case Permission::WriteRegister: return one_of({FrontDesk, OnlineOperator});
    case Permission::ReadRegister: return one_of({FrontDesk, OnlineOperator, ComplaintUnit, Secretary, Chair, Auditor});
    case Permission::ManageMeetings: return one_of({Secretary, Chair});
    case Permission::ReadMeetings:
      return one_of({Secretary, Chair, Commissioner, ComplaintUnit, LegalDivision, Auditor});
    case Permission::ReadReports:
      return one_of({Secretary, Chair, Commissioner, ComplaintUnit, SubsectionHead, Auditor});
    case Permission::ManageUsers: return one_of({Admin});
    case Permission::FileScans: return one_of({FrontDesk, OnlineOperator, ComplaintUnit, Secretary, Chair});
    case Permission::Delegate: return one_of({Secretary, Chair});
    case Permission::ReadAudit: return one_of({Auditor});
  }
  return false;
}

bool sees_case(Role role, const State& state) {
  if (!allows(role, Permission::ReadCases)) return false;
  switch (role) {
    case Role::Commissioner:  // a member of the plenary meets a case when it is put before the plenary
      return static_cast<bool>(state.meeting) || state.resolution.has_value();
    case Role::LegalDivision:  // asked for an opinion, or once given
      return state.opinion_asked || state.has(DocumentType::LegalOpinion);
    case Role::SubsectionHead:  // initials the answer
      return state.has(DocumentType::AnswerLetter);
    case Role::FrontDesk:
    case Role::OnlineOperator:
    case Role::ComplaintUnit:
    case Role::Secretary:
    case Role::Chair:
    case Role::Auditor: return true;
    case Role::Reporter:
    case Role::Ppid:
    case Role::IntegrityTeam:
    case Role::Admin:
    case Role::Timer: return false;
  }
  return false;
}

}  // namespace dumas::complaint
