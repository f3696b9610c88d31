// One server for one data folder: a lock file that also says which process it is. Taken by serve, asked by restore.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>

namespace dumas::commands {

class DataLock {
 public:
  // Nothing when another process holds it.
  static std::optional<DataLock> take(const std::filesystem::path& data);
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
