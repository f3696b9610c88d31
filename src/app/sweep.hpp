// The program's own clock at work: rows past their time (S12), due dates after a change of holidays, what is queued to be
// told, and what may be forgotten. Run by the server every so often; each function alone by tests and the command line.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

#include "app/application.hpp"
#include "app/desk.hpp"

namespace dumas::app {

// Every open case whose row's closing time has passed and of which that was not yet told gets one StepOverdue event, and
// with it one notice to the row's holders and one to their superior (domain 2.4). Says how many.
std::size_t sweep_deadlines(Application&);

// After the decreed holidays changed: due dates of open cases are reckoned again from their first day. Rows already done
// keep theirs. Only cases whose dates differ get a DeadlinesRecomputed event; if there were any, HOLIDAYS_CHANGED stands in
// the security log. Says how many. Holidays are read at start, so once at start is enough.
std::size_t recompute_deadlines(Application&);

// Hands over what is queued: the staff see theirs on the notice page, the citizen his on the tracking page. Says how many.
std::size_t drain_outbox(Application&);

struct SweepSettings {
  std::chrono::seconds every{30};
  std::chrono::hours answers_kept{7 * 24};  // how long a form sent again finds its first answer
};

// Does all of it in a thread of its own until stopped. A failure is told to `failed` and tried again at the next turn.
class Sweeper {
 public:
  Sweeper(Application&, Desk&, SweepSettings = {}, std::function<void(std::string_view)> failed = {});
  Sweeper(const Sweeper&) = delete;
  Sweeper& operator=(const Sweeper&) = delete;
  ~Sweeper();  // stop()
  void stop();

 private:
  struct Thread;
  std::unique_ptr<Thread> thread_;
};

}  // namespace dumas::app
