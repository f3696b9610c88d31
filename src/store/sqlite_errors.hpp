// SQLite's result codes as DatabaseError. For the sqlite_*.cpp files alone.
#pragma once

#include <filesystem>
#include <string_view>

struct sqlite3;

namespace dumas::store {

// `what` names the statement: its literal SQL.
[[noreturn]] void throw_sqlite_error(sqlite3* database, int code, std::string_view what);

[[nodiscard]] bool is_out_of_memory(int code);

// fsync of a file or folder; DatabaseError Io when it fails.
void sync_to_disk(const std::filesystem::path& path);

}  // namespace dumas::store
