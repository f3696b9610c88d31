// dumas serve: the parts wired, the server started, signals waited for. TERM and INT stop it gracefully, HUP changes
// over to a restored office (commands/upkeep.cpp, restore).
#include <fmt/format.h>
#include <signal.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "api/api.hpp"
#include "app/backup.hpp"
#include "app/database_place.hpp"
#include "app/log.hpp"
#include "app/papers/paper_turn.hpp"
#include "app/sweep.hpp"
#include "commands/data_lock.hpp"
#include "commands/health.hpp"
#include "commands/open.hpp"
#include "documents/paper_templates.hpp"
#include "http/router.hpp"
#include "http/server.hpp"
#include "http/static_files.hpp"
#include "store/sync_failure.hpp"
#include "web/fields.hpp"
#include "web/routes.hpp"

namespace dumas::commands {
namespace {

// Signals are taken by waiting for them, so every thread must have them blocked before it starts.
sigset_t block_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&set, number);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  ::signal(SIGPIPE, SIG_IGN);  // a client that went away is an error of a write, not of the program
  return set;
}

// Everything that lives as long as one opening of the data folder.
class Running {
 public:
  Running(const Place& place, const ServeOptions& options, const Clock* clock, std::unique_ptr<app::Application> office)
      : office_(std::move(office)),
        desk_(*office_),
        catalogue_(place.share / "locale"),
        views_(place.share / "views", catalogue_, web::Assets(place.assets)),
        papers_(place.share / "papers", place.data / "office" / "papers"),
        renderer_({.worker = place.share / "renderer" / "worker.py",
                   .assets = {place.share / "renderer" / "assets"},
                   .log = [](std::string_view sentence) { app::log(app::LogLevel::Warning, std::string{sentence}); }}),
        paper_desk_(*office_, catalogue_, papers_, renderer_),
        print_runs_(paper_desk_),
        paper_turn_(paper_desk_, std::chrono::seconds(options.sweep_seconds)),
        assets_(place.assets),
        site_{.app = *office_,
              .desk = desk_,
              .catalogue = catalogue_,
              .views = views_,
              .papers = papers_,
              .paper_desk = paper_desk_,
              .print_runs = print_runs_,
              .rehearsal = clock != nullptr,
              .demo = std::filesystem::exists(place.data / "demo"),
              .secure_cookies = options.secure_cookies},
        api_{.app = *office_,
             .desk = desk_,
             .sentence = [this](
                             Language language,
                             const Refusal& refusal) { return web::refusal_sentence(catalogue_, language, refusal); }},
        pages_handler_(web::make_site_handler(site_)),
        api_handler_(api::make_api_handler(api_)),
        sweeper_(*office_, desk_, std::chrono::seconds(options.sweep_seconds)),
        server_(
            limits(options), [this](const http::Request& request) { return answer(request); },
            server_options(place, options)) {
    for (const auto& fault : papers_.faults())
      app::log(app::LogLevel::Warning, "own paper not used", {{"fault", documents::plain(fault)}});
    print_set_up_token();
  }

  std::uint16_t start() {
    const auto port = server_.start();
    sweeper_.start();
    paper_turn_.start();  // the first paper starts the printer's process: until then it would be 61 MB for nothing
    return port;
  }
  // From now /readyz is 503 and answers close their connections; everything is still accepted and answered.
  void drain() {
    phase_ = Phase::Stopping;
    server_.drain();
  }
  // Finishes what was accepted; nothing new comes in.
  void stop() {
    server_.stop();
    sweeper_.stop();
    print_runs_.stop();
    paper_turn_.stop();
    office_->writer().stop();
  }
  [[nodiscard]] bool failed() const { return office_->writer().failed() || store::sync_failed(); }

 private:
  http::Response answer(const http::Request& request) {
    if (request.path.starts_with("/aset/")) {
      if (auto asset = assets_.serve(request, std::string_view{request.path}.substr(6))) return std::move(*asset);
      return http::text(404, "404\n");
    }
    if (request.path.starts_with("/api/")) return api_handler_(request);
    if (request.path == "/healthz") return http::text(200, "ok\n");
    if (request.path == "/readyz") return readiness(*office_, phase_);
    if (request.path == "/metrics") return metrics_page(*office_, server_.metrics(), timings_);
    return pages_handler_(request);
  }

  http::Response refuse(int status, const http::Request& head) {
    return head.path.starts_with("/api/") ? api::refused_by_server(api_, status, head)
                                          : web::refused_by_server(site_, status, head);
  }

  static http::Limits limits(const ServeOptions& options) {
    http::Limits made;
    made.stop_deadline = std::chrono::seconds(options.finish_seconds);
    return made;
  }

