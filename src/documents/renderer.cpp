#include "documents/renderer.hpp"

#include <signal.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "documents/qr_code.hpp"
#include "documents/worker_slot.hpp"

namespace dumas::documents {
namespace {

constexpr std::chrono::milliseconds look_at_successor{200};

void check(const RenderOptions& options) {
  const auto is_plain = [](char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           letter == '-';
  };
  const std::string& identifier = options.identifier;
  if (options.title.empty()) throw std::invalid_argument("a paper needs a title");
  if (identifier.empty() || !std::all_of(identifier.begin(), identifier.end(), is_plain))
    throw std::invalid_argument("a paper's identifier is letters, digits and hyphens");
}

// The worker reads its own folder and the assets, and nothing of the office's data.
std::vector<std::filesystem::path> readable(Renderer::Options& options) {
  options.worker = std::filesystem::absolute(options.worker);
  if (!std::filesystem::is_regular_file(options.worker))
    throw std::invalid_argument("the renderer's worker is missing: " + options.worker.string());
  std::vector<std::filesystem::path> folders{options.worker.parent_path()};
  for (auto& folder : options.assets) folders.push_back(folder = std::filesystem::absolute(folder));
  return folders;
}

}  // namespace

// A thread for each process: it starts it, speaks with it and outlives it. Papers wait in one queue.
class Renderer::Pool {
 public:
  explicit Pool(Options options) : options_(std::move(options)), sandbox_(readable(options_), options_.memory) {
    if (options_.log)
      for (const auto& sentence : sandbox_.missing()) options_.log(sentence);
    for (int i = 0; i < std::max(1, options_.workers); ++i) start_thread();
  }

  ~Pool() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
  }

  void warm() {
    {
      const std::lock_guard lock(mutex_);
      warm_ = true;
    }
    changed_.notify_all();
  }

  Result<RenderedPaper> print(const PaperRequest& request) {
    const auto job = std::make_shared<Job>(request);
    auto answer = job->answer.get_future();
    {
      const std::lock_guard lock(mutex_);
      queue_.push_back(job);
    }
    changed_.notify_one();
    return answer.get();
  }

  [[nodiscard]] Figures figures() const {
    const std::lock_guard lock(mutex_);
    return {queue_.size(), counters_.printed, counters_.retried, counters_.failed, counters_.started};
  }
  [[nodiscard]] const Options& options() const { return options_; }

 private:
  // Shared by the caller and the thread: a promise may not end while it is being kept.
  struct Job {
    explicit Job(const PaperRequest& what) : request(what) {}
    const PaperRequest& request;
    std::promise<Result<RenderedPaper>> answer{};
  };

  // Signals are for the program's own threads; SIGPIPE of a process that died is an error of a write here.
  void start_thread() {
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    threads_.emplace_back([this] { work(); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
  }

  void work() {
    WorkerSlot slot(options_, sandbox_, counters_);
    bool warmed = false;
    while (const auto job = next(slot, warmed)) {
      try {
        job->answer.set_value(slot.print(job->request));
      } catch (...) {
        job->answer.set_exception(std::current_exception());
      }
      slot.change_over();
    }
  }

  // The next paper, or nothing at the end. Between papers the slot warms up and changes over.
  std::shared_ptr<Job> next(WorkerSlot& slot, bool& warmed) {
    std::unique_lock lock(mutex_);
    for (;;) {
      if (!queue_.empty()) {
        auto job = queue_.front();
        queue_.pop_front();
        return job;
      }
      if (stopping_) return nullptr;
      if (warm_ && !warmed) {
        warmed = true;
        lock.unlock();
        slot.warm();
        lock.lock();
      } else if (slot.has_successor()) {
        changed_.wait_for(lock, look_at_successor);
        lock.unlock();
        slot.change_over();
        lock.lock();
      } else {
        changed_.wait(lock);
      }
    }
  }

  Options options_;
  Sandbox sandbox_;
  Counters counters_{};
  mutable std::mutex mutex_{};
  std::condition_variable changed_{};
  std::deque<std::shared_ptr<Job>> queue_{};
  bool stopping_ = false;
  bool warm_ = false;
  std::vector<std::thread> threads_{};
};

Renderer::Renderer(Options options) : pool_(std::make_unique<Pool>(std::move(options))) {}
Renderer::~Renderer() = default;

void Renderer::warm() { pool_->warm(); }

Result<RenderedPaper> Renderer::print(std::string_view html, const RenderOptions& options) {
  check(options);
  const Options& own = pool_->options();
  if (html.size() > own.largest_html)
    return Refusal{.code = "RENDER_TOO_LARGE",
                   .key = "error.render_too_large",
                   .arguments = {std::to_string(own.largest_html / (1024 * 1024))}};
  const Bound bound = options.length == PaperLength::Book ? own.book : own.letter;
  if (options.mark && !qr_rows(options.mark->text_prefix + std::to_string(bound.pages)))
    return Refusal{.code = "RENDER_MARK", .key = "error.render_mark"};
  return pool_->print({.html = html, .options = options, .bound = bound});
}

Result<std::string> Renderer::render(std::string_view html, const RenderOptions& options) {
  auto paper = print(html, options);
  if (!paper) return paper.refusal();
  return std::move(paper.value().pdf);
}

Renderer::Figures Renderer::figures() const { return pool_->figures(); }

}  // namespace dumas::documents
