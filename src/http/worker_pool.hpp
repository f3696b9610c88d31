// A fixed number of threads and a queue of fixed length: the only place where handlers run. Used by the server, which has
// one pool for requests that read and one for requests that write.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace dumas::http {

class WorkerPool {
 public:
  // How long a job waits before a thread beyond the usual number takes it: longer than a usual page takes, and shorter than
  // anybody notices.
  static constexpr std::chrono::milliseconds patience{10};

  // `queue`: jobs that may wait while all threads are busy.
  // `usual`: how many threads run so long as no job waits longer than `patience`; more than that many run when some of them
  // stand still, on a disk or in a long search. 0: all.
  WorkerPool(unsigned threads, std::size_t queue, unsigned usual = 0);
  ~WorkerPool();

  // Whether the job was taken; false when the queue is full or the pool stops. Jobs must not throw.
  [[nodiscard]] bool submit(std::function<void()> job);
  // Lets running jobs end, runs none that waits. The waiting jobs stay, unrun, until the pool dies.
  void stop();

  [[nodiscard]] std::size_t waiting() const;
  [[nodiscard]] std::size_t busy() const { return busy_; }

 private:
  using SteadyClock = std::chrono::steady_clock;
  struct Job {
    std::function<void()> run;
    SteadyClock::time_point due;  // until when it waits for one of the usual threads
  };

  void work();
  void await_turn(std::unique_lock<std::mutex>& lock);
  void look_around(std::unique_lock<std::mutex>& lock);
  [[nodiscard]] bool needs_waking() const;

  const std::size_t threads_wanted_, usual_, queue_limit_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  bool stopping_ = false;
  bool looking_ = false;  // a free thread is awake and will see the next job
  bool watched_ = false;  // a free thread will look at the queue when its first job is due
  std::atomic<std::size_t> busy_{0};
  std::vector<std::thread> threads_;
};

}  // namespace dumas::http
