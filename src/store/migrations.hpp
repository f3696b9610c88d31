// Brings a database to the schema of this program. The files sql/migrations/NNNN-name.sql, and their twins for PostgreSQL,
// are compiled in; what has run is recorded in schema_migrations with a checksum. Called once by main before the write
// queue starts; of several programs that start at once on one database, one migrates and the others wait.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/database.hpp"

namespace dumas::store {

struct Migration {
  int number;             // from 1, without gaps
  std::string_view name;  // the file's name without the number and ".sql"
  std::string_view sql;
};

// The files of sql/migrations (SQLite) or sql/migrations/postgresql, in order: the same numbers and names.
std::span<const Migration> built_in_migrations(Dialect dialect = Dialect::Sqlite);

// The last of them that brought tables or columns which the log fills (Projections::rebuild). Whoever adds another raises it:
// an office is not rebuilt for a migration that needs none of it, which takes long where there are many cases.
inline constexpr int last_filled_from_log = 5;  // 0005-papers

struct MigrationReport {
  int from = 0;  // last number found in the database; 0: a new one
  int to = 0;
  std::optional<std::string> snapshot;  // copy made before an older database was changed: a file, or a schema
};

// Runs what is missing, all in one transaction. An older database is copied first: SQLite to FILE.before-NNNN next to it,
// PostgreSQL into the schema before_NNNN beside it, tables with their rows (pg_dump may be missing on this machine, or
// older than the server; a copy within the transaction is neither).
// `now` is in milliseconds since 1970 UTC. Refusals, each with its sentence as a catalogue key:
//   DATABASE_NEWER    error.database_newer {found} {known}: made by a newer program
//   DATABASE_CHANGED  error.database_changed {migration}: a migration that has run is not the one compiled in
//   DATABASE_FOREIGN  error.database_foreign: tables, but none of ours
// Throws DatabaseError when a migration fails; the database is then as it was.
Result<MigrationReport> migrate(Connection& connection, const DatabasePlace& place, std::int64_t now,
                                std::span<const Migration> migrations);
// The same with those compiled in.
Result<MigrationReport> migrate(Connection& connection, const DatabasePlace& place, std::int64_t now);

// The number of the last of those compiled in that has run there, 0 in an empty database. Changes nothing. Refusals: as above.
Result<int> schema_number(Connection& connection);

// Whether tables of ours, or anybody's, are there already. Opens the place for it; a file that is not there is not made.
// Throws DatabaseError.
bool holds_tables(const DatabasePlace& place);

}  // namespace dumas::store
