// An office moved from one engine to the other (transfer.hpp): whole, or not at all.
#include "store/transfer.hpp"

#include <doctest/doctest.h>

#include "store/engines.hpp"
#include "store/merkle_store.hpp"
#include "store/migrated.hpp"

using namespace dumas::store;
using namespace std::string_view_literals;
using dumas::Instant;

TEST_CASE("an office moves from one engine to the other and back, and stays the same") {
  TemporaryFolder folder;
  const DatabasePlace file{folder / "a.db"}, back{folder / "b.db"};
  const auto server = dumas::testing::PostgresServer::running().fresh_database();
  const Vault vault{SecretKey{}};
  const RecordStore records{vault};
  std::string head;
  {
    Connection connection = migrated(file);
    for (const std::int64_t stream : {1, 2, 3}) add_events(connection, records, stream, 40);
    Transaction transaction(connection);
    REQUIRE(make_checkpoint(connection, vault, "office.example/log", Instant{}).ok());
    connection.exec("INSERT INTO case_search (rowid, tokens) VALUES (9, 'aaa bbb')");
    connection.exec(
        "INSERT INTO records (id, office, stream_kind, stream, type, digest, created_at) VALUES (7, 'x', 'case', 1, "
        "'x', "
        "x'00ff', 1), (9, 'x', 'case', 1, 'x', x'00ff', 1)");
    connection.exec("DELETE FROM records WHERE id = 9");
    transaction.commit();
    head = log_head(connection);
  }
  const auto there = transfer(file, server, 1);
  REQUIRE(there.ok());
  CHECK(there->events == 120);
  CHECK(there->head == head);
  {
    // An id that was given once is never given again, also when its row is gone.
    Connection connection = Connection::open(server);
    Statement insert = connection.prepare(
        "INSERT INTO records (office, stream_kind, stream, type, digest, created_at) VALUES ('x', 'case', 1, 'x', ?1, "
        "1) "
        "RETURNING id");
    REQUIRE(insert.bind(1, Blob{"\0"sv}).step());
    CHECK(insert.integer(0) == 10);
  }
  CHECK(transfer(file, server, 1).refusal().code == "MOVE_NOT_EMPTY");
  const auto again = transfer(server, back, 1);
  REQUIRE(again.ok());
  CHECK(again->head == head);
  CHECK(again->rows == there->rows + 1);
  Connection connection = Connection::open(back);
  CHECK(verify_chain(connection).empty());
}

TEST_CASE("what cannot move leaves the new database empty") {
  TemporaryFolder folder;
  const DatabasePlace file{folder / "a.db"};
  const auto server = dumas::testing::PostgresServer::running().fresh_database();
  {
    Connection connection = migrated(file);
    connection.exec("INSERT INTO case_search (rowid, tokens) VALUES (1, 'whole'), (2, CAST(x'610062' AS TEXT))");
    connection.exec("INSERT INTO set_up (office, token_hash, created_at) VALUES ('3571', 'x', 1)");
  }
  const auto moved = transfer(file, server, 1);
  REQUIRE_FALSE(moved.ok());
  CHECK(moved.refusal().code == "MOVE_FAILED");
  Connection connection = Connection::open(server);
  CHECK(number(connection, "SELECT count(*) FROM case_search") == 0);
}
