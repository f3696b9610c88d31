// A database of SQLite that nobody has written to: a file in the data folder with the schema that the migrations make, gone
// with this. What stands in an office is held against it (verify.cpp, verify_tables_beside.cpp).
#pragma once

#include <filesystem>

#include "app/application.hpp"

namespace dumas::app {

class FreshDatabase {
 public:
  explicit FreshDatabase(Application& app);
  FreshDatabase(const FreshDatabase&) = delete;
  FreshDatabase& operator=(const FreshDatabase&) = delete;
  ~FreshDatabase();

  // To be called once, and closed before this ends. Throws DatabaseError.
  [[nodiscard]] store::Connection open(const store::DatabaseOptions& options = {}) const;

 private:
  Application& app_;
  std::filesystem::path path_;
};

}  // namespace dumas::app
