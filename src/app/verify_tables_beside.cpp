#include <fmt/format.h>

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "app/fresh_database.hpp"
#include "app/verify_tables.hpp"
#include "store/integrity.hpp"

namespace dumas::app {
namespace {

using store::Connection;
using store::Sql;
using store::Stream;

constexpr std::int64_t first_id = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t last_id = std::numeric_limits<std::int64_t>::max();
// Rebuilt, compared and thrown away at once: enough that the statements around them do not count, few enough for the memory.
constexpr std::int64_t cases_at_once = 1000;
constexpr int cache_kib = 65536;

// Rows that only the office has (lost), and that only the log gives (added).
struct Comparison {
  const char* table;
  Sql lost, added;
};
struct CaseComparison : Comparison {
  Sql clear;
};

// Of the cases from ?1 to ?2.
#define DUMAS_LIVE(TABLE, COLUMNS, CASE) "SELECT " COLUMNS " FROM live." #TABLE " WHERE " CASE " BETWEEN ?1 AND ?2"
#define DUMAS_MADE(TABLE, COLUMNS) "SELECT " COLUMNS " FROM main." #TABLE
#define DUMAS_COMPARE_CASES(TABLE, COLUMNS, CASE)                                         \
  CaseComparison {                                                                        \
    {#TABLE, Sql(DUMAS_LIVE(TABLE, COLUMNS, CASE) " EXCEPT " DUMAS_MADE(TABLE, COLUMNS)), \
     Sql(DUMAS_MADE(TABLE, COLUMNS) " EXCEPT " DUMAS_LIVE(TABLE, COLUMNS, CASE))},        \
        Sql("DELETE FROM main." #TABLE)                                                   \
  }
constexpr CaseComparison of_cases[] = {
    DUMAS_COMPARE_CASES(cases, "*", "id"), DUMAS_COMPARE_CASES(case_holders, "*", "case_id"),
    DUMAS_COMPARE_CASES(case_steps, "*", "case_id"), DUMAS_COMPARE_CASES(case_records, "*", "case_id"),
    DUMAS_COMPARE_CASES(case_search, "rowid, tokens", "rowid")};
#undef DUMAS_COMPARE_CASES
#undef DUMAS_MADE
#undef DUMAS_LIVE

// Whole, in the order of their keys: so SQLite walks along both and keeps no row.
#define DUMAS_COMPARE(TABLE, KEY)                                                                    \
  Comparison {                                                                                       \
#TABLE, Sql("SELECT * FROM live." #TABLE " EXCEPT SELECT * FROM main." #TABLE " ORDER BY " KEY), \
        Sql("SELECT * FROM main." #TABLE " EXCEPT SELECT * FROM live." #TABLE " ORDER BY " KEY)      \
  }
constexpr Comparison of_office[] = {DUMAS_COMPARE(meetings, "id"), DUMAS_COMPARE(papers, "id"),
                                    DUMAS_COMPARE(papers_due, "record, kind"),
                                    DUMAS_COMPARE(numbers, "office, kind, text")};
#undef DUMAS_COMPARE

// Made ready for the office's tables. What the log is read from is the office's: a name that `main` lacks is looked for there.
Connection open_beside(Application& app, const FreshDatabase& fresh) {
  auto connection = fresh.open({.cache_kib = cache_kib, .fills_search_tables = true});
  // Nobody needs it after a crash. Its case_search is only filled, never searched.
  for (const Sql part :
       {Sql("PRAGMA journal_mode = MEMORY"), Sql("PRAGMA synchronous = OFF"), Sql("DROP TABLE events"),
        Sql("DROP TABLE records"), Sql("DROP TABLE case_search"), Sql("CREATE TABLE case_search (tokens TEXT)")})
    connection.exec(part);
  connection.prepare("ATTACH ?1 AS live").bind(1, app.database().file().string()).run();
  connection.exec("BEGIN");  // one moment of it; never committed
  return connection;
}

class TableCheck {
 public:
  TableCheck(Application& app, Connection& connection) : app_(app), connection_(connection) {}

  void run(VerifyReport& report) {
    for (const Stream kind : {Stream::Paper, Stream::Meeting})
      for (const auto id : streams(kind, first_id, last_id)) app_.projections().replay(connection_, kind, id);
    for (std::int64_t from = first_id;;) {
      const auto ids = streams(Stream::Case, from, cases_at_once);
      const bool last = std::ssize(ids) < cases_at_once;
      const std::int64_t to = last ? last_id : ids.back();  // rows of a case without events belong to a range too
      for (const auto id : ids) app_.projections().replay(connection_, Stream::Case, id);
      for (const auto& it : of_cases) {
        differ_[it.table] += rows(it.lost, from, to) + rows(it.added, from, to);
        connection_.exec(it.clear);
      }
      if (last) break;
      from = to + 1;
    }
    for (const auto& it : of_office) differ_[it.table] += rows(it.lost) + rows(it.added);
    for (const auto& [table, differences] : differ_)
      if (differences > 0)
        report.faults.push_back(fmt::format("table {}: {} rows differ from the rebuilt table", table, differences));
  }

 private:
  std::vector<std::int64_t> streams(Stream kind, std::int64_t from, std::int64_t most) {
    auto select = connection_.prepare(
        "SELECT DISTINCT stream FROM events WHERE stream_kind = ?1 AND stream >= ?2 ORDER BY stream LIMIT ?3");
    select.bind_all(word(kind), from, most);
    std::vector<std::int64_t> ids;
    while (select.step()) ids.push_back(select.integer(0));
    return ids;
  }

  template <class... Range>
  std::int64_t rows(Sql sql, Range... range) {
    auto select = connection_.prepare(sql);
    select.bind_all(range...);
    std::int64_t count = 0;
    while (select.step()) ++count;
    return count;
  }

  Application& app_;
  Connection& connection_;
  std::map<std::string_view, std::int64_t> differ_;
};

}  // namespace

void check_tables_beside(Application& app, VerifyReport& report) {
  const FreshDatabase fresh(app);
  auto connection = open_beside(app, fresh);
  for (auto& fault : store::search_faults(connection)) report.faults.push_back(std::move(fault));
  TableCheck(app, connection).run(report);
}

}  // namespace dumas::app
