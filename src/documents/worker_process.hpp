// One process that prints letters: Python with WeasyPrint, inside the sandbox, spoken to over pipes. It dies with this
// object, and with the thread that made it (PR_SET_PDEATHSIG): make it on a thread that lives as long as it is needed.
// Called by worker_slot.cpp.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "documents/frames.hpp"
#include "documents/sandbox.hpp"

namespace dumas::documents {

using Deadline = std::chrono::steady_clock::time_point;

class FileDescriptor {
 public:
  explicit FileDescriptor(int number = -1) : number_(number) {}
  FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;
  ~FileDescriptor() { close(); }
  [[nodiscard]] int number() const { return number_; }
  void close();

 private:
  int number_;
};

class WorkerProcess {
 public:
  struct Command {
    std::filesystem::path script;               // renderer/worker.py; fonts.conf lies beside it
    std::vector<std::filesystem::path> assets;  // its arguments
  };
  // Lines of its standard error: words of the program, cut to a length, printable ASCII alone.
  using Log = std::function<void(std::string_view line)>;

  // Returns as soon as the process is there; it still has to import its libraries. Throws std::system_error.
  WorkerProcess(const Command& command, const Sandbox& sandbox, Log log);
  // Ends it with SIGKILL and takes it off the process table.
  ~WorkerProcess();
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  // Whether it has said that it is ready, waiting for that no longer than until the deadline.
  [[nodiscard]] bool ready(Deadline deadline);
  // Sends a frame and waits for the next one. Nothing: it died, was too slow, or said something that is no frame. It
  // is of no use any more then.
  [[nodiscard]] std::optional<Fields> ask(const Fields& question, Deadline deadline);
  // Bytes of memory it holds.
  [[nodiscard]] std::size_t memory() const;

 private:
  [[nodiscard]] std::optional<Fields> exchange(std::string_view out, Deadline deadline);
  [[nodiscard]] bool read_answers();
  void read_log();

  Log log_;
  pid_t id_ = -1;
  FileDescriptor questions_{}, answers_{}, errors_{};
  std::string received_{}, line_{};
  bool ready_ = false;
};

}  // namespace dumas::documents
