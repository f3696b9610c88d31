#include "app/papers/paper_turn.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/log.hpp"

namespace dumas::app {

struct PaperTurn::Thread {
  PaperDesk& desk;
  std::chrono::seconds every;
  std::thread thread{};
  std::mutex mutex{};
  std::condition_variable stopped{};
  bool stopping = false;

  bool wait() {
    std::unique_lock lock(mutex);
    return stopped.wait_for(lock, every, [this] { return stopping; });
  }
  bool is_stopping() {
    const std::scoped_lock lock(mutex);
    return stopping;
  }
  void run() {
    while (!wait()) {
      try {
        desk.issue_due([this] { return is_stopping(); });
      } catch (const std::exception& error) {  // the next turn tries again
        log(LogLevel::Error, "papers were not issued", {{"what", error.what()}});
      }
    }
  }
};

PaperTurn::PaperTurn(PaperDesk& desk, std::chrono::seconds every) : thread_(new Thread{.desk = desk, .every = every}) {}

PaperTurn::~PaperTurn() { stop(); }

void PaperTurn::start() {
  thread_->thread = std::thread([this] { thread_->run(); });
}

void PaperTurn::stop() {
  {
    const std::scoped_lock lock(thread_->mutex);
    thread_->stopping = true;
  }
  thread_->stopped.notify_all();
  if (thread_->thread.joinable()) thread_->thread.join();
}

}  // namespace dumas::app
