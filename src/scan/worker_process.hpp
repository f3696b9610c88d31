// A child process with one socket as its input and output, and a deadline for everything said to it or heard from it.
// Ends with the object, killed if need be.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace dumas::scan {

class WorkerProcess {
 public:
  using Clock = std::chrono::steady_clock;

  // `command` is a path and its arguments; the environment is empty, errors go nowhere. std::system_error when it cannot be
  // started.
  explicit WorkerProcess(std::vector<std::string> command);
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;
  ~WorkerProcess();

  // False when the child is gone or the deadline has passed.
  [[nodiscard]] bool send(std::string_view bytes, Clock::time_point deadline) const;
  [[nodiscard]] bool receive(std::string& bytes, std::size_t count, Clock::time_point deadline) const;

 private:
  pid_t child_ = 0;
  int socket_ = -1;
};

}  // namespace dumas::scan
