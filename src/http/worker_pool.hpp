// A fixed number of threads and queues of fixed length: the only place where handlers run. Used by the server.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace dumas::http {

// Requests that read and requests that write wait apart, because a write waits for the disk: a rush of complaints must
// not keep an officer from his list, nor a rush of readers a complaint from being taken.
enum class Lane { Read, Write };

class WorkerPool {
 public:
  // `queue`: jobs that may wait in each lane. An eighth of the threads is left to either lane, whatever the other does.
  WorkerPool(unsigned threads, std::size_t queue);
  ~WorkerPool();

  // Whether the job was taken; false when its lane's queue is full or the pool stops. Jobs must not throw.
  [[nodiscard]] bool submit(std::function<void()> job, Lane lane = Lane::Read);
  // Lets running jobs end, runs none that waits. The waiting jobs stay, unrun, until the pool dies.
  void stop();

  [[nodiscard]] std::size_t waiting() const;
  [[nodiscard]] std::size_t busy() const { return busy_; }

 private:
  struct Queue {
    std::deque<std::function<void()>> jobs;
    std::size_t running = 0;
  };
  void work();
  [[nodiscard]] bool may_run(const Queue& queue) const { return !queue.jobs.empty() && queue.running < most_running_; }
  Queue* next();

  const std::size_t queue_limit_, most_running_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::array<Queue, 2> lanes_;
  bool stopping_ = false;
  std::atomic<std::size_t> busy_{0};
  std::vector<std::thread> threads_;
};

}  // namespace dumas::http
