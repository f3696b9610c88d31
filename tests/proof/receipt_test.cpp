// A receipt is judged by its bytes alone. Each part is tampered with, and the step that says so is named, with its place.
#include "proof/verify_receipt.hpp"

#include <doctest/doctest.h>

#include "proof/checkpoint.hpp"
#include "proof/paper.hpp"

using namespace dumas;
using namespace dumas::proof;
using testing::Form;
using testing::key;
using testing::Log;
using testing::origin;
using testing::pdf;

namespace {

const std::string document = pdf(Form::Table, "", 20'000);
const Log office_log{100, 37, document};

std::string receipt(const ReceiptBundle& bundle = office_log.bundle(37)) {
  auto made = attach(document, write_bundle(bundle));
  REQUIRE(made.ok());
  return *made;
}

ReceiptReport judge(const std::string& file) { return verify_receipt({.file = file}); }

// The keys of the steps that do not fit, in their order.
std::vector<std::string> faults(const ReceiptReport& report) {
  std::vector<std::string> keys;
  for (const auto& finding : report.findings)
    if (finding.outcome == Outcome::Differs) keys.push_back(finding.key);
  return keys;
}
using Keys = std::vector<std::string>;

std::string changed(std::string file, std::size_t at) {
  file.at(at) = static_cast<char>(file.at(at) ^ 1);
  return file;
}

// A forger who puts a changed bundle into a receipt that is well made otherwise.
template <class Change>
ReceiptReport forged(Change change) {
  ReceiptBundle bundle = office_log.bundle(37);
  change(bundle);
  bundle.blocks = block_digests(document);
  return verify_receipt({.file = document, .bundle = write_bundle(bundle)});
}

}  // namespace

TEST_CASE("a genuine receipt fits at every step, and says whose key it is") {
  const auto report = judge(receipt());
  CHECK(report.fits());
  CHECK(faults(report).empty());
  REQUIRE(report.findings.size() == 7);
  for (std::size_t step = 0; step < 7; ++step) CHECK(report.findings[step].step == static_cast<Step>(step));
  CHECK(report.finding(Step::Key).outcome == Outcome::NotChecked);
  CHECK(report.finding(Step::Key).arguments.at(0) == key().verifier(origin).fingerprint());
  CHECK(report.finding(Step::Event).arguments.at(0) == "37");

  const std::string fingerprint = key().verifier(origin).fingerprint();
  CHECK(verify_receipt({.file = receipt(), .fingerprint = fingerprint}).finding(Step::Key).outcome == Outcome::Fits);
}

TEST_CASE("a byte of the paper is found to its block") {
  const std::string file = receipt();
  for (const std::size_t at : {std::size_t{0}, std::size_t{5000}, document.size() - 1}) {
    const auto report = judge(changed(file, at));
    CHECK(faults(report) == Keys{"proof.document.changed_within"});
    const auto ranges = report.finding(Step::Document).ranges;
    REQUIRE(ranges.size() == 1);
    CHECK(ranges[0].begin == at / 4096 * 4096);
    CHECK(ranges[0].end == std::min<std::uint64_t>(at / 4096 * 4096 + 4096, document.size()));
    CHECK(report.finding(Step::Attachment).outcome == Outcome::NotChecked);
  }
}

TEST_CASE("without digests of blocks the whole paper is named") {
  ReceiptBundle bundle = office_log.bundle(37);
  const auto report = verify_receipt({.file = changed(document, 5000), .bundle = write_bundle(bundle)});
  CHECK(faults(report) == Keys{"proof.document.changed"});
  CHECK(report.finding(Step::Document).ranges == std::vector{ByteRange{0, document.size()}});
}

TEST_CASE("no byte of what was appended can be changed") {
  const std::string file = receipt();
  for (std::size_t at = document.size(); at < file.size(); ++at) {
    const auto report = judge(changed(file, at));
    CAPTURE(at);
    CHECK_FALSE(report.fits());
    bool named = false;  // the place itself, or a sentence on what the proof says
    for (const auto& finding : report.findings) {
      if (finding.outcome != Outcome::Differs) continue;
      named = named || finding.step != Step::Attachment;
      for (const auto& [begin, end] : finding.ranges) named = named || (begin <= at && at < end);
    }
    CHECK(named);
  }
}

TEST_CASE("the place of a changed byte in the update is named exactly") {
  const std::string file = receipt();
  const std::size_t at = file.find("/AFRelationship") + 16;
  const auto report = judge(changed(file, at));
  CHECK(faults(report) == Keys{"proof.attachment.changed"});
  CHECK(report.finding(Step::Attachment).ranges == std::vector{ByteRange{at, at + 1}});
}

TEST_CASE("what is added or cut is named") {
  const std::string file = receipt();
  const auto added = judge(file + "1 0 obj");
  CHECK(faults(added) == Keys{"proof.attachment.added"});
  CHECK(added.finding(Step::Attachment).ranges == std::vector{ByteRange{file.size(), file.size() + 7}});

  const auto cut = judge(file.substr(0, file.size() - 10));
  CHECK(faults(cut) == Keys{"proof.attachment.cut"});
  CHECK(cut.finding(Step::Attachment).ranges == std::vector{ByteRange{file.size() - 10, file.size()}});

  CHECK(faults(judge(file.substr(0, document.size()))) == Keys{"proof.bundle.none"});
  CHECK(faults(judge("")) == Keys{"proof.bundle.none"});

  const auto beside = verify_receipt({.file = document.substr(0, 9000), .bundle = write_bundle(office_log.bundle(37))});
  CHECK(faults(beside) == Keys{"proof.document.short"});
  CHECK(beside.finding(Step::Document).ranges == std::vector{ByteRange{9000, document.size()}});

  const auto more = verify_receipt({.file = document + "xyz", .bundle = write_bundle(office_log.bundle(37))});
  CHECK(faults(more) == Keys{"proof.attachment.changed"});
}

TEST_CASE("every column of the event counts") {
  const std::vector<void (*)(EventRow&)> changes{[](EventRow& e) { e.office = "3572"; },
                                                 [](EventRow& e) { e.stream_kind = "meeting"; },
                                                 [](EventRow& e) { ++e.stream; },
                                                 [](EventRow& e) { ++e.version; },
                                                 [](EventRow& e) { ++e.at; },
                                                 [](EventRow& e) { ++e.actor; },
                                                 [](EventRow& e) { e.role = "CHAIR"; },
                                                 [](EventRow& e) { e.capacity = "PLH"; },
                                                 [](EventRow& e) { ++e.step; },
                                                 [](EventRow& e) { ++e.days_late; },
                                                 [](EventRow& e) { e.data += ' '; },
                                                 [](EventRow& e) { e.records = "[]"; }};
  for (const auto& change : changes)
    CHECK(faults(forged([&](ReceiptBundle& b) { change(b.event); })) == Keys{"proof.event.changed"});
  CHECK(faults(forged([](ReceiptBundle& b) { ++b.event.id; })) == Keys{"proof.event.changed", "proof.log.place"});
  CHECK(faults(forged([](ReceiptBundle& b) { b.event.type = "x"; })) ==
        Keys{"proof.document.other_event", "proof.event.changed"});
}

TEST_CASE("a forger who reckons the event's hash again does not reach the root") {
  CHECK(faults(forged([](ReceiptBundle& b) {
          ++b.event.at;
          b.hash = chain_hash(b.before, b.event);
        })) == Keys{"proof.log.changed"});
  CHECK(faults(forged([](ReceiptBundle& b) { b.before = leaf_hash("x"); })) == Keys{"proof.event.changed"});
  CHECK(faults(forged([](ReceiptBundle& b) { b.path[3] = leaf_hash("x"); })) == Keys{"proof.log.changed"});
  CHECK(faults(forged([](ReceiptBundle& b) { b.path.pop_back(); })) == Keys{"proof.log.changed"});
  CHECK(faults(forged([](ReceiptBundle& b) { ++b.index; })) == Keys{"proof.log.place"});
}

TEST_CASE("root, size, signature and key of the checkpoint count") {
  const auto note = read_checkpoint(office_log.bundle(37).checkpoint).value();
  const auto replaced = [](ReceiptBundle& b, const std::string& from, const std::string& by) {
    b.checkpoint.replace(b.checkpoint.find(from), from.size(), by);
  };
  CHECK(faults(forged([&](ReceiptBundle& b) {
          replaced(b, to_base64(as_bytes(note.checkpoint.root)), to_base64(as_bytes(leaf_hash("x"))));
        })) == Keys{"proof.log.changed", "proof.checkpoint.changed"});
  CHECK(faults(forged([&](ReceiptBundle& b) { replaced(b, "\n100\n", "\n101\n"); })) ==
        Keys{"proof.checkpoint.changed"});
  CHECK(faults(forged([&](ReceiptBundle& b) { b.checkpoint = "x"; })) == Keys{"proof.checkpoint.unreadable"});
  CHECK(faults(forged([&](ReceiptBundle& b) { b.key = key(2).verifier(origin).text(); })) ==
        Keys{"proof.checkpoint.another_key"});
  CHECK(faults(forged([&](ReceiptBundle& b) { b.key = "x"; })) == Keys{"proof.checkpoint.no_key"});
}

TEST_CASE("a receipt forged whole, with a key of the forger's own, is told by the fingerprint alone") {
  const std::string file = receipt(office_log.bundle(37, key(2)));
  CHECK(judge(file).fits());  // only so far as the reader does not know the office's key
  const auto report = verify_receipt({.file = file, .fingerprint = key().verifier(origin).fingerprint()});
  CHECK(faults(report) == Keys{"proof.key.differs"});
  CHECK_FALSE(report.fits());
}

TEST_CASE("a genuine event vouches for its own paper alone") {
  const std::string other = pdf(Form::Table, "", 300);
  CHECK(attach(other, write_bundle(office_log.bundle(37))).refusal().code == "PROOF_OF_ANOTHER_PAPER");
  ReceiptBundle bundle = office_log.bundle(37);
  bundle.document = {other.size(), sha256_hex(other)};
  CHECK(faults(verify_receipt({.file = other, .bundle = write_bundle(bundle)})) == Keys{"proof.document.bundle"});
  bundle = office_log.bundle(36);  // an event that issued nothing
  bundle.document = {document.size(), sha256_hex(document)};
  CHECK(faults(verify_receipt({.file = document, .bundle = write_bundle(bundle)})) ==
        Keys{"proof.document.other_event"});
}

TEST_CASE("the line is read back as it was written, and in no other spelling") {
  ReceiptBundle bundle = office_log.bundle(37);
  bundle.blocks = block_digests(document);
  const std::string line = write_bundle(bundle);
  CHECK(read_bundle(line).value() == bundle);
  CHECK(line.find('\n') == std::string::npos);
  CHECK(line.size() < 4000);
  CHECK(read_bundle(line + " ").refusal().code == "PROOF_UNREADABLE");
  CHECK(read_bundle(" " + line).refusal().arguments.at(0) == "0");
  for (std::size_t at = 0; at < line.size(); at += 7) CHECK_FALSE(read_bundle(line.substr(0, at)).ok());
  for (const char* text : {"", "{}", "[]", "null", R"({"format":"dumas-receipt-proof/1"})"})
    CHECK_FALSE(read_bundle(text).ok());
}
