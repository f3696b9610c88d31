// Compares schema_migrations with the files compiled in, and runs what is missing.
#include "store/migrations.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <string>
#include <vector>

#include "store/digest.hpp"
#include "store/sqlite_errors.hpp"

namespace dumas::store {

class MigrationRunner {
 public:
  MigrationRunner(Connection& connection, std::span<const Migration> migrations)
      : connection_(connection), migrations_(migrations) {}

  // The number of the last migration that has run, or why this database is refused.
  Result<int> position();
  // PostgreSQL: every table of ours, with its rows, into a schema of its own. Gives that schema's name.
  std::string copy_tables(int next);
  void run_after(int last, std::int64_t now);

  // Two columns: all tables, and whether schema_migrations is one of them.
  [[nodiscard]] Statement count_tables();

 private:
  Connection& connection_;
  std::span<const Migration> migrations_;
};

namespace {
std::filesystem::path take_snapshot(Connection& connection, const std::filesystem::path& file, int next);
std::string checksum(std::string_view sql);
}  // namespace

Result<MigrationReport> migrate(Connection& connection, const DatabasePlace& place, std::int64_t now) {
  return migrate(connection, place, now, built_in_migrations(connection.dialect()));
}

Result<MigrationReport> migrate(Connection& connection, const DatabasePlace& place, std::int64_t now,
                                std::span<const Migration> migrations) {
  MigrationRunner runner(connection, migrations);
  MigrationReport report;
  report.to = static_cast<int>(migrations.size());

  const Result<int> before = runner.position();
  if (!before) return before.refusal();
  report.from = before.value();
  if (report.from == report.to) return report;
  // Not inside the transaction below, where no copy of a file can be made.
  if (report.from > 0 && connection.dialect() == Dialect::Sqlite)
    report.snapshot = take_snapshot(connection, place.file(), report.from + 1).string();

  Transaction transaction(connection);
  // Asked again under the lock: another copy of the program may have been faster.
  const Result<int> last = runner.position();
  if (!last) return last.refusal();
  report.from = last.value();
  if (report.from == report.to) return report;
  if (report.from > 0 && connection.dialect() == Dialect::PostgreSql)
    report.snapshot = runner.copy_tables(report.from + 1);
  runner.run_after(report.from, now);
  transaction.commit();
  return report;
}

Result<int> schema_number(Connection& connection) {
  return MigrationRunner(connection, built_in_migrations(connection.dialect())).position();
}

bool holds_tables(const DatabasePlace& place) {
  if (place.dialect() == Dialect::Sqlite && !std::filesystem::exists(place.file())) return false;
  Connection connection = Connection::open(place);
  Statement tables = MigrationRunner(connection, {}).count_tables();
  tables.step();
  return tables.integer(0) > 0;
}

Result<int> MigrationRunner::position() {
  {
    Statement tables = count_tables();
    tables.step();
    if (tables.integer(0) == 0) return 0;
    if (tables.integer(1) == 0) return Refusal{"DATABASE_FOREIGN", "", "error.database_foreign"};
  }
  Statement rows = connection_.prepare("SELECT number, name, checksum FROM schema_migrations ORDER BY number");
  int last = 0;
  while (rows.step()) {
    const std::int64_t number = rows.integer(0);
    if (number > static_cast<std::int64_t>(migrations_.size())) {
      return Refusal{
          "DATABASE_NEWER", "", "error.database_newer", {std::to_string(number), std::to_string(migrations_.size())}};
    }
    const std::string stored = fmt::format("{:04}-{}", number, rows.text(1));
    if (number != last + 1) return Refusal{"DATABASE_CHANGED", "", "error.database_changed", {stored}};
    const Migration& ours = migrations_[static_cast<std::size_t>(last)];
    if (rows.text(1) != ours.name || rows.text(2) != checksum(ours.sql)) {
      return Refusal{"DATABASE_CHANGED", "", "error.database_changed", {stored}};
    }
    ++last;
  }
  return last;
}

Statement MigrationRunner::count_tables() {
  if (connection_.dialect() == Dialect::Sqlite)
    return connection_.prepare(
        "SELECT count(*), count(*) FILTER (WHERE name = 'schema_migrations') FROM sqlite_schema WHERE type = 'table'");
  return connection_.prepare(
      "SELECT count(*), count(*) FILTER (WHERE tablename = 'schema_migrations') FROM pg_tables "
      "WHERE schemaname = 'public'");
}

std::string MigrationRunner::copy_tables(int next) {
  std::string schema = fmt::format("before_{:04}", next);
  // One left by a program that was taken back to its older version afterwards; a newer copy takes its place.
  std::string script = fmt::format("DROP SCHEMA IF EXISTS {0} CASCADE; CREATE SCHEMA {0};", schema);
  Statement tables = connection_.prepare("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'");
  while (tables.step()) script += fmt::format("CREATE TABLE {0}.{1} AS TABLE public.{1};", schema, tables.text(0));
  connection_.run_script(script);
  return schema;
}

void MigrationRunner::run_after(int last, std::int64_t now) {
  for (const Migration& migration : migrations_.subspan(static_cast<std::size_t>(last))) {
    if (migration.number != ++last) throw std::logic_error(fmt::format("no migration number {}", last));
    connection_.run_script(std::string(migration.sql));
    connection_.prepare("INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES (?1, ?2, ?3, ?4)")
        .bind_all(migration.number, migration.name, checksum(migration.sql), now)
        .run();
  }
}

namespace {

std::filesystem::path take_snapshot(Connection& connection, const std::filesystem::path& file, int next) {
  std::filesystem::path target = file;
  target += fmt::format(".before-{:04}", next);
  std::filesystem::path partial = target;
  partial += ".partial";
  std::filesystem::remove(partial);
  connection.copy_to(partial);
  std::filesystem::rename(partial, target);
  sync_to_disk(target.has_parent_path() ? target.parent_path() : std::filesystem::path("."));
  return target;
}

std::string checksum(std::string_view sql) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
  std::string sum(32, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(sum.data()), sum.size(),
                     reinterpret_cast<const unsigned char*>(sql.data()), sql.size(), nullptr, 0);
  return to_hex(sum);
}

}  // namespace
}  // namespace dumas::store
