#include "app/papers/print_run.hpp"

#include <algorithm>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

#include "app/dossier/file_names.hpp"
#include "app/log.hpp"

namespace dumas::app {
namespace {

constexpr std::chrono::minutes look_for_old{1};

struct Run {
  PrintRunId id;
  UserId user;
  std::vector<complaint::DuePaper> papers;
  PrintProgress progress;
  std::optional<dossier::ZipFile> zip{};
  Instant finished{};

  [[nodiscard]] bool working() const { return progress.standing == PrintStanding::Working; }
};

void log_failed(const complaint::DuePaper& paper, std::string_view why) {
  log(LogLevel::Error, "a paper of a print run was not printed",
      {{"paper", std::string{name(paper.paper)}},
       {"record", std::to_string(paper.record.value)},
       {"why", std::string{why}}});
}

}  // namespace

class PrintRuns::Works {
 public:
  Works(PaperDesk& desk, PrintLimits limits) : desk_(desk), limits_(limits), thread_([this] { work(); }) {}
  Works(const Works&) = delete;
  Works& operator=(const Works&) = delete;
  ~Works() { stop(); }

  Result<PrintRunId> start(UserId user, std::vector<complaint::DuePaper> papers) {
    if (papers.empty()) return Refusal{.code = "PRINT_NONE", .key = "print.none"};
    const std::scoped_lock lock(mutex_);
    const auto unfinished =
        static_cast<std::size_t>(std::count_if(runs_.begin(), runs_.end(), std::mem_fn(&Run::working)));
    const Run* last = of(user);
    if ((last != nullptr && last->working()) || unfinished >= limits_.unfinished)
      return Refusal{.code = "PRINT_BUSY", .key = "print.busy"};
    runs_.remove_if([user](const Run& run) { return run.user == user; });
    const PrintRunId id{desk_.application().new_id()};
    const PrintProgress progress{.total = papers.size()};
    runs_.push_back({.id = id, .user = user, .papers = std::move(papers), .progress = progress});
    changed_.notify_all();
    return id;
  }

  std::optional<PrintProgress> progress(UserId user, PrintRunId id) {
    const std::scoped_lock lock(mutex_);
    const Run* run = of(user);
    if (run == nullptr || run->id != id) return std::nullopt;
    return run->progress;
  }

  std::optional<PrintRunId> newest_of(UserId user) {
    const std::scoped_lock lock(mutex_);
    const Run* run = of(user);
    if (run == nullptr) return std::nullopt;
    return run->id;
  }

  std::optional<dossier::ZipFile> take(UserId user, PrintRunId id) {
    const std::scoped_lock lock(mutex_);
    const Run* run = of(user);
    if (run == nullptr || run->id != id) return std::nullopt;
    return run->zip;
  }

  void stop() {
    {
      const std::scoped_lock lock(mutex_);
      stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
  }

 private:
  void work() {
    while (Run* run = next()) {
      try {
        auto zip = print(*run);
        finish(*run, zip ? PrintStanding::Ready : PrintStanding::TooLarge, std::move(zip));
      } catch (const std::exception& error) {  // e.g. no memory for the zip
        log(LogLevel::Error, "a print run was stopped", {{"what", error.what()}});
        finish(*run, PrintStanding::Stopped, std::nullopt);
      }
    }
  }

  // The oldest run that waits, which stays where it is until it is finished. nullptr: time to stop.
  Run* next() {
    std::unique_lock lock(mutex_);
    for (;;) {
      if (stopping_) return nullptr;
      forget_old();
      const auto waiting = std::find_if(runs_.begin(), runs_.end(), std::mem_fn(&Run::working));
      if (waiting != runs_.end()) return &*waiting;
      changed_.wait_for(lock, look_for_old);
    }
  }

  // Nothing when it is too large, or when there is no time left.
  std::optional<dossier::ZipFile> print(Run& run) {
    dossier::ZipWriter zip{dossier::InMemory{}};
    dossier::FileNames names;
    std::uint64_t bytes = 0;
    for (std::size_t index = 0; index < run.papers.size(); ++index) {
      if (is_stopping()) return std::nullopt;
      const auto made = issued(run.papers[index]);
      if (made) {
        bytes += made->pdf.size();
        if (bytes > limits_.bytes) return std::nullopt;
        zip.add(names.make("surat", static_cast<int>(index) + 1, title(made->paper.issued), ".pdf"),
                from_millis(made->paper.issued.signed_at), dossier::Packing::Store, made->pdf);
      }
      const std::scoped_lock lock(mutex_);
      ++run.progress.done;
      if (!made) ++run.progress.failed;
    }
    return zip.finish();
  }

  // One paper that fails does not take the others with it.
  std::optional<IssuedPdf> issued(const complaint::DuePaper& paper) {
    try {
      auto made = desk_.issued(paper.record, paper.paper);
      if (made) return std::move(*made);
      log_failed(paper, made.refusal().code);
    } catch (const std::exception& error) {
      log_failed(paper, error.what());
    }
    return std::nullopt;
  }

  [[nodiscard]] std::string title(const complaint::PaperIssued& issued) const {
    return desk_.words().text(Language::Indonesian, "paper_kind." + std::string{name(issued.paper.value())}) + " " +
           issued.number;
  }

  void finish(Run& run, PrintStanding standing, std::optional<dossier::ZipFile> zip) {
    const std::scoped_lock lock(mutex_);
    run.progress.standing = standing;
    run.finished = desk_.application().clock().now();
    run.papers.clear();
    if (run.progress.failed < run.progress.total) run.zip = std::move(zip);
    make_room(run.id);
  }

  // The oldest zips of others go when all together would be more than may be kept.
  void make_room(PrintRunId newest) {
    std::uint64_t kept = 0;
    for (const Run& run : runs_) kept += run.zip ? run.zip->size : 0;
    runs_.remove_if([&](const Run& run) {
      if (kept <= limits_.bytes || run.id == newest || !run.zip) return false;
      kept -= run.zip->size;
      return true;
    });
  }

  void forget_old() {
    const Instant limit = desk_.application().clock().now() - limits_.kept;
    runs_.remove_if([limit](const Run& run) { return !run.working() && run.finished <= limit; });
  }

  // An officer has one run at most.
  Run* of(UserId user) {
    forget_old();
    const auto found = std::find_if(runs_.begin(), runs_.end(), [user](const Run& run) { return run.user == user; });
    return found == runs_.end() ? nullptr : &*found;
  }

  bool is_stopping() {
    const std::scoped_lock lock(mutex_);
    return stopping_;
  }

  PaperDesk& desk_;
  const PrintLimits limits_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::list<Run> runs_;  // in the order in which they were asked for; a list: a run stays in its place
  bool stopping_ = false;
  std::thread thread_;  // the last: it begins when everything else is there
};

PrintRuns::PrintRuns(PaperDesk& desk, PrintLimits limits) : works_(std::make_unique<Works>(desk, limits)) {}
PrintRuns::~PrintRuns() = default;

Result<PrintRunId> PrintRuns::start(UserId user, std::vector<complaint::DuePaper> papers) {
  return works_->start(user, std::move(papers));
}
std::optional<PrintProgress> PrintRuns::progress(UserId user, PrintRunId id) { return works_->progress(user, id); }
std::optional<PrintRunId> PrintRuns::newest_of(UserId user) { return works_->newest_of(user); }
std::optional<dossier::ZipFile> PrintRuns::take(UserId user, PrintRunId id) { return works_->take(user, id); }
void PrintRuns::stop() { works_->stop(); }

}  // namespace dumas::app
