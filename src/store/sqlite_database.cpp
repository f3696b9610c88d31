// The engine (engine.hpp) on SQLite.
#include <sqlite3.h>

#include <fmt/format.h>

#include <map>
#include <utility>

#include "store/engine.hpp"
#include "store/sqlite_errors.hpp"

namespace dumas::store {

namespace {

// Statements a connection keeps prepared; beyond it they are thrown away after use.
constexpr std::size_t cached_statements = 256;

int remember_log_pages(void* pages, sqlite3*, const char*, int in_log) {
  *static_cast<int*>(pages) = in_log;
  return SQLITE_OK;
}

struct SqliteHandle {
  sqlite3* database = nullptr;
  int log_pages = 0;
  // Idle statements by their SQL. A statement on loan is not in here, so that the same SQL may be used nested.
  std::multimap<std::string, sqlite3_stmt*, std::less<>> idle;

  SqliteHandle() = default;
  SqliteHandle(const SqliteHandle&) = delete;
  SqliteHandle& operator=(const SqliteHandle&) = delete;
  ~SqliteHandle() {
    for (const auto& [sql, statement] : idle) sqlite3_finalize(statement);
    sqlite3_close_v2(database);
  }
};

class SqliteCursor final : public Cursor {
 public:
  // The statement's place in the cache is carried along, so that giving it back allocates nothing.
  using Place = decltype(SqliteHandle::idle)::node_type;

  SqliteCursor(SqliteHandle* owner, sqlite3_stmt* statement, Place place)
      : owner_(owner), statement_(statement), place_(std::move(place)) {}
  SqliteCursor(const SqliteCursor&) = delete;
  SqliteCursor& operator=(const SqliteCursor&) = delete;
  ~SqliteCursor() override {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    if (owner_->idle.size() >= cached_statements) {
      sqlite3_finalize(statement_);
    } else if (place_) {
      owner_->idle.insert(std::move(place_));
    } else {
      owner_->idle.emplace(sqlite3_sql(statement_), statement_);
    }
  }

