// SOP rows 2 and 3: the sheet is opened, the leaders note, the row's rule says when it goes on (A4).
#include "fixtures.hpp"

#include <doctest/doctest.h>

using namespace dumas;
using namespace dumas::complaint;
using namespace dumas::complaint::testing;

namespace {
Run submitted(ActorRule rule) {
  Run run;
  row_of(run.sop, StepKey::Disposition).rule = rule;
  return run_at(Status::Submitted, std::move(run));
}
}  // namespace

TEST_CASE("the desk opens the sheet; the leadership's part is not theirs") {
  const Run run = run_at(Status::Submitted);
  CHECK(run.state.has(DocumentType::Disposition));
  CHECK(run.last().completes_step == 2);
  CHECK(run.refused(good::disposition(), desk) == "WRONG_ROLE");
  CHECK(run.refused(SubmitToLeadership{}, desk) == "WRONG_STATE");
  CHECK(run_at(Status::Received).refused(SubmitToLeadership{}, desk) == "WRONG_STATE");
  CHECK(run_at(Status::Registered).refused(SubmitToLeadership{}, secretary) == "WRONG_ROLE");
}

TEST_CASE("rows 2 and 3 need their kelengkapan") {
  Run run = run_at(Status::Registered);
  run.state.documents.erase(DocumentType::ComplaintForm);
  CHECK(run.refused(SubmitToLeadership{}, desk) == "MISSING_DOC:COMPLAINT_FORM");
  Run sheet = run_at(Status::Submitted);
  sheet.state.documents.erase(DocumentType::Disposition);
  CHECK(sheet.refused(good::disposition(), chair) == "MISSING_DOC:DISPOSITION");
  sheet = run_at(Status::Submitted);
  sheet.state.documents.erase(DocumentType::ComplaintFile);
  CHECK(sheet.refused(good::disposition(), chair) == "MISSING_DOC:COMPLAINT_FILE");
}

TEST_CASE("a note needs an instruction and a target") {
  CHECK(not_missed<NoteDisposition>(run_at(Status::Submitted), good::disposition(), chair,
                                    {{"instructions", [](auto& c) { c.instructions.clear(); }},
                                     {"targets", [](auto& c) { c.targets.clear(); }}}) == "");
}

TEST_CASE("S4, rule ALL: both leaders, in any order, each once") {
  for (const auto& [first, second] : {std::pair{secretary, chair}, std::pair{chair, secretary}}) {
    Run run = submitted(ActorRule::All);
    CHECK(run.must(good::disposition(), first).size() == 1);
    CHECK(run.state.status == Status::Submitted);
    CHECK(run.last().completes_step == 0);
    CHECK(run.refused(AcceptDisposition{}, unit) == "WRONG_STATE");
    CHECK(run.refused(good::disposition(), first) == "WRONG_STATE");
    CHECK(run.must(good::disposition(), second).size() == 2);
    CHECK(run.state.status == Status::Disposed);
    CHECK(run.last().completes_step == 3);
  }
}

TEST_CASE("rule ANY: one leader is enough") {
  Run run = submitted(ActorRule::Any);
  run.must(good::disposition(), chair);
  CHECK(run.state.status == Status::Disposed);
  CHECK(run.refused(good::disposition(), secretary) == "WRONG_STATE");
}

TEST_CASE("rule SEQUENCE: the Secretary before the Chair") {
  Run run = submitted(ActorRule::Sequence);
  CHECK(run.refused(good::disposition(), chair) == "ACTOR_RULE_PENDING:SECRETARY");
  run.must(good::disposition(), secretary);
  CHECK(run.state.status == Status::Submitted);
  CHECK(run.refused(good::disposition(), secretary) == "WRONG_STATE");
  run.must(good::disposition(), chair);
  CHECK(run.state.status == Status::Disposed);
}

TEST_CASE("a Plh. acts for the Chair and it stays written down that he did") {
  Run run = submitted(ActorRule::All);
  run.must(good::disposition(), secretary);
  Actor acting = person(Role::Chair, Capacity::Plh);
  acting.user = UserId{777};
  run.must(good::disposition(), acting);
  CHECK(run.state.status == Status::Disposed);
  CHECK(run.last().actor == acting);
  CHECK(run.newest(DocumentType::DispositionNote).text("capacity") == "PLH");
  CHECK(run.newest(DocumentType::DispositionNote).text("leader") == "CHAIR");
}
