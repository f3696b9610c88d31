// SOP row 6: quorum, votes, minutes, the Chair's signature, decision, postponement.
#include "fixtures.hpp"

#include <doctest/doctest.h>

using namespace dumas;
using namespace dumas::complaint;
using namespace dumas::complaint::testing;

#include <limits>

namespace {
Run held(std::size_t present) {
  Run run = run_at(Status::PlenaryScheduled);
  run.clock("2026-12-02");
  run.attend(present);
  return run;
}
}  // namespace

TEST_CASE("the Secretary writes, the Chair signs, the decision is recorded") {
  Run run = held(5);
  run.must(good::minutes(4, 1, 0), secretary);
  CHECK(run.state.status == Status::PlenaryScheduled);
  CHECK(run.state.voters.size() == 5);
  CHECK(run.refused(RecordDecision{}, secretary) == "MISSING_DOC:PLENARY_MINUTES");
  CHECK(run.refused(ConfirmMinutes{}, secretary) == "WRONG_ROLE");
  run.must(ConfirmMinutes{}, chair);
  CHECK(run.refused(ConfirmMinutes{}, chair) == "WRONG_STATE");
  CHECK(run.refused(RecordDecision{}, chair) == "WRONG_ROLE");
  run.must(RecordDecision{}, secretary);
  CHECK(run.state.status == Status::Decided);
  CHECK(run.state.resolution == Resolution::Answer);
  CHECK(run.last().completes_step == 6);
}

TEST_CASE("S5: no decision without signed minutes, no delivery before the answer") {
  const Run run = run_at(Status::PlenaryScheduled);
  CHECK(run.refused(good::handover(), unit) == "WRONG_STATE");
  CHECK(run.refused(RecordDecision{}, secretary) == "MISSING_DOC:PLENARY_MINUTES");
  CHECK(run.refused(ConfirmMinutes{}, chair) == "MISSING_DOC:PLENARY_MINUTES");
}

TEST_CASE("S6: quorum of three, four and five present") {
  CHECK(held(3).refused(good::minutes(3), secretary) == "NO_QUORUM");
  CHECK(held(3).refused(RecordDecision{}, secretary) == "NO_QUORUM");
  CHECK(held(4).refused(good::minutes(4), secretary) == "accepted");
  CHECK(held(4).refused(good::minutes(3, 1, 0), secretary) == "accepted");
  CHECK(held(4).refused(good::minutes(2, 2, 0), secretary) == "NO_QUORUM in_favour");
  CHECK(held(5).refused(good::minutes(3, 1, 1), secretary) == "accepted");
  CHECK(held(5).refused(good::minutes(2, 2, 1), secretary) == "NO_QUORUM in_favour");
}

TEST_CASE("quorum is a setting") {
  Run run = held(3);
  run.office.quorum = {.members = 5, .present = 3, .in_favour = 2};
  CHECK(run.refused(good::minutes(2, 1, 0), secretary) == "accepted");
}

TEST_CASE("as many votes as people, none below zero, none beyond counting") {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  const Run run = held(5);
  CHECK(run.refused(good::minutes(4, 0, 0), secretary) == "INVALID_INPUT in_favour");
  CHECK(run.refused(good::minutes(5, 1, 0), secretary) == "INVALID_INPUT in_favour");
  CHECK(run.refused(good::minutes(6, -1, 0), secretary) == "INVALID_INPUT in_favour");
  CHECK(run.refused(good::minutes(5, 1, -1), secretary) == "INVALID_INPUT in_favour");
  CHECK(run.refused(good::minutes(most, most, 7), secretary) == "INVALID_INPUT in_favour");
}

TEST_CASE("minutes need attendance, their fields and the kelengkapan") {
  CHECK(run_at(Status::PlenaryScheduled).refused(good::minutes(), secretary) == "MISSING_DOC:ATTENDANCE_LIST");
  CHECK(not_missed<DraftMinutes>(held(5), good::minutes(), secretary,
                                 {{"points", [](auto& c) { c.points.clear(); }},
                                  {"points",
                                   [](auto& c) {
                                     c.points = {"", ""};
                                   }},
                                  {"discussion", [](auto& c) { c.discussion.clear(); }},
                                  {"resolution", [](auto& c) { c.resolution.reset(); }},
                                  {"decision", [](auto& c) { c.decision.clear(); }},
                                  {"number", [](auto& c) { c.number = "nomor Budi 1"; }}}) == "");
  for (const auto type : {DocumentType::Disposition, DocumentType::ComplaintFile}) {
    Run run = held(5);
    run.state.documents.erase(type);
    CHECK(run.refused(good::minutes(), secretary) == "MISSING_DOC:" + std::string{name(type)});
  }
  CHECK(held(5).refused(good::minutes(), unit) == "WRONG_ROLE");
}

