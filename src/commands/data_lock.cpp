#include "commands/data_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <utility>

namespace dumas::commands {
namespace {
std::filesystem::path lock_file(const std::filesystem::path& data) { return data / "serve.lock"; }
}  // namespace

std::optional<DataLock> DataLock::take(const std::filesystem::path& data, Kind kind) {
  std::filesystem::create_directories(data);
  const int descriptor = ::open(lock_file(data).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);  // NOLINT: POSIX
  if (descriptor < 0) return std::nullopt;
  if (::flock(descriptor, (kind == Kind::Alone ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0) {
    ::close(descriptor);
    return std::nullopt;
  }
  const std::string number = std::to_string(::getpid()) + "\n";
  if (::ftruncate(descriptor, 0) != 0 || ::write(descriptor, number.data(), number.size()) < 0) {
    ::close(descriptor);
    return std::nullopt;
  }
  return DataLock{descriptor};
}

std::optional<pid_t> DataLock::holder(const std::filesystem::path& data) {
  std::ifstream file(lock_file(data));
  pid_t process = 0;
  if (!(file >> process) || process <= 1) return std::nullopt;
  return process;
}

DataLock::DataLock(DataLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

DataLock::~DataLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace dumas::commands
