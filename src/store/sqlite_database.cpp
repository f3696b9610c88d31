// The engine (engine.hpp) on SQLite.
#include <sqlite3.h>

#include <fmt/format.h>

#include <utility>

#include "store/engine.hpp"
#include "store/sqlite_errors.hpp"
#include "store/sqlite_handle.hpp"

namespace dumas::store {

namespace {

class SqliteCursor final : public Cursor {
 public:
  SqliteCursor(SqliteHandle* owner, SqliteHandle::Loan loan)
      : owner_(owner), statement_(loan.mapped().get()), loan_(std::move(loan)) {}
  SqliteCursor(const SqliteCursor&) = delete;
  SqliteCursor& operator=(const SqliteCursor&) = delete;
  ~SqliteCursor() override {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    owner_->give_back(std::move(loan_));
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
    owner_->fail(code, sqlite3_sql(statement_));
  }
  std::int64_t insert() override {
    while (step()) {
    }
    return sqlite3_last_insert_rowid(owner_->database());
  }
  [[nodiscard]] std::int64_t changes() const override { return sqlite3_changes64(owner_->database()); }
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
    const unsigned char* data = sqlite3_column_text(statement_, column);
    if (data == nullptr) owner_->fail(SQLITE_NOMEM, sqlite3_sql(statement_));  // an empty text has an address
    return bytes(column, reinterpret_cast<const char*>(data));
  }
  [[nodiscard]] std::string blob(int column) const override {
    return bytes(column, static_cast<const char*>(sqlite3_column_blob(statement_, column)));
  }
  [[nodiscard]] std::string_view sql() const override { return sqlite3_sql(statement_); }

 private:
  void check(int code) const {
    if (code != SQLITE_OK) owner_->fail(code, sqlite3_sql(statement_));
  }
  [[nodiscard]] std::string bytes(int column, const char* data) const {
    return data == nullptr ? std::string()
                           : std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
  }

  SqliteHandle* owner_;
  sqlite3_stmt* statement_;
  SqliteHandle::Loan loan_;
  int columns_at_hand_ = 0;  // of the row that step() gave; asked of SQLite once a row
};

class SqliteEngine final : public Engine {
 public:
  SqliteEngine(const std::filesystem::path& file, const DatabaseOptions& options) : handle_(file, options) {}

  [[nodiscard]] Dialect dialect() const override { return Dialect::Sqlite; }
  std::unique_ptr<Cursor> prepare(std::string_view sql) override {
    return std::make_unique<SqliteCursor>(&handle_, handle_.lend(sql));
  }
  std::unique_ptr<Cursor> prepare_insert(std::string_view sql) override { return prepare(sql); }
  void run_script(const std::string& script) override { handle_.run(script); }
  void begin(TransactionKind kind) override {
    prepare(kind == TransactionKind::Write ? "BEGIN IMMEDIATE" : "BEGIN")->step();
  }
  void commit() override;
  [[nodiscard]] bool in_transaction() const override { return sqlite3_get_autocommit(handle_.database()) == 0; }
  [[nodiscard]] bool is_lost() const override { return handle_.had_no_memory(); }
  void reconnect() override { handle_.open(); }
  [[nodiscard]] int log_pages() const override { return handle_.log_pages; }
  void checkpoint() override;
  void copy_to(const std::filesystem::path& target) override;

 private:
  SqliteHandle handle_;
};

// A COMMIT may end with "out of memory" or "interrupted" after its last page was written as well as before: the transaction is
// over in both cases, and nothing in the answer tells them apart. A full disk is told in time, a failing one stops us.
void SqliteEngine::commit() {
  try {
    prepare("COMMIT")->step();
  } catch (const DatabaseError& error) {
    const bool broken_off = error.kind() == DatabaseErrorKind::NoMemory || error.kind() == DatabaseErrorKind::Other;
    if (!broken_off || in_transaction()) throw;
    throw DatabaseError(DatabaseErrorKind::InDoubt,
                        fmt::format("whether it was stored is not known: {}", error.what()));
  }
}

void SqliteEngine::checkpoint() {
  const int code = sqlite3_wal_checkpoint_v2(handle_.database(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  handle_.log_pages = 0;
  if (code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED) return;
  handle_.fail(code, "checkpoint");
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
