// Statements on PostgreSQL: values bound by place, all rows of the answer at once. A query that may give more than fits
// into memory reads in pages (walk in event_reading.cpp).
#include <fmt/format.h>
#include <libpq-fe.h>

#include <charconv>
#include <cstring>
#include <stdexcept>

#include "store/postgres_engine.hpp"

namespace dumas::store {

namespace {

// Types by their fixed numbers (pg_type.dat).
enum TypeNumber : Oid { boolean = 16, bytea = 17, int8 = 20, int2 = 21, int4 = 23 };

// Integers come in network order.
std::int64_t integer_from(const char* bytes, int length) {
  std::uint64_t value = bytes[0] < 0 ? ~std::uint64_t{0} : 0;
  for (int at = 0; at < length; ++at) value = value << 8 | static_cast<unsigned char>(bytes[at]);
  return static_cast<std::int64_t>(value);
}

class PostgresCursor final : public Cursor {
 public:
  PostgresCursor(PostgresEngine& engine, PostgresStatement& statement, std::string_view sql)
      : engine_(engine), statement_(statement), sql_(sql), values_(statement.sql.places.size()) {}

  void bind_integer(int place, std::int64_t value) override {
    keep(place, {PostgresValue::Kind::Integer, std::to_string(value)});
  }
  void bind_text(int place, std::string_view text) override {
    // PostgreSQL has no NUL in text. What citizens and officers write is sealed, hence bytes; in the clear stand words
    // and numbers of the office.
    if (text.find('\0') != std::string_view::npos)
      throw DatabaseError(DatabaseErrorKind::Constraint, fmt::format("a text holds NUL: {}", sql_));
    keep(place, {PostgresValue::Kind::Text, std::string(text)});
  }
  void bind_blob(int place, std::string_view bytes) override {
    keep(place, {PostgresValue::Kind::Bytes, std::string(bytes)});
  }
  void bind_null(int place) override { keep(place, {}); }

  bool step() override {
    if (!result_) result_ = engine_.execute(statement_, sql_, values_);
    return ++row_ < PQntuples(result_.get());
  }
  std::int64_t insert() override {
    step();
    return integer(0);
  }
  [[nodiscard]] std::int64_t changes() const override {
    const std::string_view text = result_ ? PQcmdTuples(result_.get()) : "";
    std::int64_t count = 0;
    std::from_chars(text.data(), text.data() + text.size(), count);
    return count;
  }
  void reset() override {
    result_.reset();
    row_ = -1;
    for (auto& value : values_) value = {};
  }

  [[nodiscard]] bool has(int column) const override {
    return result_ && row_ >= 0 && row_ < PQntuples(result_.get()) && column >= 0 && column < PQnfields(result_.get());
  }
  [[nodiscard]] bool is_null(int column) const override { return PQgetisnull(result_.get(), row_, column) == 1; }
  [[nodiscard]] std::int64_t integer(int column) const override {
    switch (PQftype(result_.get(), column)) {
      case boolean:
      case int2:
      case int4:
      case int8: return integer_from(value(column), length(column));
      default: throw std::logic_error(fmt::format("column {} is no integer: {}", column, sql_));
    }
  }
  [[nodiscard]] std::string text(int column) const override {
    switch (PQftype(result_.get(), column)) {
      case boolean:
      case int2:
      case int4:
      case int8: return std::to_string(integer(column));
      default: return blob(column);
    }
  }
  [[nodiscard]] std::string blob(int column) const override {
    return {value(column), static_cast<std::size_t>(length(column))};
  }
  [[nodiscard]] std::string_view sql() const override { return sql_; }

 private:
  void keep(int place, PostgresValue value) {
    const auto expected = static_cast<std::size_t>(place) - 1;  // most statements name their places in order
    if (expected < values_.size() && statement_.sql.places[expected] == place)
      return void(values_[expected] = std::move(value));
    for (std::size_t at = 0; at < values_.size(); ++at)
      if (statement_.sql.places[at] == place) return void(values_[at] = std::move(value));
    throw DatabaseError(DatabaseErrorKind::Other, fmt::format("no place ?{}: {}", place, sql_));
  }
  [[nodiscard]] const char* value(int column) const { return PQgetvalue(result_.get(), row_, column); }
  [[nodiscard]] int length(int column) const { return PQgetlength(result_.get(), row_, column); }

  PostgresEngine& engine_;
  PostgresStatement& statement_;
  std::string_view sql_;
  std::vector<PostgresValue> values_;
  PostgresResult result_;
  int row_ = -1;
};

}  // namespace

std::unique_ptr<Cursor> PostgresEngine::prepare(std::string_view sql) {
  auto found = statements_.find(sql);
  if (found == statements_.end())
    found = statements_.emplace(std::string(sql), PostgresStatement{postgres_sql(sql)}).first;
  return std::make_unique<PostgresCursor>(*this, found->second, found->first);
}

std::unique_ptr<Cursor> PostgresEngine::prepare_insert(std::string_view sql) {
  return prepare(std::string(sql).append(" RETURNING id"));
}

}  // namespace dumas::store
