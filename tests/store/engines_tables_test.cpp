// The office's tables on both engines: the migrations that make them alike, the log that is only added to, the search.
#include <doctest/doctest.h>

#include <vector>

#include "store/blind_index.hpp"
#include "store/engines.hpp"
#include "store/kind_thrown.hpp"
#include "store/migrated.hpp"
#include "store/table_copy.hpp"

using namespace dumas::store;

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
