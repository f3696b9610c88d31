// Who serves a data folder: a lock file that also says which process it is. Taken by serve, asked by restore. With the
// database in a file there is one server; with PostgreSQL several may share the folder, and each holds the lock in common.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>

namespace dumas::commands {

class DataLock {
 public:
  enum class Kind { Alone, Shared };
  // Nothing when another process holds it, of those that hold it otherwise or want it alone.
  static std::optional<DataLock> take(const std::filesystem::path& data, Kind kind = Kind::Alone);
  // The process that wrote its number into the lock file, if any.
  static std::optional<pid_t> holder(const std::filesystem::path& data);

  DataLock(DataLock&& other) noexcept;
  DataLock& operator=(DataLock&&) = delete;
  ~DataLock();

 private:
  explicit DataLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace dumas::commands
