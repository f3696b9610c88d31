// Runs a test on both engines, each time on an empty database of its own; and asks such a database for a number.
#pragma once

#include <doctest/doctest.h>

#include "store/database.hpp"
#include "store/temporary.hpp"
#include "support/postgres_server.hpp"

namespace dumas::store {

template <class Test>
void on_both_engines(Test test) {
  SUBCASE("SQLite") {
    TemporaryFolder folder;
    test(DatabasePlace{folder / "a.db"});
  }
  SUBCASE("PostgreSQL") { test(dumas::testing::PostgresServer::running().fresh_database()); }
}

inline std::int64_t number(Connection& connection, Sql sql) {
  Statement rows = connection.prepare(sql);
  REQUIRE(rows.step());
  return rows.integer(0);
}

}  // namespace dumas::store
