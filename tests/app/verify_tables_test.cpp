// `dumas verify` on tables that pages read: each that is not what the log gives is named with the number of its rows, and
// the search index is held against its own.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <thread>

#include "../support/road.hpp"
#include "app/verify.hpp"
#include "store/database.hpp"

using namespace dumas;           // NOLINT(google-build-using-namespace)
using namespace dumas::testing;  // NOLINT(google-build-using-namespace)
using store::Connection;
using store::Sql;

namespace {

std::vector<std::string> faults(const Office& office) { return app::verify(*office.app).faults; }

Connection burglar(const Office& office) {
  return Connection::open(office.folders().database(), {.fills_search_tables = true});
}

struct Change {
  const char* table;
  int rows;
  Sql done, undone;
};

// A changed row counts twice: one is lost, another came.
constexpr Change changes[] = {
    {"cases", 2, "UPDATE cases SET days_waited = days_waited + 1", "UPDATE cases SET days_waited = days_waited - 1"},
    {"cases", 1,
     "INSERT INTO cases (id, office, version, status, channel, disclosure, received_at, changed_at) VALUES "
     "(9223372036854775807, 'x', 1, 'CLOSED', 'WEB', 'NAMED', 0, 0)",
     "DELETE FROM cases WHERE office = 'x'"},
    {"case_holders", 1, "INSERT INTO case_holders VALUES ('x', 'CHAIR', 0, -5)",
     "DELETE FROM case_holders WHERE office = 'x'"},
    {"case_steps", 2, "UPDATE case_steps SET overdue = 1 WHERE step = 3",
     "UPDATE case_steps SET overdue = 0 WHERE step = 3"},
    {"case_records", 2, "UPDATE case_records SET role = lower(role) WHERE type = 'COMPLAINT_FORM'",
     "UPDATE case_records SET role = upper(role) WHERE type = 'COMPLAINT_FORM'"},
    {"meetings", 2, "UPDATE meetings SET days_ahead = days_ahead + 1",
     "UPDATE meetings SET days_ahead = days_ahead - 1"},
    {"numbers", 2, "UPDATE numbers SET seq = seq + 70 WHERE kind = 'register'",
     "UPDATE numbers SET seq = seq - 70 WHERE kind = 'register'"},
    {"papers", 1,
     "INSERT INTO papers (id, office, token, kind, owner_kind, owner, record, number, mode, signed_by, "
     "signed_as, capacity, signed_at, certificate, issued_at, event_id, stored_as, sha256, size, pages) "
     "VALUES (7, 'x', '', '', '', 0, 0, '', '', 0, '', '', 0, '', 0, 0, '', '', 0, 0)",
     "DELETE FROM papers WHERE office = 'x'"},
    {"papers_due", 1, "INSERT INTO papers_due VALUES (0, 'x', 'x', 'case', 0, 0)",
     "DELETE FROM papers_due WHERE kind = 'x'"},
};

}  // namespace

TEST_CASE("a table that is not what the log gives is named, with its rows") {
  Office o;
  o.open();
  walk(o);
  REQUIRE(faults(o).empty());
  auto other = burglar(o);
  for (const auto& change : changes) {
    CAPTURE(change.table);
    CAPTURE(change.done.text());
    other.exec(change.done);
    const auto said = faults(o);
    const auto wanted = std::string{"table "} + change.table + ": " + std::to_string(change.rows) + " rows differ";
    CHECK(std::any_of(said.begin(), said.end(), [&](const std::string& one) { return one.starts_with(wanted); }));
    for (const auto& one : said) CHECK((one.starts_with(wanted) || one.find("paper") != std::string::npos));
    other.exec(change.undone);
  }
  CHECK(faults(o).empty());
}

TEST_CASE("the search is held against the log, and its index against the search") {
  Office o;
  o.open();
  o.must({}, o.as("loket", complaint::Role::FrontDesk), complaint_of("Antrean"));
  o.must({}, o.as("loket", complaint::Role::FrontDesk), complaint_of("Loket"));
  auto other = burglar(o);
  SUBCASE("a case is not found") {
    other.exec("DELETE FROM case_search WHERE rowid = (SELECT min(id) FROM cases)");
    const auto said = faults(o);
    REQUIRE(said.size() == 1);
    CHECK(said.front() == "table case_search: 1 rows differ from the rebuilt table");
  }
  SUBCASE("a case is found by other words") {
    other.exec("UPDATE case_search SET tokens = 'aaaa' WHERE rowid = (SELECT min(id) FROM cases)");
    const auto said = faults(o);
    REQUIRE(said.size() == 1);
    CHECK(said.front() == "table case_search: 2 rows differ from the rebuilt table");
  }
  SUBCASE("the index is another's") {
    other.exec("DELETE FROM case_search_data WHERE id > 10");
    const auto said = faults(o);
    REQUIRE(said.size() == 1);
    CHECK(said.front().starts_with("the search index is not that of its rows: dumas rebuild"));
  }
  SUBCASE("its words lead elsewhere") {
    other.exec("UPDATE case_search_content SET c0 = 'aaaa' WHERE id = (SELECT min(id) FROM cases)");
    const auto said = faults(o);
    REQUIRE(said.size() == 2);
    CHECK(said.front().starts_with("the search index is not that of its rows: dumas rebuild"));
    CHECK(said.back() == "table case_search: 2 rows differ from the rebuilt table");
  }
}

TEST_CASE("verify lets others write meanwhile, and leaves no file behind") {
  Office o;
  o.open();
  walk(o);
  const auto names = [&] {
    std::vector<std::string> all;
    for (const auto& entry : std::filesystem::directory_iterator(o.folder())) all.push_back(entry.path().filename());
    std::sort(all.begin(), all.end());
    return all;
  };
  const auto before = names();
  std::atomic<bool> written{false};
  std::vector<app::VerifyReport> reports;
  std::thread verifying([&] {
    while (!written || reports.empty()) reports.push_back(app::verify(*o.app));
  });
  for (int n = 0; n < 40; ++n) o.must({}, o.as("loket", complaint::Role::FrontDesk), complaint_of("Sementara"));
  written = true;
  verifying.join();
  for (const auto& report : reports) CHECK(report.faults.empty());
  CHECK(app::verify(*o.app).cases == 41);
  CHECK(names() == before);
}
