// database.hpp on SQLite: connections and statements.
#include <sqlite3.h>

#include <fmt/format.h>

#include <map>
#include <utility>

#include "store/database.hpp"
#include "store/sqlite_errors.hpp"

namespace dumas::store {

namespace {
// Statements a connection keeps prepared; beyond it they are thrown away after use.
constexpr std::size_t cached_statements = 256;

int remember_log_pages(void* pages, sqlite3*, const char*, int in_log) {
  *static_cast<int*>(pages) = in_log;
  return SQLITE_OK;
}
}  // namespace

struct Connection::Handle {
  sqlite3* database = nullptr;
  int log_pages = 0;
  // Idle statements by their SQL. A statement on loan is not in here, so that the same SQL may be used nested.
  std::multimap<std::string, sqlite3_stmt*, std::less<>> idle;

  Handle() = default;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    for (const auto& [sql, statement] : idle) sqlite3_finalize(statement);
    sqlite3_close_v2(database);
  }
};

struct Statement::Loan {
  using Place =
      decltype(Connection::Handle::idle)::node_type;  // of the cache, carried along: nothing is allocated anew
  Connection::Handle* owner;
  sqlite3_stmt* statement;
  Place place;

  Loan(Connection::Handle* lender, sqlite3_stmt* lent, Place lent_place)
      : owner(lender), statement(lent), place(std::move(lent_place)) {}
  Loan(const Loan&) = delete;
  Loan& operator=(const Loan&) = delete;
  ~Loan() {
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    if (owner->idle.size() >= cached_statements) {
      sqlite3_finalize(statement);
    } else if (place) {
      owner->idle.insert(std::move(place));
    } else {
      owner->idle.emplace(sqlite3_sql(statement), statement);
    }
  }
  void check(int code) const {
    if (code != SQLITE_OK) throw_sqlite_error(owner->database, code, sqlite3_sql(statement));
  }
};

// --- Connection ---

Connection Connection::open(const std::filesystem::path& file, const DatabaseOptions& options) {
  // Nobody asks SQLite how much it has allocated, and the count is a lock that all connections meet at. Refused without
  // harm once SQLite runs.
  static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(uncounted);
  auto handle = std::make_unique<Handle>();
  const int mode =
      options.access == Access::ReadWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  const int code = sqlite3_open_v2(file.c_str(), &handle->database, mode | SQLITE_OPEN_NOMUTEX, nullptr);
  if (code != SQLITE_OK) throw_sqlite_error(handle->database, code, "open " + file.filename().string());
  sqlite3* database = handle->database;
  sqlite3_extended_result_codes(database, 1);
  sqlite3_busy_timeout(database, options.busy_timeout_ms);
  // A crafted file must not reach beyond its own tables, nor a writing SELECT change the schema behind our back.
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, nullptr);
  Connection connection(std::move(handle));
  connection.run_script("PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;" +
                        fmt::format("PRAGMA cache_size=-{};", options.cache_kib));
  if (options.access == Access::ReadWrite) {
    connection.run_script("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864;");
    // The hook takes the place of the automatic checkpoint, whose errors SQLite keeps to itself.
    sqlite3_wal_hook(database, remember_log_pages, &connection.handle_->log_pages);
  } else {
    connection.run_script("PRAGMA query_only=ON;");
  }
  return connection;
}

