// SOP rows 9 and 10: follow-up with and without an event, the report, the closing.
#include "fixtures.hpp"

#include <doctest/doctest.h>

using namespace dumas;
using namespace dumas::complaint;
using namespace dumas::complaint::testing;

TEST_CASE("a plain answer: a reasoned statement and the nota dinas") {
  Run run = run_at(Status::Answered);
  const auto next = run.next_sequence;
  run.must(good::report_without_event(), unit);
  CHECK(run.state.status == Status::FollowUpReported);
  CHECK(run.state.memo_number == std::to_string(next) + "/UMUM/2026");
  CHECK(run.last().completes_step == 9);
  CHECK_FALSE(std::get<FollowUpReported>(run.last().data).event_held);
  CHECK_FALSE(std::get<FollowUpReported>(run.last().data).outcome);
  CHECK(run.newest(DocumentType::MeetingNotes).text("no_event_reason") == "Jawaban sudah cukup.");
}

TEST_CASE("without an event an outcome typed by mistake is not reported") {
  Run run = run_at(Status::Answered);
  auto c = good::report_without_event();
  c.outcome = Outcome::Agreed;
  run.must(c, unit);
  CHECK_FALSE(std::get<FollowUpReported>(run.last().data).outcome);
}

TEST_CASE("an event: plan, notes, attendance, outcome") {
  for (const auto kind : {ActivityKind::Dialogue, ActivityKind::Mediation, ActivityKind::Clarification}) {
    Run run = run_at(Status::Answered);
    run.must(good::activity(kind), unit);
    CHECK(run.state.status == Status::FollowUp);
    CHECK(run.state.activity == kind);
    CHECK(run.refused(good::activity(kind), unit) == "WRONG_STATE");
    run.must(good::report_of_event(), unit);
    CHECK(run.state.status == Status::FollowUpReported);
    CHECK(std::get<FollowUpReported>(run.last().data).outcome == Outcome::Agreed);
    CHECK(run.newest(DocumentType::MeetingNotes).list("attendance").size() == 2);
    CHECK(run.newest(DocumentType::ActivityMemo).text("proceedings").empty());
  }
}

TEST_CASE("what an event needs") {
  CHECK(not_missed<StartFollowUp>(run_at(Status::Answered), good::activity(), unit,
                                  {{"kind", [](auto& c) { c.kind.reset(); }},
                                   {"date", [](auto& c) { c.date.reset(); }},
                                   {"place", [](auto& c) { c.place.clear(); }},
                                   {"participants", [](auto& c) { c.participants.clear(); }},
                                   {"participants", [](auto& c) {
                                      c.participants = {"", ""};
                                    }}}) == "");
  const Run run = run_at(Status::FollowUp);
  CHECK(not_missed<ReportFollowUp>(run, good::report_of_event(), unit,
                                   {{"chaired_by", [](auto& c) { c.chaired_by.clear(); }},
                                    {"note_taker", [](auto& c) { c.note_taker.clear(); }},
                                    {"outcome", [](auto& c) { c.outcome.reset(); }},
                                    {"results", [](auto& c) { c.results.clear(); }},
                                    {"recommendation", [](auto& c) { c.recommendation.clear(); }},
                                    {"number", [](auto& c) { c.number = "nota Budi 7"; }}}) == "");
  auto c = good::report_of_event();
  c.attendance.clear();
  CHECK(run.refused(c, unit) == "MISSING_DOC:ATTENDANCE_LIST");
  c = good::report_of_event();
  c.proceedings.clear();
  CHECK(run.refused(c, unit) == "MISSING_DOC:MEETING_NOTES");
  CHECK(run.refused(good::report_without_event(), unit) == "INVALID_INPUT chaired_by");
}

TEST_CASE("without an event the reason is needed, or notes always, as the SOP says") {
  auto c = good::report_without_event();
  c.no_event_reason.clear();
  CHECK(run_at(Status::Answered).refused(c, unit) == "REASON_REQUIRED no_event_reason");
  Run run = run_at(Status::Answered);
  run.sop.notes_required = NotesRequired::Always;
  CHECK(run.refused(good::report_without_event(), unit) == "MISSING_DOC:MEETING_NOTES");
}

TEST_CASE("row 9 needs the letter and the receipt, and is the unit's") {
  for (const auto type : {DocumentType::AnswerLetter, DocumentType::Receipt}) {
    Run run = run_at(Status::Answered);
    run.state.documents.erase(type);
    CHECK(run.refused(good::activity(), unit) == "MISSING_DOC:" + std::string{name(type)});
    CHECK(run.refused(good::report_without_event(), unit) == "MISSING_DOC:" + std::string{name(type)});
  }
  CHECK(run_at(Status::Answered).refused(good::activity(), desk) == "WRONG_ROLE");
}

