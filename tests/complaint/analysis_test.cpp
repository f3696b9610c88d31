// SOP row 4: the unit accepts, asks the legal division where it must, and reports.
#include "fixtures.hpp"

#include <doctest/doctest.h>

using namespace dumas;
using namespace dumas::complaint;
using namespace dumas::complaint::testing;

namespace {
const Spoilers<ReportAnalysis> every_part{{"subject", [](auto& c) { c.subject.clear(); }},
                                          {"facts", [](auto& c) { c.facts.clear(); }},
                                          {"legal_basis", [](auto& c) { c.legal_basis.clear(); }},
                                          {"authority", [](auto& c) { c.authority.reset(); }},
                                          {"analysis", [](auto& c) { c.analysis.clear(); }},
                                          {"options", [](auto& c) { c.options.clear(); }},
                                          {"options",
                                           [](auto& c) {
                                             c.options = {"", ""};
                                           }},
                                          {"recommendation", [](auto& c) { c.recommendation.clear(); }},
                                          {"authority_target", [](auto& c) { c.authority = Authority::OtherBody; }}};
}  // namespace

TEST_CASE("the unit takes the case and reports its analysis") {
  Run run = run_at(Status::UnderAnalysis);
  CHECK(run.state.analyst == unit.user);
  CHECK(run.last().completes_step == 0);
  run.must(good::analysis(), unit);
  CHECK(run.state.status == Status::Analysed);
  CHECK(run.last().completes_step == 4);
  CHECK(run.newest(DocumentType::Analysis).list("options").size() == 2);
}

TEST_CASE("an analysis is complete or refused") {
  CHECK(not_missed(run_at(Status::UnderAnalysis), good::analysis(), unit, every_part) == "");
  auto c = good::analysis();
  c.authority = Authority::OtherBody;
  c.authority_target = "Bawaslu";
  CHECK(run_at(Status::UnderAnalysis).refused(c, unit) == "accepted");
}

TEST_CASE("row 4 belongs to the unit and needs its kelengkapan") {
  const Run disposed = run_at(Status::Disposed);
  for (const auto& other : {desk, secretary, chair, legal, head, citizen, person(Role::Admin), person(Role::Auditor)})
    CHECK(disposed.refused(AcceptDisposition{}, other) == "WRONG_ROLE");
  CHECK(disposed.refused(good::analysis(), unit) == "WRONG_STATE");
  for (const auto type : {DocumentType::Disposition, DocumentType::ComplaintFile}) {
    Run run = disposed;
    run.state.documents.erase(type);
    CHECK(run.refused(AcceptDisposition{}, unit) == "MISSING_DOC:" + std::string{name(type)});
    run = run_at(Status::UnderAnalysis);
    run.state.documents.erase(type);
    CHECK(run.refused(good::analysis(), unit) == "MISSING_DOC:" + std::string{name(type)});
  }
}

TEST_CASE("a recused officer cannot act") {
  Run run = run_at(Status::Disposed);
  run.state.recused = {unit.user};
  CHECK(run.refused(AcceptDisposition{}, unit) == "CONFLICT_OF_INTEREST");
  Actor colleague = unit;
  colleague.user = UserId{999};
  CHECK(run.refused(AcceptDisposition{}, colleague) == "accepted");
}

TEST_CASE("an opinion that was asked for is waited for, or the unit says why not") {
  Run run = run_at(Status::UnderAnalysis);
  CHECK(run.refused(good::opinion(), legal) == "WRONG_STATE");
  CHECK(run.refused(AskLegalOpinion{}, unit) == "INVALID_INPUT question");
  run.must(good::question(), unit);
  CHECK(run.refused(good::question(), unit) == "WRONG_STATE");
  CHECK(run.refused(good::analysis(), unit) == "MISSING_DOC:LEGAL_OPINION opinion_waiver");
  auto waived = good::analysis();
  waived.opinion_waiver = "Batas waktu hari ini.";
  CHECK(run.refused(waived, unit) == "accepted");
  CHECK(run.refused(AttachLegalOpinion{}, legal) == "INVALID_INPUT opinion");
  CHECK(run.refused(good::opinion(), unit) == "WRONG_ROLE");
  run.must(good::opinion(), legal);
  CHECK(run.state.has(DocumentType::LegalOpinion));
  CHECK(run.refused(good::opinion(), legal) == "WRONG_STATE");
  CHECK(run.refused(good::analysis(), unit) == "accepted");
}

TEST_CASE("a second question wants a second opinion") {
  Run run = run_at(Status::UnderAnalysis);
  run.must(good::question(), unit);
  run.must(good::opinion(), legal);
  run.must(good::question(), unit);
  CHECK_FALSE(run.state.has(DocumentType::LegalOpinion));
  CHECK(run.refused(good::analysis(), unit) == "MISSING_DOC:LEGAL_OPINION opinion_waiver");
}
