// The signed log on a real database: checkpoints that continue each other, receipts that verify far from it, and the
// point of it all: whoever can write the database cannot change what was signed.
#include "store/merkle_store.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "proof/merkle.hpp"
#include "proof/paper.hpp"
#include "proof/verify_receipt.hpp"
#include "store/event_log.hpp"
#include "store/merkle_verify.hpp"
#include "store/migrations.hpp"
#include "store/temporary.hpp"

using namespace dumas;
using namespace dumas::store;
using Kind = LogFault::Kind;

namespace {

const std::string origin = "kpu-kota-kediri.example/log";
const Instant now = parse_iso_instant("2026-11-30T09:00:00+07:00").value();

struct SignedLog {
  TemporaryFolder folder;
  Vault vault{SecretKey{}};
  RecordStore records{vault};
  Connection connection{migrated()};
  std::int64_t version = 0;

  explicit SignedLog(int events = 0) { add(events); }

  Connection migrated() const {
    auto made = Connection::open(folder / "dumas.db");
    REQUIRE(migrate(made, folder / "dumas.db", to_millis(now)).ok());
    return made;
  }
  void add(int events) {
    Transaction transaction(connection);
    for (int n = 0; n < events; ++n) {
      complaint::NewEvent made;
      made.event.data = complaint::StepOverdue{.step = 4};
      made.event.at = now;
      std::int64_t id = 0;
      append(connection, records, "3571", CaseId{1}, ++version, made, id);
    }
    transaction.commit();
  }
  // The event of a paper, written as app:: will write it.
  std::int64_t issue(const std::string& document) {
    auto newest = events_after(connection, version - 1, 1);
    proof::EventRow row = hashed_columns(newest.at(0));
    row.id = row.version = ++version;
    row.type = proof::issuing_event;
    row.data = fmt::format(R"({{"paper":"RECEIPT","sha256":"{}","size":{}}})", sha256_hex(document), document.size());
    const auto hash = proof::chain_hash(digest_from(newest[0].hash).value(), row);
    connection
        .prepare(
            "INSERT INTO events (id, office, stream_kind, stream, version, type, at, actor, role, capacity, step, "
            "days_late, data, records, hash) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)")
        .bind_all(row.id, row.office, row.stream_kind, row.stream, row.version, row.type, row.at, row.actor, row.role,
                  row.capacity, row.step, row.days_late, row.data, row.records, Blob{as_bytes(hash)})
        .run();
    return row.id;
  }
  StoredCheckpoint checkpoint() {
    auto made = make_checkpoint(connection, vault, origin, now);
    REQUIRE(made.ok());
    return *made;
  }

