// Which SQLite code means what for the callers of database.hpp.
#include "store/sqlite_errors.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "store/database.hpp"

namespace dumas::store {

bool is_out_of_memory(int code) { return (code & 0xff) == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM; }

namespace {
DatabaseErrorKind kind_of(int code) {
  if (is_out_of_memory(code)) return DatabaseErrorKind::NoMemory;
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return DatabaseErrorKind::Busy;
    case SQLITE_CONSTRAINT: return DatabaseErrorKind::Constraint;
    case SQLITE_FULL: return DatabaseErrorKind::DiskFull;
    case SQLITE_IOERR: return DatabaseErrorKind::Io;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return DatabaseErrorKind::Corrupt;
    default: return DatabaseErrorKind::Other;
  }
}
}  // namespace

void throw_sqlite_error(sqlite3* database, int code, std::string_view what) {
  const char* message = database == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(database);
  throw DatabaseError(kind_of(code), fmt::format("{} (SQLite {}): {}", message, code, what));
}

void sync_to_disk(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = file >= 0 && ::fsync(file) == 0;
  const int error = errno;
  if (file >= 0) ::close(file);
  if (!synced) {
    throw DatabaseError(error == ENOSPC ? DatabaseErrorKind::DiskFull : DatabaseErrorKind::Io,
                        fmt::format("{}: {}", path.filename().string(), std::strerror(error)));
  }
}

}  // namespace dumas::store