  http::Options server_options(const Place& place, const ServeOptions& options) {
    http::Options made;
    made.host = options.host;
    made.port = options.port;
    made.readers = options.readers;
    made.usual_readers = options.usual_readers;
    made.writers = options.writers;
    made.upload_directory = place.data / "uploads";
    made.trusted_proxies = options.trusted_proxies;
    made.hosts = options.hosts;
    made.on_error = [this](const http::Request& request, const std::string& what) {
      app::log(app::LogLevel::Error, "handler failed", {{"request", request.id}, {"what", what}});
      return refuse(500, request);
    };
    made.on_refused = [this](int status, const http::Request& head) { return refuse(status, head); };
    made.on_answered = [this](const http::Request& request, int status, std::uint64_t bytes,
                              std::chrono::microseconds took) {
      timings_.add(status, took);
      app::log(app::LogLevel::Info, "answered",
               {{"request", request.id},
                {"method", std::string{http::to_string(request.method)}},
                {"status", std::to_string(status)},
                {"bytes", std::to_string(bytes)},
                {"us", std::to_string(took.count())}});
    };
    return made;
  }

  void print_set_up_token() {
    if (const auto token = desk_.accounts.begin_set_up())
      fmt::print("There is no administrator yet. Open /siapkan?kunci={} in a browser to make one.\n", *token);
  }

  std::unique_ptr<app::Application> office_;
  app::Desk desk_;
  Catalogue catalogue_;
  web::Views views_;
  documents::PaperTemplates papers_;
  documents::Renderer renderer_;
  app::PaperDesk paper_desk_;
  app::PrintRuns print_runs_;
  app::PaperTurn paper_turn_;
  http::StaticFiles assets_;
  web::Site site_;
  api::ApiSite api_;
  http::Handler pages_handler_, api_handler_;
  Timings timings_;
  std::atomic<Phase> phase_ = Phase::Serving;
  app::Sweeper sweeper_;
  http::Server server_;
};

// The next signal, or SIGABRT once the store has failed: an fsync error is never retried, the process stops.
int wait_for_signal(const sigset_t& set, const Running& running) {
  constexpr timespec second{.tv_sec = 1, .tv_nsec = 0};
  for (;;) {
    const int number = sigtimedwait(&set, nullptr, &second);
    if (number > 0) return number;
    if (running.failed()) return SIGABRT;
  }
}

// Gives a proxy the time to notice; a second signal ends the waiting.
void drain(const sigset_t& set, Running& running, int seconds) {
  if (seconds == 0) return;
  running.drain();
  const timespec most{.tv_sec = seconds, .tv_nsec = 0};
  sigtimedwait(&set, nullptr, &most);
}

}  // namespace

int serve(const Place& place, const ServeOptions& options) {
  const sigset_t signals = block_signals();
  const app::Folders folders{.share = place.share, .data = place.data};
  const auto database = app::database_place(folders);
  if (!database) return say_refusal(place, database.refusal());
  const bool in_file = database->dialect() == store::Dialect::Sqlite;
  const auto lock = DataLock::take(place.data, in_file ? DataLock::Kind::Alone : DataLock::Kind::Shared);
  if (!lock) {
    fmt::print(stderr, "dumas: another server has {} open\n", place.data.string());
    return 1;
  }
  const auto rehearsal = options.clock ? std::make_unique<OffsetClock>(*options.clock) : nullptr;
  ServeOptions chosen = options;
  // Reading from a file takes a core; reading from a server mostly waits for it.
  if (in_file) chosen.usual_readers = std::max(2U, std::thread::hardware_concurrency());
  for (;;) {
    if (in_file && app::restore_waits(folders)) app::swap_in_restore(folders, SystemClock{}.now());
    auto office = open_office(place, rehearsal.get(), static_cast<int>(options.readers));
    if (!office) return 1;
    Running running(place, chosen, rehearsal.get(), std::move(office));
    chosen.port = running.start();  // after a restore the office is found where it was
    fmt::print("Dumas serves http://{}:{}/\n", chosen.host, chosen.port);
    std::fflush(stdout);
    const int number = wait_for_signal(signals, running);
    app::log(app::LogLevel::Info, "stopping", {{"signal", std::to_string(number)}});
    if (number == SIGTERM || number == SIGINT) drain(signals, running, options.drain_seconds);
    running.stop();
    if (number == SIGABRT) {
      fmt::print(stderr,
                 "dumas: the disk could not keep what was written; stopped so that nothing is promised falsely\n");
      return 1;
    }
    if (number != SIGHUP) return 0;
  }
}

}  // namespace dumas::commands
