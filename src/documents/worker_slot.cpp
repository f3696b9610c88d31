#include "documents/worker_slot.hpp"

#include <exception>

namespace dumas::documents {
namespace {

constexpr std::chrono::seconds start_time{60};  // to import everything; one second on a machine at rest

Refusal too_long(int pages) {
  return {.code = "RENDER_TOO_LONG", .key = "error.render_too_long", .arguments = {std::to_string(pages)}};
}

}  // namespace

void WorkerSlot::warm() {
  if (!now_.process) now_ = start();
}

Result<RenderedPaper> WorkerSlot::print(const PaperRequest& request) {
  constexpr int attempts = 2;
  for (int number = 1; number <= attempts; ++number) {
    if (number > 1) ++counters_.retried;
    Answer answer = attempt(request, number);
    switch (answer.outcome) {
      case Outcome::Printed:
        ++counters_.printed;
        ++now_.printed;
        return std::move(answer.paper);
      case Outcome::TooManyPages: ++now_.printed; return too_long(request.bound.pages);
      case Outcome::Broken:
        say("renderer: a worker broke on a paper and was ended");
        now_ = std::exchange(next_, {});  // a successor is as fresh as a new one, and warmer
    }
  }
  ++counters_.failed;
  return Refusal{.code = "RENDER_FAILED", .key = "error.render_failed"};
}

Answer WorkerSlot::attempt(const PaperRequest& request, int number) {
  warm();
  if (!now_.process || !now_.process->ready(std::chrono::steady_clock::now() + start_time)) return {};
  return ask_for_paper(*now_.process, request, ++number_, number);
}

void WorkerSlot::change_over() {
  if (!has_successor() && is_worn()) next_ = start();
  if (has_successor() && next_.process->ready(std::chrono::steady_clock::now())) now_ = std::exchange(next_, {});
}

bool WorkerSlot::is_worn() const {
  if (!now_.process || now_.printed == 0) return false;
  return now_.printed >= options_.recycle_after || now_.process->memory() > options_.recycle_above;
}

// No process when the system refuses one: the paper is refused then, not the program ended.
WorkerSlot::Worker WorkerSlot::start() noexcept {
  try {
    const WorkerProcess::Command command{.script = options_.worker, .assets = options_.assets};
    Worker made{.process = std::make_unique<WorkerProcess>(command, sandbox_, [this](std::string_view line) {
                  say("renderer's worker: " + std::string{line});
                })};
    ++counters_.started;
    return made;
  } catch (const std::exception& error) {
    say("renderer: no worker could be started: " + std::string{error.what()});
    return {};
  }
}

void WorkerSlot::say(std::string_view sentence) const {
  if (options_.log) options_.log(sentence);
}

}  // namespace dumas::documents