  void bind_integer(int place, std::int64_t value) override { check(sqlite3_bind_int64(statement_, place, value)); }
  void bind_text(int place, std::string_view text) override {
    // The empty view may have no data, which SQLite would take for NULL.
    const char* data = text.empty() ? "" : text.data();
    check(sqlite3_bind_text64(statement_, place, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  }
  void bind_blob(int place, std::string_view bytes) override {
    const char* data = bytes.empty() ? "" : bytes.data();
    check(sqlite3_bind_blob64(statement_, place, data, bytes.size(), SQLITE_TRANSIENT));
  }
  void bind_null(int place) override { check(sqlite3_bind_null(statement_, place)); }

  bool step() override {
    columns_at_hand_ = 0;
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return columns_at_hand_ = sqlite3_data_count(statement_), true;
    if (code == SQLITE_DONE) return false;
    throw_sqlite_error(owner_->database, code, sqlite3_sql(statement_));
  }
  std::int64_t insert() override {
    while (step()) {
    }
    return sqlite3_last_insert_rowid(owner_->database);
  }
  [[nodiscard]] std::int64_t changes() const override { return sqlite3_changes64(owner_->database); }
  void reset() override {
    columns_at_hand_ = 0;
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }

  [[nodiscard]] bool has(int column) const override { return column >= 0 && column < columns_at_hand_; }
  [[nodiscard]] bool is_null(int column) const override {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  [[nodiscard]] std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
  [[nodiscard]] std::string text(int column) const override {
    return bytes(column, reinterpret_cast<const char*>(sqlite3_column_text(statement_, column)));
  }
  [[nodiscard]] std::string blob(int column) const override {
    return bytes(column, static_cast<const char*>(sqlite3_column_blob(statement_, column)));
  }
  [[nodiscard]] std::string_view sql() const override { return sqlite3_sql(statement_); }

 private:
  void check(int code) const {
    if (code != SQLITE_OK) throw_sqlite_error(owner_->database, code, sqlite3_sql(statement_));
  }
  [[nodiscard]] std::string bytes(int column, const char* data) const {
    return data == nullptr ? std::string()
                           : std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
  }

  SqliteHandle* owner_;
  sqlite3_stmt* statement_;
  Place place_;
  int columns_at_hand_ = 0;  // of the row that step() gave; asked of SQLite once a row
};

class SqliteEngine final : public Engine {
 public:
  SqliteEngine(const std::filesystem::path& file, const DatabaseOptions& options);

  [[nodiscard]] Dialect dialect() const override { return Dialect::Sqlite; }
  std::unique_ptr<Cursor> prepare(std::string_view sql) override;
  std::unique_ptr<Cursor> prepare_insert(std::string_view sql) override { return prepare(sql); }
  void run_script(const std::string& script) override;
  void begin(TransactionKind kind) override {
    prepare(kind == TransactionKind::Write ? "BEGIN IMMEDIATE" : "BEGIN")->step();
  }
  void commit() override;
  [[nodiscard]] bool in_transaction() const override { return sqlite3_get_autocommit(handle_.database) == 0; }
  [[nodiscard]] bool is_lost() const override { return false; }
  void reconnect() override {}
  [[nodiscard]] int log_pages() const override { return handle_.log_pages; }
  void checkpoint() override;
  void copy_to(const std::filesystem::path& target) override;

 private:
  SqliteHandle handle_;
};

SqliteEngine::SqliteEngine(const std::filesystem::path& file, const DatabaseOptions& options) {
  // Nobody asks SQLite how much it has allocated, and the count is a lock that all connections meet at. Refused without
  // harm once SQLite runs.
  static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(uncounted);
  const int mode =
      options.access == Access::ReadWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  const int code = sqlite3_open_v2(file.c_str(), &handle_.database, mode | SQLITE_OPEN_NOMUTEX, nullptr);
  if (code != SQLITE_OK) throw_sqlite_error(handle_.database, code, "open " + file.filename().string());
  sqlite3* database = handle_.database;
  sqlite3_extended_result_codes(database, 1);
  sqlite3_busy_timeout(database, options.busy_timeout_ms);
  // A crafted file must not reach beyond its own tables, nor a writing SELECT change the schema behind our back.
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, nullptr);
  run_script("PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;" +
             fmt::format("PRAGMA cache_size=-{};", options.cache_kib));
  if (options.access == Access::ReadWrite) {
    run_script("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864;");
    // The hook takes the place of the automatic checkpoint, whose errors SQLite keeps to itself.
    sqlite3_wal_hook(database, remember_log_pages, &handle_.log_pages);
  } else {
    run_script("PRAGMA query_only=ON;");
  }
}

std::unique_ptr<Cursor> SqliteEngine::prepare(std::string_view sql) {
  if (auto found = handle_.idle.find(sql); found != handle_.idle.end()) {
    sqlite3_stmt* statement = found->second;
    return std::make_unique<SqliteCursor>(&handle_, statement, handle_.idle.extract(found));
  }
  sqlite3_stmt* statement = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(handle_.database, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, &rest);
  if (code != SQLITE_OK) throw_sqlite_error(handle_.database, code, sql);
  const std::string_view left(rest, static_cast<std::size_t>(sql.data() + sql.size() - rest));
  if (statement == nullptr || left.find_first_not_of(" \t\r\n;") != std::string_view::npos) {
    sqlite3_finalize(statement);
    throw std::logic_error(fmt::format("not exactly one statement: {}", sql));
  }
  return std::make_unique<SqliteCursor>(&handle_, statement, SqliteCursor::Place{});
}

void SqliteEngine::run_script(const std::string& script) {
  const int code = sqlite3_exec(handle_.database, script.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw_sqlite_error(handle_.database, code, std::string_view(script).substr(0, 80));
}

// A COMMIT may end with "out of memory" or "interrupted" after its last page was written as well as before: the transaction is
// over in both cases, and nothing in the answer tells them apart. A full disk is told in time, a failing one stops us.
void SqliteEngine::commit() {
  try {
    prepare("COMMIT")->step();
  } catch (const DatabaseError& error) {
    if (error.kind() != DatabaseErrorKind::Other || in_transaction()) throw;
    throw DatabaseError(DatabaseErrorKind::InDoubt,
                        fmt::format("whether it was stored is not known: {}", error.what()));
  }
}

void SqliteEngine::checkpoint() {
  const int code = sqlite3_wal_checkpoint_v2(handle_.database, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  handle_.log_pages = 0;
  if (code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED) return;
  throw_sqlite_error(handle_.database, code, "checkpoint");
}

void SqliteEngine::copy_to(const std::filesystem::path& target) {
  if (std::filesystem::exists(target)) {
    throw DatabaseError(DatabaseErrorKind::Other, "copy: the target exists: " + target.filename().string());
  }
  const auto copy = prepare("VACUUM INTO ?1");
  copy->bind_text(1, target.string());
  while (copy->step()) {
  }
  sync_to_disk(target);
  sync_to_disk(target.has_parent_path() ? target.parent_path() : std::filesystem::path("."));
}

}  // namespace

std::unique_ptr<Engine> open_sqlite(const std::filesystem::path& file, const DatabaseOptions& options) {
  return std::make_unique<SqliteEngine>(file, options);
}

}  // namespace dumas::store
