// What SQLite alone does; what both engines promise is in engines_test.cpp.
#include "store/database.hpp"

#include <doctest/doctest.h>

#include <type_traits>

#include "store/kind_thrown.hpp"
#include "store/temporary.hpp"

using namespace dumas::store;
using namespace std::string_view_literals;

// SQL cannot be made from text of the run time.
static_assert(!std::is_constructible_v<Sql, std::string>);
static_assert(!std::is_constructible_v<Sql, std::string_view>);
static_assert(!std::is_constructible_v<Sql, const char*>);
static_assert(!std::is_copy_constructible_v<Connection> && std::is_move_constructible_v<Connection>);

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
