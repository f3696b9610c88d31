// A fixed number of threads and a queue of fixed length: the only place where handlers run. Used by the server, which has
// one pool for requests that read and one for requests that write.
#pragma once

#include <atomic>
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
  // `queue`: jobs that may wait while all threads are busy.
  WorkerPool(unsigned threads, std::size_t queue);
  ~WorkerPool();

  // Whether the job was taken; false when the queue is full or the pool stops. Jobs must not throw.
  [[nodiscard]] bool submit(std::function<void()> job);
  // Lets running jobs end, runs none that waits. The waiting jobs stay, unrun, until the pool dies.
  void stop();

  [[nodiscard]] std::size_t waiting() const;
  [[nodiscard]] std::size_t busy() const { return busy_; }

 private:
  void work();

  const std::size_t queue_limit_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;
  bool stopping_ = false;
  std::atomic<std::size_t> busy_{0};
  std::vector<std::thread> threads_;
};

}  // namespace dumas::http
