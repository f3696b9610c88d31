// SOP row 5: the leadership returns the analysis with a reason, or takes it to a plenary.
#include "fixtures.hpp"

#include <doctest/doctest.h>

using namespace dumas;
using namespace dumas::complaint;
using namespace dumas::complaint::testing;

TEST_CASE("a return needs a reason and takes the first leader's note away") {
  Run run = run_at(Status::Analysed);
  const auto meeting = run.call_meeting("2026-12-02");
  CHECK(run.refused(ReturnAnalysis{}, chair) == "REASON_REQUIRED reason");
  CHECK(run.refused(good::because<ReturnAnalysis>("kurang"), unit) == "WRONG_ROLE");
  run.must(good::schedule(meeting), secretary);
  CHECK(run.state.meeting == meeting);
  run.must(good::because<ReturnAnalysis>("kurang"), chair);
  CHECK(run.state.status == Status::UnderAnalysis);
  CHECK(run.state.reviewed.empty());
  CHECK_FALSE(run.state.meeting);
  CHECK(run.newest(DocumentType::AnalysisReturn).text("reason") == "kurang");
  run.must(good::analysis(), unit);
  CHECK(run.refused(good::schedule({}), chair) == "INVALID_INPUT meeting");
  run.must(good::schedule(meeting), secretary);  // he reviews the new report anew
  CHECK(run.state.status == Status::Analysed);
}

TEST_CASE("rule ALL: both review, the second may join the first's meeting") {
  Run run = run_at(Status::Analysed);
  const auto meeting = run.call_meeting("2026-12-02");
  run.must(good::schedule(meeting), chair);
  CHECK(run.state.status == Status::Analysed);
  CHECK(run.refused(good::schedule(meeting), chair) == "WRONG_STATE");
  run.must(good::schedule({}), secretary);
  CHECK(run.state.status == Status::PlenaryScheduled);
  CHECK(run.state.meeting == meeting);
  CHECK(run.last().completes_step == 5);
}

TEST_CASE("rules ANY and SEQUENCE hold in review, too") {
  Run any;
  row_of(any.sop, StepKey::Review).rule = ActorRule::Any;
  any = run_at(Status::Analysed, std::move(any));
  any.must(good::schedule(any.call_meeting("2026-12-02")), chair);
  CHECK(any.state.status == Status::PlenaryScheduled);
  Run sequence;
  row_of(sequence.sop, StepKey::Review).rule = ActorRule::Sequence;
  sequence = run_at(Status::Analysed, std::move(sequence));
  const auto meeting = sequence.call_meeting("2026-12-02");
  CHECK(sequence.refused(good::schedule(meeting), chair) == "ACTOR_RULE_PENDING:SECRETARY");
  sequence.must(good::schedule(meeting), secretary);
  sequence.must(good::schedule({}), chair);
  CHECK(sequence.state.status == Status::PlenaryScheduled);
}

TEST_CASE("the note, the meeting and the kelengkapan must be there") {
  Run run = run_at(Status::Analysed);
  const auto meeting = run.call_meeting("2026-12-02");
  const auto past = run.call_meeting("2026-11-30");
  auto silent = good::schedule(meeting);
  silent.review_note.clear();
  CHECK(run.refused(silent, chair) == "INVALID_INPUT review_note");
  CHECK(run.refused(good::schedule({}), chair) == "INVALID_INPUT meeting");
  CHECK(run.refused(good::schedule(MeetingId{99}), chair) == "INVALID_INPUT meeting");
  CHECK(run.refused(good::schedule(past), chair) == "INVALID_INPUT meeting");
  for (const auto type : {DocumentType::Disposition, DocumentType::ComplaintFile}) {
    Run bare = run;
    bare.state.documents.erase(type);
    CHECK(bare.refused(good::schedule(meeting), chair) == "MISSING_DOC:" + std::string{name(type)});
  }
}

TEST_CASE("the second leader cannot join a meeting that is past by then") {
  Run run = run_at(Status::Analysed);
  run.must(good::schedule(run.call_meeting("2026-12-02")), secretary);
  run.clock("2026-12-03");
  CHECK(run.refused(good::schedule({}), chair) == "INVALID_INPUT meeting");
  CHECK(run.refused(good::schedule(run.call_meeting("2026-12-04")), chair) == "accepted");
}
