#include "app/verify_tables.hpp"

#include <fmt/format.h>

namespace dumas::app {
namespace {

using store::Connection;
using store::Sql;

// What is put in front of a table before it is rebuilt, and how the two are compared.
struct Comparison {
  const char* table;
  Sql front, lost, added;
};

#define DUMAS_COMPARE(TABLE, COLUMNS)                                                                  \
  Comparison {                                                                                         \
#TABLE, Sql("CREATE TEMP TABLE " #TABLE " (LIKE public." #TABLE " INCLUDING ALL) ON COMMIT DROP"), \
        Sql("SELECT count(*) FROM (SELECT " COLUMNS " FROM public." #TABLE " EXCEPT SELECT " COLUMNS   \
            " FROM pg_temp." #TABLE ") AS lost"),                                                      \
        Sql("SELECT count(*) FROM (SELECT " COLUMNS " FROM pg_temp." #TABLE " EXCEPT SELECT " COLUMNS  \
            " FROM public." #TABLE ") AS added")                                                       \
  }

constexpr Comparison comparisons[] = {
    DUMAS_COMPARE(cases, "*"),        DUMAS_COMPARE(case_holders, "*"), DUMAS_COMPARE(case_steps, "*"),
    DUMAS_COMPARE(case_records, "*"), DUMAS_COMPARE(meetings, "*"),     DUMAS_COMPARE(numbers, "*"),
    DUMAS_COMPARE(papers, "*"),       DUMAS_COMPARE(papers_due, "*"),   DUMAS_COMPARE(case_search, "rowid, tokens")};
#undef DUMAS_COMPARE

std::int64_t count(Connection& connection, Sql sql) {
  auto select = connection.prepare(sql);
  select.step();
  return select.integer(0);
}

}  // namespace

void check_tables_in_front(Application& app, Connection& moment, VerifyReport& report) {
  for (const auto& comparison : comparisons) moment.exec(comparison.front);
  app.projections().rebuild(moment);
  for (const auto& it : comparisons)
    if (const auto differences = count(moment, it.lost) + count(moment, it.added); differences > 0)
      report.faults.push_back(fmt::format("table {}: {} rows differ from the rebuilt table", it.table, differences));
}

}  // namespace dumas::app
