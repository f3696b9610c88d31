#include "store/database.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <limits>
#include <thread>
#include <type_traits>

#include "store/temporary.hpp"

using namespace dumas::store;
using namespace std::string_view_literals;

// SQL cannot be made from text of the run time.
static_assert(!std::is_constructible_v<Sql, std::string>);
static_assert(!std::is_constructible_v<Sql, std::string_view>);
static_assert(!std::is_constructible_v<Sql, const char*>);
static_assert(!std::is_copy_constructible_v<Connection> && std::is_move_constructible_v<Connection>);

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
}  // namespace

TEST_CASE("values come back as they went in") {
  TemporaryFolder folder;
  Connection connection = Connection::open(folder / "a.db");
  connection.exec("CREATE TABLE t (i INTEGER, s TEXT, b BLOB, n TEXT)");
  const auto text = "a\0b\xf0\x9f\x98\x80"sv;
  connection.prepare("INSERT INTO t VALUES (?1, ?2, ?3, ?4)")
      .bind_all(std::numeric_limits<std::int64_t>::min(), text, Blob{"\0\xff"sv}, std::optional<std::string>())
      .run();
  CHECK(connection.prepare("INSERT INTO t VALUES (?1, ?2, ?3, ?4)").bind_all(0, "", Blob{""}, nullptr).run() == 1);
  Statement rows = connection.prepare("SELECT i, s, b, n, typeof(s), typeof(b) FROM t ORDER BY i");
  REQUIRE(rows.step());
  CHECK(rows.integer(0) == std::numeric_limits<std::int64_t>::min());
  CHECK(rows.text(1) == text);
  CHECK(rows.blob(2) == "\0\xff"sv);
  CHECK(rows.is_null(3));
  CHECK_FALSE(rows.text_or_null(3).has_value());
  CHECK_THROWS_AS((void)rows.text(3), std::logic_error);
  CHECK_THROWS_AS((void)rows.text(9), std::logic_error);
  REQUIRE(rows.step());
  CHECK(rows.text(4) == "text");
  CHECK(rows.text(5) == "blob");
  CHECK(rows.text(1).empty());
  CHECK_FALSE(rows.step());
}

TEST_CASE("the same statement may be used inside itself, and comes back clean") {
  TemporaryFolder folder;
  Connection connection = Connection::open(folder / "a.db");
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
  CHECK_THROWS_AS((void)connection.prepare("SELECT 1; SELECT 2"), std::logic_error);
}

TEST_CASE("what is not committed is gone") {
  TemporaryFolder folder;
  Connection connection = Connection::open(folder / "a.db");
  connection.exec("CREATE TABLE t (i INTEGER UNIQUE)");
  {
    Transaction transaction(connection);
    connection.exec("INSERT INTO t VALUES (1)");
    {
      Savepoint part(connection);
      connection.exec("INSERT INTO t VALUES (2)");
    }
    transaction.commit();
  }
  {
    Transaction transaction(connection);
    connection.exec("INSERT INTO t VALUES (3)");
  }
  Statement all = connection.prepare("SELECT group_concat(i) FROM t");
  REQUIRE(all.step());
  CHECK(all.text(0) == "1");
}

TEST_CASE("errors say what kind they are") {
  TemporaryFolder folder;
  Connection connection = Connection::open(folder / "a.db");
  connection.exec("CREATE TABLE t (i INTEGER UNIQUE, s TEXT)");
  connection.exec("INSERT INTO t VALUES (1, 'x')");
  CHECK(kind_thrown([&] { connection.exec("INSERT INTO t VALUES (1, 'y')"); }) == DatabaseErrorKind::Constraint);
  CHECK(kind_thrown([&] { connection.exec("SELECT nothing"); }) == DatabaseErrorKind::Other);

  Connection other = Connection::open(folder / "a.db", {.busy_timeout_ms = 1});
  Transaction holds(connection);
  CHECK(kind_thrown([&] { Transaction waits(other); }) == DatabaseErrorKind::Busy);

  const auto junk = folder.write("junk.db", std::string(4096, 'x'));
  CHECK(kind_thrown([&] { Connection::open(junk); }) == DatabaseErrorKind::Corrupt);
}

TEST_CASE("a full disk is reported as such") {
  TemporaryFolder folder;
  Connection connection = Connection::open(folder / "a.db");
  connection.exec("CREATE TABLE t (s TEXT)");
  connection.exec("PRAGMA max_page_count = 8");
  const std::string text(1 << 20, 'x');
  CHECK(kind_thrown([&] { connection.prepare("INSERT INTO t VALUES (?1)").bind(1, text).run(); }) ==
        DatabaseErrorKind::DiskFull);
}

TEST_CASE("readers see one moment, and cannot write") {
  TemporaryFolder folder;
  Connection writer = Connection::open(folder / "a.db");
  writer.exec("CREATE TABLE t (i INTEGER)");
  writer.exec("INSERT INTO t VALUES (1)");
  ReadPool pool(folder / "a.db", 2);
  const auto count = [](Connection& reader) {
    Statement rows = reader.prepare("SELECT count(*) FROM t");
    rows.step();
    return rows.integer(0);
  };
  pool.with([&](Connection& reader) {
    CHECK(count(reader) == 1);
    writer.exec("INSERT INTO t VALUES (2)");
    CHECK(count(reader) == 1);
    CHECK_THROWS_AS(reader.exec("INSERT INTO t VALUES (3)"), DatabaseError);
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
}

TEST_CASE("a copy of a live database is whole") {
  TemporaryFolder folder;
  Connection connection = Connection::open(folder / "a.db");
  connection.exec("CREATE TABLE t (i INTEGER)");
  connection.exec("INSERT INTO t VALUES (7)");
  connection.copy_to(folder / "copy.db");
  Connection copy = Connection::open(folder / "copy.db");
  Statement rows = copy.prepare("SELECT i FROM t");
  REQUIRE(rows.step());
  CHECK(rows.integer(0) == 7);
  CHECK_THROWS_AS(connection.copy_to(folder / "copy.db"), DatabaseError);
}