TEST_CASE("a returned report comes again under its number") {
  for (const auto from : {Status::Answered, Status::FollowUp}) {
    Run run = run_at(from);
    const auto report = from == Status::Answered ? good::report_without_event() : good::report_of_event();
    run.must(report, unit);
    const auto number = run.state.memo_number;
    const auto next = run.next_sequence;
    CHECK(run.refused(ReturnReport{}, chair) == "REASON_REQUIRED reason");
    CHECK(run.refused(good::because<ReturnReport>("kurang"), unit) == "WRONG_ROLE");
    run.must(good::because<ReturnReport>("kurang"), chair);
    CHECK(run.state.status == from);
    CHECK(run.refused(AcceptReport{}, chair) == "WRONG_STATE");
    run.must(report, unit);
    CHECK(run.state.memo_number == number);
    CHECK(run.next_sequence == next);
  }
}

TEST_CASE("a nota dinas numbered by hand: free, and correctable when it comes again") {
  Run run = run_at(Status::Answered);
  auto c = good::report_without_event();
  c.number = run.state.answer_number;
  CHECK(run.refused(c, unit) == "NUMBER_TAKEN number");
  run.must(good::report_without_event(), unit);
  run.must(good::because<ReturnReport>("nomor salah"), secretary);
  c.number = "12/ND/2026";
  run.must(c, unit);
  CHECK(run.state.memo_number == "12/ND/2026");
}

TEST_CASE("either leader closes; the citizen's case is done") {
  for (const auto& leader : {secretary, chair}) {
    Run run = run_at(Status::FollowUpReported);
    run.must(AcceptReport{}, leader);
    CHECK(run.state.status == Status::Closed);
    CHECK(run.state.closed == run.now);
    CHECK(run.last().completes_step == 10);
    CHECK(is_terminal(run.state.status));
    CHECK(run.state.has(DocumentType::ClosingNote));
  }
  CHECK(run_at(Status::FollowUpReported).refused(AcceptReport{}, unit) == "WRONG_ROLE");
  for (const auto type : {DocumentType::ActivityMemo, DocumentType::MeetingNotes}) {
    Run run = run_at(Status::FollowUpReported);
    run.state.documents.erase(type);
    CHECK(run.refused(AcceptReport{}, chair) == "MISSING_DOC:" + std::string{name(type)});
  }
}

TEST_CASE("S1: the whole road, each row once and in order, none late") {
  const Run run = run_at(Status::Closed);
  std::vector<int> rows;
  for (const auto& event : run.events) {
    if (event.completes_step != 0) rows.push_back(event.completes_step);
    CHECK(event.days_late == 0);
  }
  CHECK(rows == std::vector<int>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  CHECK(run.state.late_steps == 0);
  CHECK(run.state.version == static_cast<std::int64_t>(run.events.size()));
}

TEST_CASE("closing late needs a reason and keeps how late") {
  Run run = run_at(Status::FollowUpReported);
  run.clock("2026-12-07");  // Monday; H5 was Friday
  CHECK(run.refused(AcceptReport{}, chair) == "REASON_REQUIRED late_reason");
  AcceptReport c;
  c.late_reason = "Ketua dinas luar.";
  run.must(c, chair);
  CHECK(run.state.days_late == 1);
  CHECK(run.state.late_steps == 1);
  CHECK(std::get<ComplaintClosed>(run.last().data).days_late == 1);
  CHECK(run.newest(DocumentType::ClosingNote).text("late_reason") == c.late_reason);
}

TEST_CASE("after the last day's closing time the reason is needed on that very day") {
  Run run = run_at(Status::FollowUpReported);
  run.clock("2026-12-04", "15:30");
  CHECK(run.refused(AcceptReport{}, chair) == "accepted");
  run.clock("2026-12-04", "15:31");
  CHECK(run.refused(AcceptReport{}, chair) == "REASON_REQUIRED late_reason");
}

TEST_CASE("a late row is still done, and counted") {
  Run run = run_at(Status::UnderAnalysis);
  run.clock("2026-12-03");  // row 4 was due on 1 December
  run.must(good::analysis(), unit);
  CHECK(run.last().days_late == 2);
  CHECK(run.state.late_steps == 1);
}

TEST_CASE("words between citizen and office, as long as the case is open") {
  Run run = run_at(Status::Answered);
  CHECK(run.refused(SendMessage{}, citizen) == "INVALID_INPUT text");
  run.must(good::message(), citizen);
  run.must(good::message(), citizen);
  CHECK(run.state.unread_messages == 2);
  CHECK(run.newest(DocumentType::Message).text("by") == "REPORTER");
  CHECK(run.state.status == Status::Answered);
  run.must(good::message("Besok."), unit);
  CHECK(run.state.unread_messages == 0);
  CHECK(run.newest(DocumentType::Message).text("by") == "OFFICE");
  CHECK(run.refused(good::message(), person(Role::Auditor)) == "WRONG_ROLE");
  CHECK(run_at(Status::Closed).refused(good::message(), citizen) == "WRONG_STATE");
}
