// SOP row 8: the answer leaves with a receipt or with proof, the receipt may come back later.
#include "fixtures.hpp"

#include <doctest/doctest.h>

using namespace dumas;
using namespace dumas::complaint;
using namespace dumas::complaint::testing;

namespace {
DeliverAnswer by(DeliveryChannel channel) {
  DeliverAnswer c;
  c.channel = channel;
  return c;
}
Run ready() { return run_at(Status::AnswerReady); }
Run ready_anonymous() {
  Run run;
  auto c = good::submit();
  c.disclosure = Disclosure::Anonymous;
  run.must(c, citizen);
  return run_at(Status::AnswerReady, std::move(run));
}
}  // namespace

TEST_CASE("at the counter: signed receipt, row done") {
  Run run = ready();
  run.must(good::handover(), desk);
  CHECK(run.state.status == Status::Answered);
  CHECK(run.state.has(DocumentType::Receipt));
  CHECK(run.state.answered == run.now);
  CHECK(run.last().completes_step == 8);
  CHECK(run.refused(good::receipt(), desk) == "WRONG_STATE");
  CHECK(run.refused(good::handover(), desk) == "WRONG_STATE");
}

TEST_CASE("at the counter nothing is handed over unsigned") {
  auto c = good::handover();
  c.received_by.clear();
  CHECK(ready().refused(c, desk) == "INVALID_INPUT received_by");
  c = good::handover();
  c.evidence.clear();
  CHECK(ready().refused(c, desk) == "MISSING_DOC:RECEIPT");
  CHECK(ready().refused(DeliverAnswer{}, desk) == "INVALID_INPUT channel");
}

TEST_CASE("by post and e-mail: proof of dispatch now, receipt later") {
  for (const auto channel : {DeliveryChannel::Post, DeliveryChannel::Email}) {
    CHECK(ready().refused(by(channel), unit) == "INVALID_INPUT proof");
    auto with_file = by(channel);
    with_file.evidence = {FileId{3}};
    CHECK(ready().refused(with_file, unit) == "accepted");
    auto c = by(channel);
    c.proof = "resi";
    Run run = ready();
    run.must(c, unit);
    CHECK(run.state.status == Status::Answered);
    CHECK(run.state.has(DocumentType::DeliveryProof));
    CHECK_FALSE(run.state.has(DocumentType::Receipt));
    CHECK(run.refused(good::activity(), unit) == "MISSING_DOC:RECEIPT");
    CHECK(run.refused(good::report_without_event(), unit) == "MISSING_DOC:RECEIPT");
    run.must(good::receipt(), desk);
    CHECK(run.state.status == Status::Answered);
    CHECK(run.last().completes_step == 0);
    CHECK(run.refused(good::receipt(), desk) == "WRONG_STATE");
    CHECK(run.refused(good::activity(), unit) == "accepted");
  }
}

TEST_CASE("under code and PIN alone only who cannot be reached") {
  CHECK(ready().refused(by(DeliveryChannel::Portal), unit) == "INVALID_INPUT channel");
  Run run = ready_anonymous();
  run.must(by(DeliveryChannel::Portal), unit);
  CHECK(run.state.has(DocumentType::Receipt));
}

TEST_CASE("failed attempts: as many as the office's setting wants") {
  auto c = by(DeliveryChannel::FailedAttempts);
  c.attempts = {"3/12 rumah kosong", "3/12 telepon mati"};
  CHECK(ready().refused(c, unit) == "INVALID_INPUT attempts");
  c.attempts.emplace_back();  // a line without a word is no attempt
  CHECK(ready().refused(c, unit) == "INVALID_INPUT attempts");
  c.attempts.back() = "4/12 pindah";
  Run run = ready();
  run.must(c, unit);
  CHECK(run.state.has(DocumentType::Receipt));
  Run strict = ready();
  strict.office.failed_attempts = 4;
  CHECK(strict.refused(c, unit) == "INVALID_INPUT attempts");
}

TEST_CASE("a late receipt is signed, reported, or replaced by failed attempts") {
  Run run = ready();
  run.must(good::posted(), unit);
  CHECK(run.refused(RecordReceipt{}, unit) == "INVALID_INPUT received_by");
  RecordReceipt c;
  c.received_by = "Sari";
  CHECK(run.refused(c, unit) == "INVALID_INPUT received_by");
  c.proof = "kurir: diterima";
  CHECK(run.refused(c, unit) == "accepted");
  c = {};
  c.evidence = {FileId{1}};
  CHECK(run.refused(c, unit) == "INVALID_INPUT received_by");
  c = {};
  c.attempts = {"a", "b"};
  CHECK(run.refused(c, unit) == "INVALID_INPUT attempts");
  c.attempts.push_back("c");
  CHECK(run.refused(c, unit) == "accepted");
}

TEST_CASE("row 8 needs the letter, the minutes, and one of its actors") {
  for (const auto type : {DocumentType::AnswerLetter, DocumentType::PlenaryMinutes}) {
    Run run = ready();
    run.state.documents.erase(type);
    CHECK(run.refused(good::handover(), unit) == "MISSING_DOC:" + std::string{name(type)});
  }
  CHECK(ready().refused(good::handover(), secretary) == "WRONG_ROLE");
  CHECK(ready().refused(good::handover(), citizen) == "WRONG_ROLE");
  CHECK(ready().refused(good::receipt(), unit) == "WRONG_STATE");
}
