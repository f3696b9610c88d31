#include "app/sweep.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "app/log.hpp"
#include "complaint/deadlines.hpp"
#include "notify/messages.hpp"
#include "store/damage.hpp"
#include "store/event_log.hpp"
#include "store/idempotency.hpp"
#include "store/merkle_store.hpp"
#include "store/outbox.hpp"
#include "store/security_log.hpp"
#include "store/sweep_queries.hpp"
#include "store/tracking.hpp"

namespace dumas::app {
namespace {

// Cases in one write job: officers' commands wait no longer than that.
constexpr int batch = 100;

// Events the tree takes in within one write job: some ten milliseconds.
constexpr std::size_t events_at_once = 1000;

// How long a form sent again finds its first answer. The project's own choice: longer than a week-end and a lost phone.
constexpr std::chrono::hours answers_kept{7 * 24};

constexpr complaint::Actor timer{.user = UserId{}, .role = complaint::Role::Timer};

// Appends one event of the timer, with its tables and notices, inside the writer's transaction.
void keep(Application& app, store::Connection& connection, complaint::State state, complaint::EventData data,
          Instant now) {
  complaint::NewEvent made;
  made.event.data = std::move(data);
  made.event.at = now;
  made.event.actor = timer;
  std::int64_t event_id = 0;
  const auto event =
      store::append(connection, app.records(), app.office(), state.id, state.version + 1, made, event_id);
  state = apply(std::move(state), event);
  app.projections().project(connection, app.office(), state, event, event_id);
  for (const auto& notice : notify::notices(app.sops().of(state.sop_version), state, event))
    store::queue_notice(connection, app.vault(), app.office(),
                        {.case_id = state.id.value,
                         .event_id = event_id,
                         .audience = notice.audience,
                         .key = notice.key,
                         .arguments = notice.arguments,
                         .due_at = to_millis(now)});
}

bool tell_if_overdue(Application& app, store::Connection& connection, CaseId id, Instant now) {
  auto state = store::load_case(connection, id);
  const complaint::Sop& sop = app.sops().of(state.sop_version);
  const auto row = complaint::current_step(state.status);
  if (!row) return false;
  const auto due = complaint::due_of(state, sop, *row);
  const int number = sop.step(*row).number;
  const bool told = std::find(state.overdue_told.begin(), state.overdue_told.end(), number) != state.overdue_told.end();
  if (!due || told || now <= app.calendar().due_instant(*due)) return false;
  keep(app, connection, std::move(state), complaint::StepOverdue{.step = number}, now);
  return true;
}

// The due dates of today's calendar, those of rows already done left as they were.
std::vector<Date> due_again(const Application& app, const complaint::State& state, const complaint::Sop& sop) {
  auto due = complaint::due_dates(*state.day_one, sop, app.calendar());
  const auto current = complaint::current_step(state.status);
  for (std::size_t row = 0; row < due.size() && row < state.due.size(); ++row) {
    const bool done = !current || sop.steps[row].number < sop.step(*current).number;
    if (done) due[row] = state.due[row];
  }
  return due;
}

bool recompute(Application& app, store::Connection& connection, CaseId id, Instant now) {
  auto state = store::load_case(connection, id);
  if (!state.day_one) return false;
  const complaint::Sop& sop = app.sops().of(state.sop_version);
  const auto due = due_again(app, state, sop);
  if (due == state.due) return false;
  complaint::DeadlinesRecomputed event;
  for (const Date date : due) event.due.push_back(iso_date(date));
  keep(app, connection, std::move(state), std::move(event), now);
  return true;
}

// A damaged case is left as it is, and keeps none of the others from being told.
template <class Change>
bool unless_damaged(store::Connection& connection, CaseId id, Change change) {
  try {
    return change(connection, id);
  } catch (const store::Damaged& damaged) {
    log(LogLevel::Error, "a damaged case was passed over", {{"what", damaged.what()}});
    return false;
  }
}

// Walks the cases that `next` gives, a batch in each write job, and counts those of which `change` says true.
template <class Next, class Change>
std::size_t walk(Application& app, Next next, Change change) {
  std::size_t changed = 0;
  CaseId after{};
  for (;;) {
    const auto ids = app.readers().with([&](store::Connection& connection) { return next(connection, after); });
    if (ids.empty()) return changed;
    changed += app.writer().submit([&](store::Connection& connection) {
      return static_cast<std::size_t>(
          std::count_if(ids.begin(), ids.end(), [&](CaseId id) { return unless_damaged(connection, id, change); }));
    });
    after = ids.back();
  }
}

void forget(Application& app, Desk& desk) {
  desk.sessions.purge();
  desk.drafts.purge();
  const Instant now = app.clock().now();
  app.writer().submit([&](store::Connection& connection) {
    store::forget_answers(connection, to_millis(now - answers_kept));
    store::forget_visits(connection, to_millis(now));
  });
}

}  // namespace

std::size_t sweep_deadlines(Application& app) {
  const Instant now = app.clock().now();
  const Date today = app.calendar().date_at(now);
  return walk(
      app,
      [&](store::Connection& connection, CaseId after) {
        return store::cases_due(connection, app.office(), today, after, batch);
      },
      [&](store::Connection& connection, CaseId id) { return tell_if_overdue(app, connection, id, now); });
}

std::size_t recompute_deadlines(Application& app) {
  const Instant now = app.clock().now();
  const std::size_t moved = walk(
      app,
      [&](store::Connection& connection, CaseId after) {
        return store::open_registered_cases(connection, app.office(), after, batch);
      },
      [&](store::Connection& connection, CaseId id) { return recompute(app, connection, id, now); });
  if (moved > 0)
    app.writer().submit([&](store::Connection& connection) {
      store::log_security(connection, app.vault(), app.office(),
                          {.kind = store::SecurityKind::HolidaysChanged,
                           .at = now,
                           .role = complaint::Role::Timer,
                           .code = "recomputed " + std::to_string(moved)});
    });
  return moved;
}

std::size_t drain_outbox(Application& app) {
  std::size_t handed = 0;
  for (;;) {
    const Instant now = app.clock().now();
    const std::size_t some = app.writer().submit([&](store::Connection& connection) {
      const auto due = store::due_notices(connection, app.vault(), to_millis(now), batch);
      for (const auto& notice : due)
        store::notice_done(connection, notice.id, to_millis(now),
                           notice.audience == "reporter" ? "tracking page" : "shown");
      return due.size();
    });
    handed += some;
    if (some < batch) return handed;
  }
}

Checked sign_log(Application& app) {
  for (std::size_t grown = events_at_once; grown == events_at_once;) {
    const auto some =
        app.writer().submit([](store::Connection& connection) { return store::grow_tree(connection, events_at_once); });
    if (!some) return some.refusal();
    grown = *some;
  }
  const auto made = app.writer().submit([&](store::Connection& connection) {
    return store::make_checkpoint(connection, app.vault(), log_origin(app), app.clock().now());
  });
  if (!made && made.refusal().code != "LOG_EMPTY") return made.refusal();
  return Done{};
}

struct Sweeper::Thread {
  Application& app;
  Desk& desk;
  std::chrono::seconds every;
  std::mutex mutex{};
  std::condition_variable woken{};
  bool stopping = false;
  std::thread runner{};
  std::optional<Date> signed_on{};

