// What a worker process may not do, laid on it between fork and exec: no network, no files but those named, no further
// processes, no other process's memory, bounded memory. Prepared in the parent, because a child of a program with
// threads may do next to nothing before exec. Called by worker_process.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace dumas::documents {

class Sandbox {
 public:
  // readable: files and folders the process may read beside the system's programs and libraries. It can write nowhere.
  // memory: bytes of address space. Throws std::system_error when the kernel refuses what it says it has.
  Sandbox(const std::vector<std::filesystem::path>& readable, std::size_t memory);
  ~Sandbox();
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

  // In the child, for good. Only async-signal-safe calls. False: something could not be laid on; the child must not go on.
  [[nodiscard]] bool enter() const noexcept;
  // A sentence for the log about each wall this kernel cannot build.
  [[nodiscard]] const std::vector<std::string>& missing() const { return missing_; }

 private:
  void prepare_files(const std::vector<std::filesystem::path>& readable);
  void prepare_calls();

  std::size_t memory_;
  int files_ = -1;                      // Landlock's rule set; -1: this kernel has none
  std::vector<std::uint64_t> calls_{};  // the seccomp filter's instructions
  std::vector<std::string> missing_{};
};

}  // namespace dumas::documents
