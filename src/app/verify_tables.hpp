// The last part of `dumas verify`: whether the tables that pages read are what the log gives when they are built anew. On
// a database that others go on writing, so it needs a still picture of it, in which tables may be rebuilt unseen.
#pragma once

#include <filesystem>
#include <optional>

#include "app/application.hpp"
#include "app/verify.hpp"

namespace dumas::app {

// One moment of the office's database. SQLite: a copy in a file beside it. PostgreSQL: a transaction that sees one moment
// and is rolled back; its temporary tables stand in front of those that it would rebuild.
class UndisturbedDatabase {
 public:
  explicit UndisturbedDatabase(Application& app);
  UndisturbedDatabase(const UndisturbedDatabase&) = delete;
  UndisturbedDatabase& operator=(const UndisturbedDatabase&) = delete;
  ~UndisturbedDatabase();

  [[nodiscard]] store::Connection& connection() { return *connection_; }
  // False: a page of the file is malformed and no copy can be made. The connection is then to the office's own database,
  // from which may be read alone.
  [[nodiscard]] bool is_whole() const { return whole_; }
  // The tables as they were found are called kept.NAME or live_NAME from now on, and those that are called NAME may be
  // rebuilt: nobody sees it.
  void rebuild(const Application& app);

 private:
  std::filesystem::path copy_;  // empty on PostgreSQL
  bool whole_ = true;
  std::optional<store::Connection> connection_;
};

void check_tables(Application& app, UndisturbedDatabase& database, VerifyReport& report);

}  // namespace dumas::app
