// The program's own clock at work: rows past their time (S12), due dates after a change of holidays, what is queued to be
// told, what may be forgotten, and the day's checkpoint of the log. Run by the server every so often; each function alone by tests and the command line.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>

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

// Signs a checkpoint of the log when something was added since the last (decision 33). Catches up in short write jobs.
// Refusals: those of store::make_checkpoint but LOG_EMPTY.
Checked sign_log(Application&);

// Does all of it every so often, in a thread of its own, from start() until stop(). A failure is logged and tried again at
// the next turn.
class Sweeper {
 public:
  Sweeper(Application&, Desk&, std::chrono::seconds every);
  Sweeper(const Sweeper&) = delete;
  Sweeper& operator=(const Sweeper&) = delete;
  ~Sweeper();  // stop()
  void start();
  void stop();  // finishes the turn at hand

 private:
  struct Thread;
  std::unique_ptr<Thread> thread_;
};

}  // namespace dumas::app
