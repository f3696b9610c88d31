// The list of cases must read its fifty rows from an index: sorting 10,000 cases for each page was 70 times slower.
#include <doctest/doctest.h>

#include "store/database.hpp"
#include "store/migrations.hpp"
#include "store/temporary.hpp"

using namespace dumas::store;

TEST_CASE("newest first needs no sorting, with and without a state") {
  TemporaryFolder folder;
  Connection connection = Connection::open(folder / "a.db");
  REQUIRE(migrate(connection, folder / "a.db", 1).ok());
  // The shape of list_cases (store/case_queries.cpp), with its view condition.
  const auto plan = [](Statement select) {
    std::string steps;
    while (select.step()) steps += select.text(3) + "\n";
    return steps;
  };
  const std::string all =
      plan(connection.prepare("EXPLAIN QUERY PLAN SELECT c.id, c.status, r.title FROM cases c LEFT JOIN records r ON "
                              "r.id = c.title_record WHERE c.office = ?1 "
                              "AND (?20 = 1 OR (?21 = 1 AND (c.meeting IS NOT NULL OR c.resolution IS NOT NULL))) "
                              "ORDER BY c.id DESC LIMIT ?8"));
  CHECK(all.find("cases_by_office") != std::string::npos);
  CHECK(all.find("TEMP B-TREE") == std::string::npos);
  const std::string of_state =
      plan(connection.prepare("EXPLAIN QUERY PLAN SELECT c.id, c.status FROM cases c WHERE c.office = ?1 AND c.status "
                              "= ?3 AND c.id < ?7 ORDER BY c.id DESC LIMIT ?8"));
  CHECK(of_state.find("TEMP B-TREE") == std::string::npos);
}