TEST_CASE("another meeting's attendance is not this one's") {
  Run run = held(5);
  auto facts = run.facts(good::minutes(), secretary);
  facts.meeting->id = MeetingId{42};
  const auto decision = decide(run.state, good::minutes(), facts);
  REQUIRE_FALSE(decision.ok());
  CHECK(decision.refusal().code == "MISSING_DOC:ATTENDANCE_LIST");
}

TEST_CASE("a redraft keeps its number and takes the Chair's signature away") {
  Run run = held(5);
  run.must(good::minutes(), secretary);
  const auto number = run.state.minutes_number;
  const auto next = run.next_sequence;
  run.must(ConfirmMinutes{}, chair);
  run.must(good::minutes(3, 2, 0), secretary);
  CHECK(run.state.minutes_number == number);
  CHECK(run.next_sequence == next);
  CHECK_FALSE(run.state.minutes_confirmed);
  CHECK(run.refused(RecordDecision{}, secretary) == "MISSING_DOC:PLENARY_MINUTES");
}

TEST_CASE("a number taken by hand is free or refused") {
  Run run = held(5);
  auto c = good::minutes();
  c.number = run.state.register_number;  // stands in the register already
  run.given_numbers.insert(c.number);
  CHECK(run.refused(c, secretary) == "NUMBER_TAKEN number");
  c.number = "20/HK.03.2-Kpt/3571/Sek-Kot/XI/2021";
  const auto next = run.next_sequence;
  run.must(c, secretary);
  CHECK(run.state.minutes_number == c.number);
  CHECK(run.next_sequence == next);
  run.given_numbers.insert(c.number);
  CHECK(run.refused(c, secretary) == "accepted");  // its own number, on a redraft
}

TEST_CASE("a postponement needs a reason and another, coming meeting") {
  Run run = held(3);
  const auto later = run.call_meeting("2026-12-03");
  const auto past = run.call_meeting("2026-12-01");
  auto silent = good::postponement(later);
  silent.reason.clear();
  CHECK(run.refused(silent, chair) == "REASON_REQUIRED reason");
  CHECK(run.refused(good::postponement({}), chair) == "INVALID_INPUT meeting");
  CHECK(run.refused(good::postponement(run.state.meeting), chair) == "INVALID_INPUT meeting");
  CHECK(run.refused(good::postponement(MeetingId{77}), chair) == "INVALID_INPUT meeting");
  CHECK(run.refused(good::postponement(past), chair) == "INVALID_INPUT meeting");
  CHECK(run.refused(good::postponement(later), unit) == "WRONG_ROLE");
  run.must(good::postponement(later), chair);
  CHECK(run.state.status == Status::PlenaryScheduled);
  CHECK(run.state.meeting == later);
  CHECK(run.last().completes_step == 0);
  CHECK(run.refused(good::minutes(), secretary) == "MISSING_DOC:ATTENDANCE_LIST");
}

TEST_CASE("unsigned minutes do not outlive a postponement, signed ones forbid it") {
  Run run = held(5);
  const auto later = run.call_meeting("2026-12-03");
  run.must(good::minutes(), secretary);
  Run signed_run = run;
  run.must(good::postponement(later), secretary);
  CHECK_FALSE(run.state.has(DocumentType::PlenaryMinutes));
  CHECK_FALSE(run.state.resolution);
  CHECK(run.state.voters.empty());
  CHECK(run.state.votes_in_favour == 0);
  CHECK(run.refused(ConfirmMinutes{}, chair) == "MISSING_DOC:PLENARY_MINUTES");
  signed_run.must(ConfirmMinutes{}, chair);
  CHECK(signed_run.refused(good::postponement(later), secretary) == "WRONG_STATE");
}
