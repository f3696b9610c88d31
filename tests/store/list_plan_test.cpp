// The list of cases must read its fifty rows from an index: sorting 10,000 cases for each page was 70 times slower.
#include <doctest/doctest.h>

#include "store/database.hpp"
#include "store/migrations.hpp"
#include "store/numbers.hpp"
#include "store/temporary.hpp"

using namespace dumas::store;

namespace {
std::string plan(Statement select) {
  std::string steps;
  while (select.step()) steps += select.text(3) + "\n";
  return steps;
}

struct Office {
  TemporaryFolder folder;
  Connection connection = Connection::open(folder / "a.db");
  Office() { REQUIRE(migrate(connection, folder / "a.db", 1).ok()); }
};

// A whole table read from end to end, which costs more with every case; the full-text index is asked by its words.
bool reads_all_of(const std::string& steps, const std::string& table) {
  return steps.find("SCAN " + table + "\n") != std::string::npos;
}
}  // namespace

TEST_CASE("newest first needs no sorting, with and without a state") {
  Office office;
  Connection& connection = office.connection;
  // The shape of list_cases (store/case_queries.cpp), with its view condition.
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

TEST_CASE("a search is led by the words and needs no sorting") {
  Office office;
  const std::string steps = plan(
      office.connection.prepare("EXPLAIN QUERY PLAN SELECT c.id, r.title FROM cases c LEFT JOIN records r ON r.id = "
                                "c.title_record JOIN case_search ON case_search.rowid = c.id WHERE c.office = ?1 "
                                "AND case_search MATCH ?2 ORDER BY case_search.rowid DESC LIMIT ?8"));
  CHECK(steps.starts_with("SCAN case_search VIRTUAL TABLE"));
  CHECK(steps.find("SEARCH c USING INTEGER PRIMARY KEY") != std::string::npos);
  CHECK(steps.find("TEMP B-TREE") == std::string::npos);
}

TEST_CASE("what waits for a role is read in the order of its dates") {
  Office office;
  const std::string steps = plan(office.connection.prepare(
      "EXPLAIN QUERY PLAN SELECT c.id, r.title FROM case_holders h JOIN cases c ON c.id = h.case_id LEFT JOIN records "
      "r "
      "ON r.id = c.title_record WHERE h.office = ?1 AND h.role = ?2 ORDER BY h.due, h.case_id LIMIT ?3"));
  CHECK(steps.find("SEARCH h USING PRIMARY KEY (office=? AND role=?)") != std::string::npos);
  CHECK(steps.find("TEMP B-TREE") == std::string::npos);
}

TEST_CASE("a tracking page, a receipt and the next event read no table to its end") {
  Office office;
  const auto steps_of = [&](auto sql) { return plan(office.connection.prepare(sql)); };
  CHECK_FALSE(
      reads_all_of(steps_of(Sql("EXPLAIN QUERY PLAN SELECT case_id FROM tracking WHERE code_hash = ?1")), "tracking"));
  CHECK_FALSE(reads_all_of(
      steps_of(Sql("EXPLAIN QUERY PLAN SELECT case_id FROM tracking_visits WHERE token_hash = ?1 AND expires_at > ?2")),
      "tracking_visits"));
  CHECK_FALSE(reads_all_of(
      steps_of(
          Sql("EXPLAIN QUERY PLAN SELECT data FROM events WHERE stream_kind = ?1 AND stream = ?2 ORDER BY version")),
      "events"));
  CHECK_FALSE(reads_all_of(steps_of(Sql("EXPLAIN QUERY PLAN SELECT answer FROM idempotency WHERE key_hash = ?1")),
                           "idempotency"));
  CHECK(steps_of(SqlBuilder(Sql("EXPLAIN QUERY PLAN ")).add(next_number))
            .find("INDEX numbers_once (office=? AND kind=? AND year=?") != std::string::npos);
  CHECK(steps_of(SqlBuilder(Sql("EXPLAIN QUERY PLAN ")).add(void_others))
            .find("numbers_of_stream (stream_kind=? AND stream=? AND kind=? AND office=?)") != std::string::npos);
  CHECK_FALSE(reads_all_of(steps_of(Sql("EXPLAIN QUERY PLAN SELECT id FROM files WHERE case_id = ?1")), "files"));
}
