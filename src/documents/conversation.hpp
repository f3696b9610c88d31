// What is said to a worker process to get one paper. The other end is renderer/worker.py. Called by worker_slot.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "documents/renderer.hpp"
#include "documents/worker_process.hpp"

namespace dumas::documents {

struct PaperRequest {
  std::string_view html;
  const RenderOptions& options;
  Renderer::Bound bound;
};

enum class Outcome { Printed, TooManyPages, Broken };  // Broken: the process is not to be asked again

struct Answer {
  Outcome outcome = Outcome::Broken;
  RenderedPaper paper{};
};

// number: another for each request of a process. An answer to another number is no answer: nobody gets somebody else's
// letter. attempt: 1, or 2 after a process broke on it.
[[nodiscard]] Answer ask_for_paper(WorkerProcess& process, const PaperRequest& request, std::uint64_t number,
                                   int attempt);

}  // namespace dumas::documents
