// "Perlu tindakan saya": what stands on the lists of the office can be done by those on whose lists it stands, and
// whoever only works off his list brings the case to its end.
#include "complaint/tasks.hpp"

#include "fixtures.hpp"

#include <doctest/doctest.h>

using namespace dumas;
using namespace dumas::complaint;
using namespace dumas::complaint::testing;

namespace {

Command filled(CommandKind wanted, const Run& run) {
  using enum CommandKind;
  switch (wanted) {
    case SubmitComplaint: return good::submit();
    case Register: return good::registration();
    case NoteDisposition: return good::disposition();
    case AskLegalOpinion: return good::question();
    case AttachLegalOpinion: return good::opinion();
    case ReportAnalysis: return good::analysis();
    case ReturnAnalysis: return good::because<complaint::ReturnAnalysis>("kurang");
    case SchedulePlenary: return good::schedule(run.meetings.begin()->first);
    case DraftMinutes: return good::minutes();
    case PostponePlenary: return good::postponement(run.meetings.rbegin()->first);
    case DraftAnswer: return good::answer(Role::Chair);
    case ReturnAnswer: return good::because<complaint::ReturnAnswer>("salah");
    case DeliverAnswer: return good::posted();
    case RecordReceipt: return good::receipt();
    case StartFollowUp: return good::activity();
    case ReportFollowUp:
      return run.state.status == Status::FollowUp ? good::report_of_event() : good::report_without_event();
    case ReturnReport: return good::because<complaint::ReturnReport>("kurang");
    case SendMessage: return good::message();
    case VoidAnswer: return good::because<complaint::VoidAnswer>("salah nomor");
    case SubmitToLeadership:
    case AcceptDisposition:
    case ConfirmMinutes:
    case RecordDecision:
    case InitialAnswer:
    case SignAnswer:
    case AcceptReport: return make_command(wanted);
  }
  throw std::logic_error("no such command");
}

}  // namespace

TEST_CASE("who only works off the lists brings the case to its end, and every name on a list can do it") {
  for (const auto rule : {ActorRule::All, ActorRule::Any, ActorRule::Sequence}) {
    Run run;
    row_of(run.sop, StepKey::Disposition).rule = row_of(run.sop, StepKey::Review).rule = rule;
    run.must(good::submit(), citizen);
    run.call_meeting("2026-11-30");
    bool asked = false, returned = false;
    for (int n = 0; n < 40 && run.state.status != Status::Closed; ++n) {
      if (run.state.status == Status::UnderAnalysis && !asked) {
        run.must(good::question(), unit);
        asked = true;
      }
      if (run.state.answer_initialled && !returned) {
        run.must(good::because<ReturnAnswer>("salah"), chair);
        returned = true;
      }
      if (run.state.status == Status::PlenaryScheduled) run.attend(5);
      const auto open = tasks(run.sop, run.state);
      CAPTURE(name(run.state.status));
      REQUIRE_FALSE(open.empty());
      for (const auto& task : open) {
        REQUIRE_FALSE(task.roles.empty());
        for (const Role role : task.roles) {
          CAPTURE(name(role));
          CHECK(may(run.sop, run.state, person(role), task.command).ok());
          CHECK(sees_case(role, run.state));
          CHECK(run.refused(filled(task.command, run), person(role)) ==
                (task.command == CommandKind::ReportAnalysis && run.state.opinion_asked
                     ? "MISSING_DOC:LEGAL_OPINION opinion_waiver"
                     : "accepted"));
        }
      }
      run.must(filled(open.front().command, run), person(open.front().roles.front()));
    }
    CHECK(run.state.status == Status::Closed);
    CHECK(tasks(run.sop, run.state).empty());
  }
}

TEST_CASE("side branches and ends wait for nobody on the main road") {
  State state = run_at(Status::Registered).state;
  for (const auto status :
       {Status::Closed, Status::Forwarded, Status::Merged, Status::Rejected, Status::Withdrawn, Status::Lapsed}) {
    state.status = status;
    CHECK(tasks(kediri_sop(), state).empty());
  }
}
