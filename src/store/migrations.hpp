// Brings a database to the schema of this program. The files sql/migrations/NNNN-name.sql are compiled in; what has run
// is recorded in schema_migrations with a checksum. Called once by main before the write queue starts.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>

#include "base/result.hpp"
#include "store/database.hpp"

namespace dumas::store {

struct Migration {
  int number;             // from 1, without gaps
  std::string_view name;  // the file's name without the number and ".sql"
  std::string_view sql;
};

// The files of sql/migrations, in order.
std::span<const Migration> built_in_migrations();

struct MigrationReport {
  int from = 0;  // last number found in the database; 0: a new one
  int to = 0;
  std::optional<std::filesystem::path> snapshot;  // copy made before an older database was changed
};

// Runs what is missing, all in one transaction. An older database is copied first to FILE.before-NNNN next to it.
// `now` is in milliseconds since 1970 UTC. Refusals, each with its sentence as a catalogue key:
//   DATABASE_NEWER    error.database_newer {found} {known}: made by a newer program
//   DATABASE_CHANGED  error.database_changed {migration}: a migration that has run is not the one compiled in
//   DATABASE_FOREIGN  error.database_foreign: tables, but none of ours
// Throws DatabaseError when a migration fails; the database is then as it was.
Result<MigrationReport> migrate(Connection& connection, const std::filesystem::path& file, std::int64_t now,
                                std::span<const Migration> migrations = built_in_migrations());

}  // namespace dumas::store
