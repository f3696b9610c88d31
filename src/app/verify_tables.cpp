#include "app/verify_tables.hpp"

#include <fmt/format.h>

namespace dumas::app {
namespace {

using store::Connection;
using store::Dialect;
using store::Sql;

// What SQLite keeps of a table before it is rebuilt, what PostgreSQL puts in front of it, and how the two are compared.
struct Comparison {
  const char* table;
  Sql keep, front;
  Sql lost, added;  // SQLite
  Sql postgres_lost, postgres_added;
};

#define DUMAS_COMPARE(TABLE, COLUMNS)                                                                   \
  Comparison {                                                                                          \
#TABLE, Sql("CREATE TEMP TABLE live_" #TABLE " AS SELECT " COLUMNS " FROM " #TABLE),                \
        Sql("CREATE TEMP TABLE " #TABLE " (LIKE public." #TABLE " INCLUDING ALL) ON COMMIT DROP"),      \
        Sql("SELECT count(*) FROM (SELECT " COLUMNS " FROM temp.live_" #TABLE " EXCEPT SELECT " COLUMNS \
            " FROM main." #TABLE ")"),                                                                  \
        Sql("SELECT count(*) FROM (SELECT " COLUMNS " FROM main." #TABLE " EXCEPT SELECT " COLUMNS      \
            " FROM temp.live_" #TABLE ")"),                                                             \
        Sql("SELECT count(*) FROM (SELECT " COLUMNS " FROM public." #TABLE " EXCEPT SELECT " COLUMNS    \
            " FROM pg_temp." #TABLE ") AS lost"),                                                       \
        Sql("SELECT count(*) FROM (SELECT " COLUMNS " FROM pg_temp." #TABLE " EXCEPT SELECT " COLUMNS   \
            " FROM public." #TABLE ") AS added")                                                        \
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

UndisturbedDatabase::UndisturbedDatabase(Application& app) {
  constexpr store::DatabaseOptions patient{.answer_timeout_ms = 0};
  connection_ = Connection::open(app.database(), patient);
  if (connection_->dialect() == Dialect::PostgreSql) {
    connection_->exec("BEGIN ISOLATION LEVEL REPEATABLE READ");
    return;
  }
  copy_ = app.folders().data / ("verify-" + url_token(app.randomness(), 9) + ".db");
  try {
    connection_->copy_to(copy_);
  } catch (const store::DatabaseError& error) {
    if (error.kind() != store::DatabaseErrorKind::Corrupt) throw;
    whole_ = false;
    return;
  }
  connection_ = Connection::open(copy_);
}

// A transaction that is left open is rolled back with its connection.
UndisturbedDatabase::~UndisturbedDatabase() {
  connection_.reset();
  std::error_code ignored;
  if (!copy_.empty())
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(copy_.string() + ending, ignored);
}

void UndisturbedDatabase::rebuild(const Application& app) {
  const bool postgres = connection_->dialect() == Dialect::PostgreSql;
  for (const auto& comparison : comparisons) connection_->exec(postgres ? comparison.front : comparison.keep);
  if (postgres) return app.projections().rebuild(*connection_);
  store::Transaction transaction(*connection_);
  app.projections().rebuild(*connection_);
  transaction.commit();
}

void check_tables(Application& app, UndisturbedDatabase& database, VerifyReport& report) {
  auto& connection = database.connection();
  const bool postgres = connection.dialect() == Dialect::PostgreSql;
  report.cases = count(connection, "SELECT count(*) FROM cases AS all_cases");
  database.rebuild(app);
  for (const auto& it : comparisons) {
    const auto differences = postgres ? count(connection, it.postgres_lost) + count(connection, it.postgres_added)
                                      : count(connection, it.lost) + count(connection, it.added);
    if (differences > 0)
      report.faults.push_back(fmt::format("table {}: {} rows differ from the rebuilt table", it.table, differences));
  }
}

}  // namespace dumas::app
