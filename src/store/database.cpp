// Connections and statements: what is the same for both engines (database.hpp).
#include "store/database.hpp"

#include <fmt/format.h>

#include "store/engine.hpp"

namespace dumas::store {

DatabasePlace DatabasePlace::read(std::string_view text) {
  if (text.starts_with("postgresql://") || text.starts_with("postgres://")) {
    DatabasePlace place{std::filesystem::path{}};
    place.url_ = text;
    return place;
  }
  if (text.starts_with("sqlite:")) text.remove_prefix(std::string_view("sqlite:").size());
  return {std::filesystem::path{text}};
}

std::string DatabasePlace::shown() const {
  if (dialect() == Dialect::Sqlite) return file_.string();
  // postgresql://user:secret@host/database?password=secret: what comes before the host and after the path is left out.
  const auto begin = url_.find("//") + 2;
  const auto end = std::min(url_.find('?'), url_.size());
  const auto at = url_.find('@', begin);
  const auto from = at == std::string::npos || at > end ? begin : at + 1;
  return "postgresql://" + url_.substr(from, end - from);
}

// --- Connection ---

Connection Connection::open(const DatabasePlace& place, const DatabaseOptions& options) {
  return Connection(place.dialect() == Dialect::Sqlite ? open_sqlite(place.file(), options)
                                                       : open_postgres(place.url(), options));
}

Connection::Connection(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Statement Connection::prepare(Sql sql) { return prepare_text(sql.text()); }
Statement Connection::prepare(const SqlBuilder& sql) { return prepare_text(sql.text()); }
Statement Connection::prepare_insert(Sql sql) { return Statement(engine_->prepare_insert(sql.text())); }

void Connection::exec(Sql sql) {
  Statement statement = prepare_text(sql.text());
  while (statement.step()) {
  }
}

Dialect Connection::dialect() const { return engine_->dialect(); }
bool Connection::in_transaction() const { return engine_->in_transaction(); }
bool Connection::is_lost() const { return engine_->is_lost(); }
int Connection::log_pages() const { return engine_->log_pages(); }
void Connection::checkpoint() { engine_->checkpoint(); }
void Connection::copy_to(const std::filesystem::path& target) { engine_->copy_to(target); }
void Connection::at_the_end(Work work) {
  if (!shared_) return work(*this);
  at_the_end_.push_back(std::move(work));
}
Statement Connection::prepare_text(std::string_view sql) { return Statement(engine_->prepare(sql)); }
void Connection::run_script(const std::string& script) { engine_->run_script(script); }

void Connection::begin(TransactionKind kind) {
  if (engine_->is_lost()) {
    engine_->reconnect();
    return engine_->begin(kind);
  }
  try {
    engine_->begin(kind);
  } catch (const DatabaseError& error) {
    if (error.kind() != DatabaseErrorKind::Away) throw;
    engine_->reconnect();
    engine_->begin(kind);
  }
}

void Connection::commit() { engine_->commit(); }

// --- Statement ---

Statement::Statement(std::unique_ptr<Cursor> cursor) : cursor_(std::move(cursor)) {}
Statement::Statement(Statement&& other) noexcept = default;
Statement::~Statement() = default;

Statement& Statement::bind_integer(int place, std::int64_t value) { return cursor_->bind_integer(place, value), *this; }
Statement& Statement::bind(int place, std::string_view text) { return cursor_->bind_text(place, text), *this; }
Statement& Statement::bind(int place, std::span<const std::byte> blob) {
  return bind(place, Blob{{reinterpret_cast<const char*>(blob.data()), blob.size()}});
}
Statement& Statement::bind(int place, Blob blob) { return cursor_->bind_blob(place, blob.bytes), *this; }
Statement& Statement::bind(int place, std::nullptr_t) { return cursor_->bind_null(place), *this; }

bool Statement::step() { return cursor_->step(); }

std::int64_t Statement::run() {
  while (cursor_->step()) {
  }
  return cursor_->changes();
}

std::int64_t Statement::insert() { return cursor_->insert(); }

void Statement::reset() { cursor_->reset(); }

std::int64_t Statement::integer(int column) const { return require_value(column), cursor_->integer(column); }
std::string Statement::text(int column) const { return require_value(column), cursor_->text(column); }
std::string Statement::blob(int column) const { return require_value(column), cursor_->blob(column); }

bool Statement::is_null(int column) const {
  if (!cursor_->has(column)) throw std::logic_error(fmt::format("no column {} at hand: {}", column, cursor_->sql()));
  return cursor_->is_null(column);
}

std::optional<std::int64_t> Statement::integer_or_null(int column) const {
  if (is_null(column)) return std::nullopt;
  return cursor_->integer(column);
}
std::optional<std::string> Statement::text_or_null(int column) const {
  if (is_null(column)) return std::nullopt;
  return cursor_->text(column);
}
std::optional<std::string> Statement::blob_or_null(int column) const {
  if (is_null(column)) return std::nullopt;
  return cursor_->blob(column);
}

void Statement::require_value(int column) const {
  if (is_null(column)) throw std::logic_error(fmt::format("column {} is NULL: {}", column, cursor_->sql()));
}

}  // namespace dumas::store
