// A connection to PostgreSQL through libpq. Made by open_postgres; its cursors are in postgres_cursor.cpp.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/engine.hpp"
#include "store/postgres_sql.hpp"

struct pg_conn;  // PGconn and PGresult of libpq
struct pg_result;

namespace dumas::store {

struct PostgresDeleter {
  void operator()(pg_conn* connection) const;
  void operator()(pg_result* result) const;
};
using PostgresResult = std::unique_ptr<pg_result, PostgresDeleter>;

// A value on its way to the server: integers as digits, bytes as they are.
struct PostgresValue {
  enum class Kind { Null, Integer, Text, Bytes };
  Kind kind = Kind::Null;
  std::string bytes{};
};

// A statement as the server knows it, kept for as long as the engine.
struct PostgresStatement {
  PostgresSql sql;
  std::string name;             // on the server; empty: not prepared there
  std::uint64_t connected = 0;  // the connection, counted, on which it was prepared
};

class PostgresEngine final : public Engine {
 public:
  PostgresEngine(std::string url, const DatabaseOptions& options);

  [[nodiscard]] Dialect dialect() const override { return Dialect::PostgreSql; }
  std::unique_ptr<Cursor> prepare(std::string_view sql) override;
  std::unique_ptr<Cursor> prepare_insert(std::string_view sql) override;
  void run_script(const std::string& script) override;
  void begin(TransactionKind kind) override;
  void commit() override;
  [[nodiscard]] bool in_transaction() const override;
  [[nodiscard]] bool is_lost() const override;
  void reconnect() override;
  [[nodiscard]] int log_pages() const override { return 0; }
  void checkpoint() override {}
  void copy_to(const std::filesystem::path& target) override;

  // For the cursors. `values` in the order of statement.sql.places.
  PostgresResult execute(PostgresStatement& statement, std::string_view sql, const std::vector<PostgresValue>& values);

 private:
  void prepare_there(PostgresStatement& statement, std::string_view sql, const std::vector<PostgresValue>& values);
  PostgresResult script(const std::string& text);
  // The last result of what was sent, once it is whole. Throws for an error of the server, and when the server is gone
  // or does not answer in time.
  PostgresResult answer(int sent, std::string_view what);
  void wait_for_answer(std::string_view what);
  [[noreturn]] void lose(std::string_view what, const std::string& message);

  std::string url_;
  DatabaseOptions options_;
  std::unique_ptr<pg_conn, PostgresDeleter> connection_;
  bool lost_ = true;
  bool warned_ = false;  // the server has sent a warning with an answer
  std::uint64_t connected_ = 0;
  std::size_t named_ = 0;  // statements that were given a name
  std::chrono::steady_clock::time_point refused_at_{};
  std::map<std::string, PostgresStatement, std::less<>> statements_;  // by the program's SQL
};

}  // namespace dumas::store
