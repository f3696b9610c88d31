// What every function of store/ may rely on, asked of both engines: the contract of database.hpp, of the write queue and
// of the migrations.
#include <doctest/doctest.h>

#include <atomic>
#include <limits>
#include <thread>
#include <vector>

#include "store/blind_index.hpp"
#include "store/engines.hpp"
#include "store/event_log.hpp"
#include "store/merkle_store.hpp"
#include "store/migrations.hpp"
#include "store/table_copy.hpp"
#include "store/transfer.hpp"
#include "store/write_queue.hpp"

using namespace dumas::store;
using namespace std::string_view_literals;
using dumas::CaseId;
using dumas::Instant;
using dumas::Refusal;
using dumas::Result;

namespace {

DatabaseErrorKind kind_thrown(const auto& work) {
  try {
    work();
  } catch (const DatabaseError& error) {
    return error.kind();
  }
  FAIL("no DatabaseError");
  return DatabaseErrorKind::Other;
}

std::int64_t number(Connection& connection, Sql sql) {
  Statement rows = connection.prepare(sql);
  REQUIRE(rows.step());
  return rows.integer(0);
}

Connection with_table(const DatabasePlace& place) {
  Connection connection = Connection::open(place);
  connection.exec("CREATE TABLE IF NOT EXISTS t (i BIGINT UNIQUE, s TEXT)");
  return connection;
}

Connection migrated(const DatabasePlace& place) {
  Connection connection = Connection::open(place);
  REQUIRE(migrate(connection, place, 1000).ok());
  return connection;
}

void add_events(Connection& connection, const RecordStore& records, std::int64_t stream, int count) {
  Transaction transaction(connection);
  for (int version = 1; version <= count; ++version) {
    dumas::complaint::NewEvent made;
    made.event.data = dumas::complaint::StepOverdue{.step = 4};
    std::int64_t id = 0;
    append(connection, records, "3571", CaseId{stream}, version, made, id);
  }
  transaction.commit();
}

}  // namespace

TEST_CASE("values come back as they went in") {
  on_both_engines([](const DatabasePlace& place) {
    Connection connection = Connection::open(place);
    connection.exec("CREATE TABLE t (i BIGINT, s TEXT, b BYTEA, n TEXT)");
    const auto text = "a'?1 \xf0\x9f\x98\x80"sv;
    for (const std::int64_t extreme :
         {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()})
      connection.prepare("INSERT INTO t VALUES (?1, ?2, ?3, ?4)")
          .bind_all(extreme, text, Blob{"\0\xff"sv}, std::optional<std::string>())
          .run();
    CHECK(connection.prepare("INSERT INTO t VALUES (?1, ?2, ?3, ?4)").bind_all(0, "", Blob{""}, nullptr).run() == 1);
    Statement rows = connection.prepare("SELECT i, s, b, n FROM t ORDER BY i");
    REQUIRE(rows.step());
    CHECK(rows.integer(0) == std::numeric_limits<std::int64_t>::min());
    CHECK(rows.text(1) == text);
    CHECK(rows.blob(2) == "\0\xff"sv);
    CHECK(rows.is_null(3));
    CHECK_FALSE(rows.text_or_null(3).has_value());
    CHECK_THROWS_AS((void)rows.text(3), std::logic_error);
    CHECK_THROWS_AS((void)rows.text(9), std::logic_error);
    REQUIRE(rows.step());
    CHECK(rows.text(1).empty());
    CHECK(rows.blob(2).empty());
    REQUIRE(rows.step());
    CHECK(rows.integer(0) == std::numeric_limits<std::int64_t>::max());
    CHECK_FALSE(rows.step());
  });
}