  // What somebody does who holds the database and knows this program: he changes a row and reckons the chain anew.
  void change_event(std::int64_t id) {
    connection.exec("DROP TRIGGER events_no_update");
    connection.prepare("UPDATE events SET days_late = 0, actor = 99 WHERE id = ?1").bind_all(id).run();
    Digest before =
        id == 1 ? proof::empty_chain() : digest_from(events_after(connection, id - 2, 1).at(0).hash).value();
    for (const auto& row : events_after(connection, id - 1, 100'000)) {
      before = proof::chain_hash(before, hashed_columns(row));
      connection.prepare("UPDATE events SET hash = ?1 WHERE id = ?2").bind_all(Blob{as_bytes(before)}, row.id).run();
    }
  }
  [[nodiscard]] LogAudit audit() { return audit_log(connection, vault); }
};

bool holds(const LogAudit& audit, Kind kind, std::int64_t first, std::int64_t last) {
  for (const auto& fault : audit.faults)
    if (fault.kind == kind && fault.first == first && fault.last == last) return true;
  return false;
}

std::vector<std::string> nodes(Connection& connection) {
  std::vector<std::string> rows;
  auto select = connection.prepare("SELECT level, place, hash FROM log_nodes ORDER BY level, place");
  while (select.step())
    rows.push_back(
        fmt::format("{} {} {}", select.integer(0), select.integer(1), to_hex(std::string_view{select.blob(2)})));
  return rows;
}

}  // namespace

TEST_CASE("checkpoints of a thousand events at uneven sizes continue each other") {
  SignedLog log;
  std::vector<StoredCheckpoint> made;
  while (log.version < 1000) {
    log.add(static_cast<int>(std::min<std::int64_t>(1 + log.version % 7 * 13, 1000 - log.version)));
    made.push_back(log.checkpoint());
    CHECK(made.back().size == static_cast<std::uint64_t>(log.version));
  }
  REQUIRE(made.size() > 20);
  for (const auto& second : made)
    for (const auto& first : made) {
      if (first.size > second.size) break;
      REQUIRE(proof::consistent(first.size, first.root, second.size, second.root,
                                consistency_proof(log.connection, first.size, second.size)));
    }
  for (const auto& one : made) {
    const auto note = proof::read_checkpoint(one.note);
    REQUIRE(note.has_value());
    CHECK(check(*note, checkpoint_key(log.vault, origin)) == proof::Signature::Good);
    const auto row = find_event(log.connection, static_cast<std::int64_t>(one.size / 2 + 1));
    CHECK(proof::root_of_path(proof::leaf_hash(row->hash), one.size / 2, one.size,
                              inclusion_proof(log.connection, row->id, one.size)) == one.root);
  }
  CHECK(log.audit().faults.empty());
  CHECK(log.audit().checkpoints == static_cast<std::int64_t>(made.size()));
}

TEST_CASE("an empty log is not signed, one that did not grow is signed once, and what was signed stays") {
  SignedLog log;
  CHECK(make_checkpoint(log.connection, log.vault, origin, now).refusal().code == "LOG_EMPTY");
  log.add(3);
  const auto first = log.checkpoint();
  CHECK(log.checkpoint().id == first.id);
  log.add(1);
  CHECK(log.checkpoint().id == first.id + 1);
  CHECK(newest_checkpoint(log.connection)->size == 4);
  CHECK_THROWS_AS(log.connection.exec("UPDATE checkpoints SET note = ''"), DatabaseError);
  CHECK_THROWS_AS(log.connection.exec("DELETE FROM checkpoints"), DatabaseError);
  CHECK_THROWS_AS(
      log.connection.exec("INSERT OR REPLACE INTO checkpoints SELECT id, size, root, 'x', at FROM checkpoints"),
      DatabaseError);
}

TEST_CASE("the tree is the same however it grew, and when it is filled anew") {
  SignedLog log{500};
  while (*grow_tree(log.connection, 7) != 0) {
  }
  const auto grown = nodes(log.connection);
  CHECK(grown.size() == 994);  // 500 leaves and the complete subtrees over them
  REQUIRE(rebuild_tree(log.connection).ok());
  CHECK(nodes(log.connection) == grown);
}

TEST_CASE("a paper's receipt is verified without the database") {
  SignedLog log{50};
  const std::string document = proof::testing::pdf(proof::testing::Form::Table, "", 9000);
  const auto event = log.issue(document);
  const auto bundle = receipt_proof(log.connection, log.vault, origin, event, now);
  REQUIRE(bundle.ok());
  CHECK(newest_checkpoint(log.connection)->size == 51);
  const auto receipt = proof::attach(document, *bundle);
  REQUIRE(receipt.ok());
  const std::string fingerprint = checkpoint_key(log.vault, origin).fingerprint();
  CHECK(proof::verify_receipt({.file = *receipt, .fingerprint = fingerprint}).fits());

  log.add(5);  // covered already: no further checkpoint
  CHECK(receipt_proof(log.connection, log.vault, origin, event, now).value() == *bundle);
  CHECK(newest_checkpoint(log.connection)->size == 51);
  CHECK(receipt_proof(log.connection, log.vault, origin, 3, now).refusal().code == "NOT_A_PAPER");
  CHECK(receipt_proof(log.connection, log.vault, origin, 999, now).refusal().code == "EVENT_UNKNOWN");
}

TEST_CASE("a changed event is named although the chain was reckoned anew") {
  SignedLog log{100};
  log.checkpoint();
  log.add(100);
  log.checkpoint();
  log.change_event(137);
  CHECK(verify_chain(log.connection).empty());  // the chain alone is deceived
  const auto audit = log.audit();
  CHECK(audit.faults.size() == 2);
  CHECK(holds(audit, Kind::Leaf, 137, 137));
  CHECK(holds(audit, Kind::Forked, 101, 200));
  CHECK(sentence(audit.faults.at(0)) == "event 137: not the one the Merkle tree took in");
}

TEST_CASE("with the tree reckoned anew too, the signatures still say between which events") {
  SignedLog log{100};
  log.checkpoint();
  log.add(100);
  log.checkpoint();
  log.change_event(137);
  REQUIRE(rebuild_tree(log.connection).ok());
  const auto audit = log.audit();
  REQUIRE(audit.faults.size() == 1);
  CHECK(holds(audit, Kind::Forked, 101, 200));
  log.add(1);
  CHECK(make_checkpoint(log.connection, log.vault, origin, now).refusal().code == "LOG_FORKED");
}

TEST_CASE("a log cut short, and a checkpoint of somebody else's making, are found") {
  SignedLog log{100};
  log.checkpoint();
  log.connection.exec("DROP TRIGGER events_no_delete");
  log.connection.exec("DELETE FROM events WHERE id > 90");
  CHECK(holds(log.audit(), Kind::Disappeared, 90, 100));
  REQUIRE(rebuild_tree(log.connection).ok());
  CHECK(make_checkpoint(log.connection, log.vault, origin, now).refusal().code == "LOG_FORKED");

  SignedLog other{100};
  other.checkpoint();
  other.connection.exec("DROP TRIGGER checkpoints_no_update");
  other.change_event(50);
  REQUIRE(rebuild_tree(other.connection).ok());
  const Digest root = proof::TreeGrower(100, [&](proof::NodeId id) {
                        auto node =
                            other.connection.prepare("SELECT hash FROM log_nodes WHERE level = ?1 AND place = ?2");
                        node.bind_all(id.level, id.place).step();
                        return digest_from(node.blob(0)).value();
                      }).root();
  const std::string note = sign({.origin = origin, .size = 100, .root = root}, proof::testing::key(2));
  other.connection.prepare("UPDATE checkpoints SET root = ?1, note = ?2").bind_all(Blob{as_bytes(root)}, note).run();
  const auto audit = other.audit();
  REQUIRE(audit.faults.size() == 1);  // everything fits but the key, which he does not have
  CHECK(holds(audit, Kind::Unsigned, 1, 1));
}

TEST_CASE("a row that is not what was written is never signed, and a spoilt cache is named as one") {
  SignedLog log{10};
  log.connection.exec("DROP TRIGGER events_no_update");
  log.connection.exec("UPDATE events SET actor = 99 WHERE id = 7");
  const auto refusal = make_checkpoint(log.connection, log.vault, origin, now).refusal();
  CHECK(refusal.code == "LOG_DAMAGED");
  CHECK(refusal.arguments == std::vector<std::string>{"7"});

  SignedLog other{16};
  other.checkpoint();
  other.connection.exec("UPDATE log_nodes SET hash = zeroblob(32) WHERE level = 2 AND place = 1");
  const auto audit = other.audit();
  REQUIRE(audit.faults.size() == 1);
  CHECK(holds(audit, Kind::Node, 5, 8));
}
