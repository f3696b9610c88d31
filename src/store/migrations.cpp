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
  void run_after(int last, std::int64_t now);

 private:
  Connection& connection_;
  std::span<const Migration> migrations_;
};

namespace {
std::filesystem::path take_snapshot(Connection& connection, const std::filesystem::path& file, int next);
std::string checksum(std::string_view sql);
}  // namespace

Result<MigrationReport> migrate(Connection& connection, const std::filesystem::path& file, std::int64_t now,
                                std::span<const Migration> migrations) {
  MigrationRunner runner(connection, migrations);
  MigrationReport report;
  report.to = static_cast<int>(migrations.size());

  const Result<int> before = runner.position();
  if (!before) return before.refusal();
  report.from = before.value();
  if (report.from == report.to) return report;
  // Not inside the transaction below, where no copy can be made.
  if (report.from > 0) report.snapshot = take_snapshot(connection, file, report.from + 1);

  Transaction transaction(connection);
  // Asked again under the lock: another copy of the program may have been faster.
  const Result<int> last = runner.position();
  if (!last) return last.refusal();
  runner.run_after(last.value(), now);
  transaction.commit();
  return report;
}

Result<int> MigrationRunner::position() {
  {
    Statement tables = connection_.prepare(
        "SELECT count(*), coalesce(sum(name = 'schema_migrations'), 0) FROM sqlite_schema WHERE type = 'table'");
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
