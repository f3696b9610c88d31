// One place in the renderer's pool: the process that prints now and, when that one has printed enough, the one that
// warms up beside it, so that nobody waits for an import. Used by one thread of renderer.cpp.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "documents/conversation.hpp"

namespace dumas::documents {

struct Counters {
  std::atomic<std::uint64_t> printed{0}, retried{0}, failed{0}, started{0};
};

class WorkerSlot {
 public:
  WorkerSlot(const Renderer::Options& options, const Sandbox& sandbox, Counters& counters)
      : options_(options), sandbox_(sandbox), counters_(counters) {}

  // Starts the process if there is none; does not wait for it.
  void warm();
  // One paper, with one retry in a fresh process.
  [[nodiscard]] Result<RenderedPaper> print(const PaperRequest& request);
  // Whether a successor is warming up, so that change_over() is to be called again soon.
  [[nodiscard]] bool has_successor() const { return next_.process != nullptr; }
  // Between two papers: puts the successor in the place of a process that has printed enough, once it is ready.
  void change_over();

 private:
  struct Worker {
    std::unique_ptr<WorkerProcess> process{};
    int printed = 0;
  };
  [[nodiscard]] Worker start() noexcept;
  [[nodiscard]] Answer attempt(const PaperRequest& request, int number);
  [[nodiscard]] bool is_worn() const;
  void say(std::string_view sentence) const;

  const Renderer::Options& options_;
  const Sandbox& sandbox_;
  Counters& counters_;
  Worker now_{}, next_{};
  std::uint64_t number_ = 0;
};

}  // namespace dumas::documents