// A place first bound to NULL, then to a value; places out of order, twice, and left out.
TEST_CASE("places are found by their number") {
  on_both_engines([](const DatabasePlace& place) {
    Connection connection = with_table(place);
    Statement insert = connection.prepare("INSERT INTO t (s, i) VALUES (?7, ?2)");
    insert.bind(2, nullptr).bind(7, nullptr).run();
    insert.reset();
    CHECK(insert.bind(7, "?2 'literal'").bind(2, 5'000'000'000).run() == 1);
    Statement rows =
        connection.prepare("SELECT s, i, 'it''s ?2' FROM t WHERE i = ?2 AND ?9 = 1 AND i >= ?2 -- ?3\n ORDER BY i");
    REQUIRE(rows.bind(9, 1).bind(2, 5'000'000'000).step());
    CHECK(rows.text(0) == "?2 'literal'");
    CHECK(rows.integer(1) == 5'000'000'000);
    CHECK(rows.text(2) == "it's ?2");
  });
}

TEST_CASE("the same statement may be used inside itself, and comes back clean") {
  on_both_engines([](const DatabasePlace& place) {
    Connection connection = Connection::open(place);
    for (int round = 0; round < 2; ++round) {
      Statement outer = connection.prepare("SELECT ?1");
      outer.bind(1, "outer").step();
      {
        Statement inner = connection.prepare("SELECT ?1");
        REQUIRE(inner.step());
        CHECK(inner.is_null(0));
      }
      CHECK(outer.text(0) == "outer");
    }
  });
}

TEST_CASE("what is not committed is gone") {
  on_both_engines([](const DatabasePlace& place) {
    Connection connection = with_table(place);
    {
      Transaction transaction(connection);
      connection.exec("INSERT INTO t (i) VALUES (1)");
      {
        Savepoint part(connection);
        connection.exec("INSERT INTO t (i) VALUES (2)");
        CHECK_THROWS_AS(connection.exec("INSERT INTO t (i) VALUES (1)"), DatabaseError);
      }
      connection.exec("INSERT INTO t (i) VALUES (4)");  // the part that failed did not take the rest with it
      transaction.commit();
    }
    {
      Transaction transaction(connection);
      connection.exec("INSERT INTO t (i) VALUES (3)");
    }
    CHECK(number(connection, "SELECT count(*) FROM t") == 2);
    CHECK(number(connection, "SELECT max(i) FROM t") == 4);
  });
}

TEST_CASE("errors say what kind they are") {
  on_both_engines([](const DatabasePlace& place) {
    Connection connection = with_table(place);
    connection.exec("INSERT INTO t VALUES (1, 'x')");
    CHECK(kind_thrown([&] { connection.exec("INSERT INTO t VALUES (1, 'y')"); }) == DatabaseErrorKind::Constraint);
    CHECK(kind_thrown([&] { connection.exec("SELECT nothing"); }) == DatabaseErrorKind::Other);

    Connection other = Connection::open(place, {.busy_timeout_ms = 1});
    Transaction holds(connection);
    CHECK(kind_thrown([&] { Transaction waits(other); }) == DatabaseErrorKind::Busy);
    CHECK_FALSE(other.in_transaction());
  });
}

TEST_CASE("readers see one moment, and cannot write") {
  on_both_engines([](const DatabasePlace& place) {
    Connection writer = with_table(place);
    writer.exec("INSERT INTO t (i) VALUES (1)");
    ReadPool pool(place, 2);
    const auto count = [](Connection& reader) { return number(reader, "SELECT count(*) FROM t"); };
    pool.with([&](Connection& reader) {
      CHECK(count(reader) == 1);
      writer.exec("INSERT INTO t (i) VALUES (2)");
      CHECK(count(reader) == 1);
      CHECK_THROWS_AS(reader.exec("INSERT INTO t (i) VALUES (3)"), DatabaseError);
    });
    CHECK(pool.with(count) == 2);

    std::atomic<int> answers = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
      threads.emplace_back([&] {
        for (int j = 0; j < 50; ++j) answers += static_cast<int>(pool.with(count));
      });
    for (std::thread& thread : threads) thread.join();
    CHECK(answers == 800);
  });
}

TEST_CASE("a job that fails or is refused leaves nothing, and its batch goes on") {
  on_both_engines([](const DatabasePlace& place) {
    WriteQueue queue(with_table(place));
    const auto insert = [](std::int64_t value) {
      return
          [value](Connection& connection) { connection.prepare("INSERT INTO t (i) VALUES (?1)").bind(1, value).run(); };
    };
    std::vector<std::thread> threads;
    std::atomic<int> thrown = 0, refused = 0;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&, t] {
        for (int i = 0; i < 25; ++i) {
          const int value = t * 100 + i;
          queue.submit(insert(value));
          if (kind_thrown([&] { queue.submit(insert(value)); }) == DatabaseErrorKind::Constraint) ++thrown;
          const Result<int> no = queue.submit([&](Connection& connection) -> Result<int> {
            insert(10'000 + value)(connection);
            return Refusal{"NOT_ALLOWED"};
          });
          if (!no.ok()) ++refused;
        }
      });
    for (std::thread& thread : threads) thread.join();
    CHECK(thrown == 100);
    CHECK(refused == 100);
    queue.stop();
    Connection connection = Connection::open(place);
    CHECK(number(connection, "SELECT count(*) FROM t") == 100);
    CHECK(number(connection, "SELECT max(i) FROM t") == 324);
  });
}

// Two programs on one database: what one reads in its transaction no other writes before it ends. Read, add one, write.
TEST_CASE("writers of two queues never meet in the middle") {
  on_both_engines([](const DatabasePlace& place) {
    WriteQueue first(with_table(place)), second(Connection::open(place, {.busy_timeout_ms = 60'000}));
    const auto next = [](Connection& connection) {
      connection.prepare("INSERT INTO t (i) VALUES (?1)")
          .bind(1, number(connection, "SELECT coalesce(max(i), 0) + 1 FROM t"))
          .run();
    };
    std::vector<std::thread> threads;
    for (WriteQueue* queue : {&first, &second, &first, &second})
      threads.emplace_back([&, queue] {
        for (int i = 0; i < 50; ++i) queue->submit(next);
      });
    for (std::thread& thread : threads) thread.join();
    first.stop();
    second.stop();
    Connection connection = Connection::open(place);
    CHECK(number(connection, "SELECT count(*) FROM t") == 200);
    CHECK(number(connection, "SELECT max(i) FROM t") == 200);
  });
}

TEST_CASE("the migrations make a database once, an older one is copied first, others are refused") {
  on_both_engines([](const DatabasePlace& place) {
    Connection connection = Connection::open(place);
    const auto built_in = built_in_migrations(connection.dialect());
    const Migration second{2, "fruit", "CREATE TABLE fruit (name TEXT); INSERT INTO fruit VALUES ('salak;mangga');"};
    const Migration third{3, "price", "ALTER TABLE fruit ADD COLUMN price INTEGER;"};
    const Migration broken{3, "broken", "CREATE TABLE half (i INTEGER); SELECT nonsense;"};
    const std::vector<Migration> two{built_in.front(), second}, three{built_in.front(), second, third};

    REQUIRE(migrate(connection, place, 1, two).ok());
    CHECK_THROWS_AS((void)migrate(connection, place, 1, std::vector<Migration>{built_in.front(), second, broken}),
                    DatabaseError);
    CHECK_THROWS_AS(connection.exec("SELECT * FROM half"), DatabaseError);
    const auto report = migrate(connection, place, 2, three);
    REQUIRE(report.ok());
    CHECK(report->from == 2);
    CHECK(report->to == 3);
    CHECK(report->snapshot.has_value());
    connection.exec("SELECT price FROM fruit");
    CHECK(migrate(connection, place, 3, three)->from == 3);

    CHECK(migrate(connection, place, 4, two).refusal().code == "DATABASE_NEWER");
    CHECK(migrate(connection, place, 4, std::vector<Migration>{built_in.front(), {2, "fruit", "SELECT 1;"}, third})
              .refusal()
              .code == "DATABASE_CHANGED");
    connection.exec("DROP TABLE schema_migrations");
    CHECK(migrate(connection, place, 4, three).refusal().code == "DATABASE_FOREIGN");
  });
}

TEST_CASE("PostgreSQL keeps the tables as they were before a migration") {
  const auto place = dumas::testing::PostgresServer::running().fresh_database();
  Connection connection = Connection::open(place);
  const auto built_in = built_in_migrations(Dialect::PostgreSql);
  const Migration second{2, "fruit", "CREATE TABLE fruit (name TEXT); INSERT INTO fruit VALUES ('salak');"};
  const Migration third{3, "gone", "DROP TABLE fruit;"};
  REQUIRE(migrate(connection, place, 1, std::vector<Migration>{built_in.front(), second}).ok());
  CHECK(migrate(connection, place, 1, std::vector<Migration>{built_in.front(), second, third})->snapshot ==
        "before_0003");
  CHECK(number(connection, "SELECT count(*) FROM before_0003.fruit") == 1);
}

TEST_CASE("both engines have the same migrations, and the same tables and columns after them") {
  const auto files = built_in_migrations(Dialect::Sqlite), twins = built_in_migrations(Dialect::PostgreSql);
  REQUIRE(files.size() == twins.size());
  for (std::size_t at = 0; at < files.size(); ++at) {
    CHECK(files[at].number == twins[at].number);
    CHECK(files[at].name == twins[at].name);
  }
  TemporaryFolder folder;
  Connection file = migrated(folder / "a.db");
  Connection server = migrated(dumas::testing::PostgresServer::running().fresh_database());
  TableCopy there(file, server), back(server, file);
  CHECK(there.tables() == back.tables());
  CHECK(there.tables().size() > 20);
  for (const auto& table : there.tables()) {
    CAPTURE(table);
    CHECK(there.shape(table) == back.shape(table));
  }
}

TEST_CASE("the log is only added to") {
  on_both_engines([](const DatabasePlace& place) {
    Connection connection = migrated(place);
    const Vault vault{SecretKey{}};
    const RecordStore records{vault};
    add_events(connection, records, 1, 3);
    CHECK(kind_thrown([&] { connection.exec("UPDATE events SET at = at + 1"); }) == DatabaseErrorKind::Constraint);
    CHECK(kind_thrown([&] { connection.exec("DELETE FROM events"); }) == DatabaseErrorKind::Constraint);
    CHECK(kind_thrown([&] {
            connection.exec(
                "INSERT INTO events SELECT id, office, stream_kind, stream, version, type, at, actor, role, capacity, "
                "step, days_late, data, records, hash FROM events WHERE id = 1");
          }) == DatabaseErrorKind::Constraint);
    CHECK(verify_chain(connection).empty());
    CHECK(number(connection, "SELECT count(*) FROM events") == 3);
  });
}

TEST_CASE("search finds the documents that hold every word, by their stems") {
  on_both_engines([](const DatabasePlace& place) {
    Connection connection = migrated(place);
    const Vault vault{SecretKey{}};
    const BlindIndex index{vault};
    const auto keep = [&](std::int64_t id, std::string_view text) {
      connection.prepare("INSERT INTO case_search (rowid, tokens) VALUES (?1, ?2)")
          .bind_all(id, index.tokens(text))
          .run();
    };
    keep(1, "Pengaduan tentang pelayanan di kelurahan");
    keep(2, "Petugas melayani dengan lambat");
    keep(3, "Nomor 0012/DUMAS/2026");
    const auto found = [&](std::string_view words) {
      auto select = connection.dialect() == Dialect::Sqlite
                        ? connection.prepare("SELECT rowid FROM case_search WHERE case_search MATCH ?1 ORDER BY rowid")
                        : connection.prepare(
                              "SELECT rowid FROM case_search WHERE string_to_array(tokens, ' ') @> "
                              "string_to_array(?1, ' ') ORDER BY rowid");
      select.bind(1, index.query(words));
      std::vector<std::int64_t> ids;
      while (select.step()) ids.push_back(select.integer(0));
      return ids;
    };
    CHECK(found("layani") == std::vector<std::int64_t>{1, 2});
    CHECK(found("layanan lurah") == std::vector<std::int64_t>{1});
    CHECK(found("12") == std::vector<std::int64_t>{3});
    CHECK(found("bupati").empty());
  });
}

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
