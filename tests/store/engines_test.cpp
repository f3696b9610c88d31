// What every function of store/ may rely on, asked of both engines: the contract of database.hpp and of the write queue.
// The office's own tables are in engines_tables_test.cpp.
#include <doctest/doctest.h>

#include <atomic>
#include <limits>
#include <thread>
#include <vector>

#include "store/engines.hpp"
#include "store/kind_thrown.hpp"
#include "store/write_queue.hpp"

using namespace dumas::store;
using namespace std::string_view_literals;
using dumas::Refusal;
using dumas::Result;

namespace {

Connection with_table(const DatabasePlace& place) {
  Connection connection = Connection::open(place);
  connection.exec("CREATE TABLE IF NOT EXISTS t (i BIGINT UNIQUE, s TEXT)");
  return connection;
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
      // A call inside sees the same moment, and needs no second connection.
      CHECK(pool.with([&](Connection& inner) { return &inner == &reader ? count(inner) : -1; }) == 1);
      ReadPool another(place, 1);
      another.with([&](Connection& elsewhere) {
        CHECK(count(elsewhere) == 2);
        CHECK(pool.with(count) == 1);
      });
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
