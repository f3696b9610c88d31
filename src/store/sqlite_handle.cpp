#include "store/sqlite_handle.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <memory>
#include <stdexcept>
#include <utility>

#include "store/sqlite_errors.hpp"

namespace dumas::store {

namespace {

// Statements a connection keeps prepared; beyond it they are thrown away after use.
constexpr std::size_t cached_statements = 256;

struct Closer {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
using Opened = std::unique_ptr<sqlite3, Closer>;

int remember_log_pages(void* pages, sqlite3*, const char*, int in_log) {
  *static_cast<int*>(pages) = in_log;
  return SQLITE_OK;
}

void run_on(sqlite3* database, const std::string& script) {
  const int code = sqlite3_exec(database, script.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw_sqlite_error(database, code, std::string_view(script).substr(0, 80));
}

Opened open_file(const std::filesystem::path& file, const DatabaseOptions& options) {
  // Nobody asks SQLite how much it has allocated, and the count is a lock that all connections meet at. Refused without
  // harm once SQLite runs.
  static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(uncounted);
  const int mode =
      options.access == Access::ReadWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  sqlite3* made = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &made, mode | SQLITE_OPEN_NOMUTEX, nullptr);
  Opened database{made};
  if (code != SQLITE_OK) throw_sqlite_error(made, code, "open " + file.filename().string());
  sqlite3_extended_result_codes(made, 1);
  sqlite3_busy_timeout(made, options.busy_timeout_ms);
  // A crafted file must not reach beyond its own tables, nor a writing SELECT change the schema behind our back.
  sqlite3_db_config(made, SQLITE_DBCONFIG_DEFENSIVE, options.fills_search_tables ? 0 : 1, nullptr);
  sqlite3_db_config(made, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, nullptr);
  run_on(made, "PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;" +
                   fmt::format("PRAGMA cache_size=-{};", options.cache_kib));
  run_on(made, options.access == Access::ReadWrite
                   ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864;"
                   : "PRAGMA query_only=ON;");
  return database;
}

}  // namespace

SqliteHandle::SqliteHandle(std::filesystem::path file, const DatabaseOptions& options)
    : file_(std::move(file)), options_(options) {
  open();
}

void SqliteHandle::Finalizer::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

SqliteHandle::~SqliteHandle() { let_go(); }

void SqliteHandle::let_go() {
  idle_.clear();
  sqlite3_close_v2(database_);  // the file itself is closed with the last statement on loan
}

void SqliteHandle::open() {
  Opened fresh = open_file(file_, options_);
  let_go();
  database_ = fresh.release();
  had_no_memory_ = false;
  log_pages = 0;
  // The hook takes the place of the automatic checkpoint, whose errors SQLite keeps to itself.
  if (options_.access == Access::ReadWrite) sqlite3_wal_hook(database_, remember_log_pages, &log_pages);
}

SqliteHandle::Loan SqliteHandle::lend(std::string_view sql) {
  if (auto found = idle_.find(sql); found != idle_.end()) return idle_.extract(found);
  sqlite3_stmt* made = nullptr;
  const char* rest = nullptr;
  const int code =
      sqlite3_prepare_v3(database_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &made, &rest);
  if (code != SQLITE_OK) fail(code, sql);
  Statements::mapped_type statement{made};
  const std::string_view left(rest, static_cast<std::size_t>(sql.data() + sql.size() - rest));
  if (!statement || left.find_first_not_of(" \t\r\n;") != std::string_view::npos)
    throw std::logic_error(fmt::format("not exactly one statement: {}", sql));
  return idle_.extract(idle_.emplace(sql, std::move(statement)));
}

void SqliteHandle::give_back(Loan loan) noexcept {
  const bool is_of_before = sqlite3_db_handle(loan.mapped().get()) != database_;
  if (!is_of_before && idle_.size() < cached_statements) idle_.insert(std::move(loan));
}

void SqliteHandle::run(const std::string& script) {
  const int code = sqlite3_exec(database_, script.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code, std::string_view(script).substr(0, 80));
}

void SqliteHandle::fail(int code, std::string_view what) {
  had_no_memory_ |= is_out_of_memory(code);
  throw_sqlite_error(database_, code, what);
}

}  // namespace dumas::store
