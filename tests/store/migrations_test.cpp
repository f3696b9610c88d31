#include "store/migrations.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "store/temporary.hpp"

using namespace dumas::store;

namespace {
// The real first migration, so that the table of migrations is the real one.
std::vector<Migration> first_and(std::vector<Migration> more) {
  std::vector<Migration> all{built_in_migrations().front()};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}
const Migration second{2, "fruit", "CREATE TABLE fruit (name TEXT); INSERT INTO fruit VALUES ('salak;mangga');"};
const Migration third{3, "price", "ALTER TABLE fruit ADD COLUMN price INTEGER;"};
}  // namespace

TEST_CASE("the migrations compiled in make a database, once") {
  TemporaryFolder folder;
  const auto file = folder / "a.db";
  Connection connection = Connection::open(file);
  const auto first = migrate(connection, file, 1000);
  REQUIRE(first.ok());
  CHECK(first->from == 0);
  CHECK(first->to == static_cast<int>(built_in_migrations().size()));
  CHECK_FALSE(first->snapshot.has_value());
  const auto again = migrate(connection, file, 2000);
  REQUIRE(again.ok());
  CHECK(again->from == again->to);
}

TEST_CASE("an older database is copied, then brought up") {
  TemporaryFolder folder;
  const auto file = folder / "a.db";
  Connection connection = Connection::open(file);
  REQUIRE(migrate(connection, file, 1, first_and({second})).ok());
  const auto report = migrate(connection, file, 2, first_and({second, third}));
  REQUIRE(report.ok());
  CHECK(report->from == 2);
  CHECK(report->to == 3);
  connection.exec("SELECT price FROM fruit");
  REQUIRE(report->snapshot.has_value());
  Connection copy = Connection::open(std::filesystem::path(*report->snapshot));
  copy.exec("SELECT name FROM fruit");
  CHECK_THROWS_AS(copy.exec("SELECT price FROM fruit"), DatabaseError);
}

TEST_CASE("a newer, a changed and a foreign database are refused") {
  TemporaryFolder folder;
  const auto file = folder / "a.db";
  Connection connection = Connection::open(file);
  REQUIRE(migrate(connection, file, 1, first_and({second})).ok());
  const auto newer = migrate(connection, file, 2, first_and({}));
  REQUIRE_FALSE(newer.ok());
  CHECK(newer.refusal().code == "DATABASE_NEWER");
  Migration edited = second;
  edited.sql = "CREATE TABLE fruit (name TEXT);";
  const auto changed = migrate(connection, file, 2, first_and({edited, third}));
  REQUIRE_FALSE(changed.ok());
  CHECK(changed.refusal().code == "DATABASE_CHANGED");
  CHECK(changed.refusal().arguments.front() == "0002-fruit");

  Connection foreign = Connection::open(folder / "b.db");
  foreign.exec("CREATE TABLE theirs (i INTEGER)");
  const auto refused = migrate(foreign, folder / "b.db", 1);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.refusal().code == "DATABASE_FOREIGN");
}

TEST_CASE("a migration that fails leaves the database as it was") {
  TemporaryFolder folder;
  const auto file = folder / "a.db";
  Connection connection = Connection::open(file);
  const Migration broken{3, "broken", "CREATE TABLE half (i INTEGER); SELECT nonsense;"};
  CHECK_THROWS_AS((void)migrate(connection, file, 1, first_and({second, broken})), DatabaseError);
  CHECK_THROWS_AS(connection.exec("SELECT * FROM half"), DatabaseError);
  CHECK_THROWS_AS(connection.exec("SELECT * FROM fruit"), DatabaseError);
  CHECK(migrate(connection, file, 1, first_and({second, third})).ok());
}

TEST_CASE("whoever adds a column that the log fills raises last_filled_from_log") {
  // The tables that Projections::rebuild empties and fills.
  constexpr Sql columns(
      "SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.name IN ('cases', "
      "'case_holders', 'case_records', 'case_steps', 'case_search', 'numbers', 'meetings', 'papers', 'papers_due') "
      "ORDER BY 1");
  const auto after = [&](std::size_t migrations) {
    TemporaryFolder folder;
    Connection connection = Connection::open(folder / "a.db");
    REQUIRE(migrate(connection, folder / "a.db", 1, built_in_migrations().first(migrations)).ok());
    std::vector<std::string> found;
    auto select = connection.prepare(columns);
    while (select.step()) found.push_back(select.text(0));
    return found;
  };
  const auto newest = after(built_in_migrations().size());
  CHECK(newest.size() > 50);
  CHECK(after(static_cast<std::size_t>(last_filled_from_log)) == newest);
  CHECK(after(static_cast<std::size_t>(last_filled_from_log) - 1) != newest);
}