Connection::Connection(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Statement Connection::prepare(Sql sql) { return prepare_text(sql.text()); }
Statement Connection::prepare(const SqlBuilder& sql) { return prepare_text(sql.text()); }

void Connection::exec(Sql sql) {
  Statement statement = prepare_text(sql.text());
  while (statement.step()) {
  }
}

bool Connection::in_transaction() const { return sqlite3_get_autocommit(handle_->database) == 0; }

int Connection::log_pages() const { return handle_->log_pages; }

void Connection::checkpoint() {
  const int code = sqlite3_wal_checkpoint_v2(handle_->database, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  handle_->log_pages = 0;
  if (code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED) return;
  throw_sqlite_error(handle_->database, code, "checkpoint");
}

void Connection::copy_to(const std::filesystem::path& target) {
  if (std::filesystem::exists(target)) {
    throw DatabaseError(DatabaseErrorKind::Other, "copy: the target exists: " + target.filename().string());
  }
  prepare("VACUUM INTO ?1").bind(1, target.string()).run();
  sync_to_disk(target);
  sync_to_disk(target.has_parent_path() ? target.parent_path() : std::filesystem::path("."));
}

Statement Connection::prepare_text(std::string_view sql) {
  if (auto found = handle_->idle.find(sql); found != handle_->idle.end()) {
    sqlite3_stmt* statement = found->second;
    return Statement(std::make_unique<Statement::Loan>(handle_.get(), statement, handle_->idle.extract(found)));
  }
  sqlite3_stmt* statement = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(handle_->database, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, &rest);
  if (code != SQLITE_OK) throw_sqlite_error(handle_->database, code, sql);
  const std::string_view left(rest, static_cast<std::size_t>(sql.data() + sql.size() - rest));
  if (statement == nullptr || left.find_first_not_of(" \t\r\n;") != std::string_view::npos) {
    sqlite3_finalize(statement);
    throw std::logic_error(fmt::format("not exactly one statement: {}", sql));
  }
  return Statement(std::make_unique<Statement::Loan>(handle_.get(), statement, Statement::Loan::Place{}));
}

void Connection::run_script(const std::string& script) {
  const int code = sqlite3_exec(handle_->database, script.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw_sqlite_error(handle_->database, code, std::string_view(script).substr(0, 80));
}

// --- Statement ---

Statement::Statement(std::unique_ptr<Loan> loan) : loan_(std::move(loan)) {}
Statement::Statement(Statement&& other) noexcept = default;
Statement::~Statement() = default;

Statement& Statement::bind_integer(int place, std::int64_t value) {
  return loan_->check(sqlite3_bind_int64(loan_->statement, place, value)), *this;
}
Statement& Statement::bind(int place, std::string_view text) {
  // The empty view may have no data, which SQLite would take for NULL.
  const char* data = text.empty() ? "" : text.data();
  return loan_->check(sqlite3_bind_text64(loan_->statement, place, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8)),
         *this;
}
Statement& Statement::bind(int place, std::span<const std::byte> blob) {
  return bind(place, Blob{{reinterpret_cast<const char*>(blob.data()), blob.size()}});
}
Statement& Statement::bind(int place, Blob blob) {
  const char* data = blob.bytes.empty() ? "" : blob.bytes.data();
  return loan_->check(sqlite3_bind_blob64(loan_->statement, place, data, blob.bytes.size(), SQLITE_TRANSIENT)), *this;
}
Statement& Statement::bind(int place, std::nullptr_t) {
  return loan_->check(sqlite3_bind_null(loan_->statement, place)), *this;
}

bool Statement::step() {
  const int code = sqlite3_step(loan_->statement);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  throw_sqlite_error(loan_->owner->database, code, sqlite3_sql(loan_->statement));
}

std::int64_t Statement::run() {
  while (step()) {
  }
  return sqlite3_changes64(loan_->owner->database);
}

void Statement::reset() {
  sqlite3_reset(loan_->statement);
  sqlite3_clear_bindings(loan_->statement);
}

std::int64_t Statement::integer(int column) const {
  return require_value(column), sqlite3_column_int64(loan_->statement, column);
}

std::string Statement::text(int column) const {
  require_value(column);
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(loan_->statement, column));
  return data == nullptr ? std::string()
                         : std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(loan_->statement, column)));
}

std::string Statement::blob(int column) const {
  require_value(column);
  const auto* data = static_cast<const char*>(sqlite3_column_blob(loan_->statement, column));
  return data == nullptr ? std::string()
                         : std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(loan_->statement, column)));
}

bool Statement::is_null(int column) const {
  if (column < 0 || column >= sqlite3_data_count(loan_->statement)) {
    throw std::logic_error(fmt::format("no column {} at hand: {}", column, sqlite3_sql(loan_->statement)));
  }
  return sqlite3_column_type(loan_->statement, column) == SQLITE_NULL;
}

std::optional<std::int64_t> Statement::integer_or_null(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}
std::optional<std::string> Statement::text_or_null(int column) const {
  if (is_null(column)) return std::nullopt;
  return text(column);
}
std::optional<std::string> Statement::blob_or_null(int column) const {
  if (is_null(column)) return std::nullopt;
  return blob(column);
}

void Statement::require_value(int column) const {
  if (is_null(column))
    throw std::logic_error(fmt::format("column {} is NULL: {}", column, sqlite3_sql(loan_->statement)));
}

}  // namespace dumas::store
