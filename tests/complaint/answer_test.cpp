// SOP row 7: draft, initials, signature, number.
#include "fixtures.hpp"

#include <doctest/doctest.h>

using namespace dumas;
using namespace dumas::complaint;
using namespace dumas::complaint::testing;

namespace {
Run drafted(Role signatory = Role::Secretary) {
  Run run = run_at(Status::Decided);
  run.must(good::answer(signatory), unit);
  return run;
}
}  // namespace

TEST_CASE("draft, initials, signature: the letter gets its number") {
  Run run = drafted();
  CHECK(run.refused(SignAnswer{}, secretary) == "ACTOR_RULE_PENDING:SUBSECTION_HEAD");
  run.must(InitialAnswer{}, head);
  CHECK(run.refused(InitialAnswer{}, head) == "WRONG_STATE");
  CHECK(run.refused(SignAnswer{}, chair) == "WRONG_ROLE");
  const auto next = run.next_sequence;
  run.must(SignAnswer{}, secretary);
  CHECK(run.state.status == Status::AnswerReady);
  CHECK(run.state.answer_number == std::to_string(next) + "/UMUM/2026");
  CHECK(run.last().completes_step == 7);
  CHECK(run.refused(good::answer(), unit) == "WRONG_STATE");
}

TEST_CASE("the signatory is the one the draft names") {
  Run run = drafted(Role::Chair);
  run.must(InitialAnswer{}, head);
  CHECK(run.refused(SignAnswer{}, secretary) == "WRONG_ROLE");
  Actor acting = person(Role::Chair, Capacity::Plt);
  acting.user = UserId{778};
  run.must(SignAnswer{}, acting);
  CHECK(run.last().actor.capacity == Capacity::Plt);
}

TEST_CASE("a draft needs its parts and the signed minutes") {
  const Run run = run_at(Status::Decided);
  CHECK(not_missed<DraftAnswer>(run, good::answer(), unit,
                                {{"findings", [](auto& c) { c.findings.clear(); }},
                                 {"findings",
                                  [](auto& c) {
                                    c.findings = {"", ""};
                                  }},
                                 {"legal_basis", [](auto& c) { c.legal_basis.clear(); }},
                                 {"decision", [](auto& c) { c.decision.clear(); }},
                                 {"next_steps", [](auto& c) { c.next_steps.clear(); }},
                                 {"signatory", [](auto& c) { c.signatory.reset(); }},
                                 {"signatory", [](auto& c) { c.signatory = Role::ComplaintUnit; }}}) == "");
  for (const auto type : {DocumentType::Disposition, DocumentType::ComplaintFile, DocumentType::PlenaryMinutes}) {
    Run bare = run;
    bare.state.documents.erase(type);
    CHECK(bare.refused(good::answer(), unit) == "MISSING_DOC:" + std::string{name(type)});
  }
  CHECK(run.refused(good::answer(), secretary) == "WRONG_ROLE");
}

TEST_CASE("nothing is initialled, returned or signed before it is drafted") {
  const Run run = run_at(Status::Decided);
  CHECK(run.refused(InitialAnswer{}, head) == "MISSING_DOC:ANSWER_LETTER");
  CHECK(run.refused(good::because<ReturnAnswer>("salah"), head) == "MISSING_DOC:ANSWER_LETTER");
  CHECK(run.refused(SignAnswer{}, secretary) == "MISSING_DOC:ANSWER_LETTER");
}

TEST_CASE("a new draft takes the initials away") {
  Run run = drafted();
  run.must(InitialAnswer{}, head);
  run.must(good::answer(), unit);
  CHECK(run.refused(SignAnswer{}, secretary) == "ACTOR_RULE_PENDING:SUBSECTION_HEAD");
}

TEST_CASE("a return needs a reason, takes the initials away, and wants a new draft") {
  Run run = drafted();
  run.must(InitialAnswer{}, head);
  CHECK(run.refused(ReturnAnswer{}, secretary) == "REASON_REQUIRED reason");
  run.must(good::because<ReturnAnswer>("salah nama"), secretary);
  CHECK(run.state.status == Status::Decided);
  CHECK(run.refused(SignAnswer{}, secretary) == "ACTOR_RULE_PENDING:SUBSECTION_HEAD");
  CHECK(run.refused(InitialAnswer{}, head) == "WRONG_STATE");
  run.must(good::answer(), unit);
  CHECK(run.refused(InitialAnswer{}, head) == "accepted");
}

TEST_CASE("a signed letter is cancelled with a reason, is drafted anew and takes another number") {
  Run run = drafted();
  run.must(InitialAnswer{}, head);
  run.must(SignAnswer{}, secretary);
  const auto first = run.state.answer_number;
  CHECK(run.refused(VoidAnswer{}, secretary) == "REASON_REQUIRED reason");
  CHECK(run.refused(good::because<VoidAnswer>("salah alamat"), unit) == "WRONG_ROLE");
  run.must(good::because<VoidAnswer>("salah alamat"), secretary);
  CHECK(run.state.status == Status::Decided);
  CHECK(run.state.answer_number.empty());
  CHECK(run.refused(InitialAnswer{}, head) == "WRONG_STATE");
  run.must(good::answer(), unit);
  run.must(InitialAnswer{}, head);
  run.must(SignAnswer{}, secretary);
  CHECK(run.state.answer_number != first);
  run.must(good::posted(), unit);
  CHECK(run.refused(good::because<VoidAnswer>("terlambat"), secretary) == "WRONG_STATE");
}

TEST_CASE("a number taken by hand is free, and looks like one") {
  Run run = drafted();
  run.must(InitialAnswer{}, head);
  SignAnswer c;
  c.number = "Surat Bu Sari";
  CHECK(run.refused(c, secretary) == "INVALID_INPUT number");
  c.number = "tanpa-angka";
  CHECK(run.refused(c, secretary) == "INVALID_INPUT number");
  c.number = run.state.minutes_number;
  CHECK(run.refused(c, secretary) == "NUMBER_TAKEN number");
  c.number = "20/HK.03.2-Kpt/3571/Sek-Kot/XI/2021";
  const auto next = run.next_sequence;
  run.must(c, secretary);
  CHECK(run.state.answer_number == c.number);
  CHECK(run.next_sequence == next);
}
