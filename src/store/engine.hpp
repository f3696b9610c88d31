// What an engine has to do for database.hpp: SQLite in sqlite_database.cpp, PostgreSQL in postgres_engine.cpp. Connection
// and Statement are the face that the rest of store/ sees, and add what is the same for both.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "store/database.hpp"

namespace dumas::store {

// One statement at work. Places count from 1, columns from 0. Getters of values are only asked where has() is true and
// is_null() false.
class Cursor {
 public:
  Cursor() = default;
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;
  virtual ~Cursor() = default;

  virtual void bind_integer(int place, std::int64_t value) = 0;
  virtual void bind_text(int place, std::string_view text) = 0;
  virtual void bind_blob(int place, std::string_view bytes) = 0;
  virtual void bind_null(int place) = 0;
  virtual bool step() = 0;
  virtual std::int64_t insert() = 0;                       // of prepare_insert(): runs it; the new row's id
  [[nodiscard]] virtual std::int64_t changes() const = 0;  // rows changed, once step() said false
  virtual void reset() = 0;

  [[nodiscard]] virtual bool has(int column) const = 0;  // a row is at hand and has this column
  [[nodiscard]] virtual bool is_null(int column) const = 0;
  [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
  [[nodiscard]] virtual std::string text(int column) const = 0;
  [[nodiscard]] virtual std::string blob(int column) const = 0;
  [[nodiscard]] virtual std::string_view sql() const = 0;
};

class Engine {
 public:
  Engine() = default;
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  virtual ~Engine() = default;

  [[nodiscard]] virtual Dialect dialect() const = 0;
  virtual std::unique_ptr<Cursor> prepare(std::string_view sql) = 0;
  virtual std::unique_ptr<Cursor> prepare_insert(std::string_view sql) = 0;
  virtual void run_script(const std::string& script) = 0;  // one statement or several
  virtual void begin(TransactionKind kind) = 0;
  virtual void commit() = 0;
  [[nodiscard]] virtual bool in_transaction() const = 0;
  [[nodiscard]] virtual bool is_lost() const = 0;
  virtual void reconnect() = 0;
  [[nodiscard]] virtual int log_pages() const = 0;
  virtual void checkpoint() = 0;
  virtual void copy_to(const std::filesystem::path& target) = 0;
};

std::unique_ptr<Engine> open_sqlite(const std::filesystem::path& file, const DatabaseOptions& options);
std::unique_ptr<Engine> open_postgres(const std::string& url, const DatabaseOptions& options);

}  // namespace dumas::store
