// An open file of SQLite, with the statements that were prepared on it. For sqlite_database.cpp alone.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "store/database.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace dumas::store {

class SqliteHandle {
 public:
  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const;
  };
  using Statements = std::multimap<std::string, std::unique_ptr<sqlite3_stmt, Finalizer>, std::less<>>;  // by their SQL
  // A statement with its place among the idle ones, so that giving it back allocates nothing.
  using Loan = Statements::node_type;

  SqliteHandle(std::filesystem::path file, const DatabaseOptions& options);
  SqliteHandle(const SqliteHandle&) = delete;
  SqliteHandle& operator=(const SqliteHandle&) = delete;
  ~SqliteHandle();

  // Opens the file anew and lets go of the connection and the statements so far; what is on loan is thrown away when it
  // comes back. When it throws, all is as before.
  void open();

  // A statement that is on loan is in nobody else's hands, so that the same SQL may be used nested.
  Loan lend(std::string_view sql);
  void give_back(Loan loan) noexcept;  // beyond those that are kept it is thrown away
  void run(const std::string& script);

  [[noreturn]] void fail(int code, std::string_view what);
  // SQLite's full-text index keeps pages of its own between transactions, and forgets them wrongly when memory ends while
  // it reads (version 3.40.1): the next write would leave it malformed. So a connection that met it is used no more.
  [[nodiscard]] bool had_no_memory() const { return had_no_memory_; }

  [[nodiscard]] sqlite3* database() const { return database_; }

  int log_pages = 0;  // of the write-ahead log, after the last commit

 private:
  void let_go();

  const std::filesystem::path file_;
  const DatabaseOptions options_;
  sqlite3* database_ = nullptr;
  Statements idle_;
  bool had_no_memory_ = false;
};

}  // namespace dumas::store