  void run() {
    bool dates_are_todays = false;
    do {
      try {
        if (!dates_are_todays) recompute_deadlines(app);
        dates_are_todays = true;
        sweep_deadlines(app);
        drain_outbox(app);
        forget(app, desk);
        sign_log_once_a_day();
      } catch (const std::exception& error) {
        log(LogLevel::Error, "sweep failed", {{"what", error.what()}});
      }
    } while (!told_to_stop());
  }

  // The first turn after midnight, and the first after a start. A log that cannot be signed is reported once a day too.
  void sign_log_once_a_day() {
    const Date today = local_date(app.clock().now(), app.settings().zone);
    if (signed_on == today) return;
    signed_on = today;
    if (const auto done = sign_log(app); !done)
      log(LogLevel::Error, "the log was not signed", {{"code", done.refusal().code}});
  }

  bool told_to_stop() {
    std::unique_lock lock(mutex);
    return woken.wait_for(lock, every, [this] { return stopping; });
  }
};

Sweeper::Sweeper(Application& app, Desk& desk, std::chrono::seconds every)
    : thread_(new Thread{.app = app, .desk = desk, .every = every}) {}

Sweeper::~Sweeper() { stop(); }

void Sweeper::start() {
  if (!thread_->runner.joinable()) thread_->runner = std::thread([thread = thread_.get()] { thread->run(); });
}

void Sweeper::stop() {
  {
    const std::scoped_lock lock(thread_->mutex);
    thread_->stopping = true;
  }
  thread_->woken.notify_all();
  if (thread_->runner.joinable()) thread_->runner.join();
}

}  // namespace dumas::app
