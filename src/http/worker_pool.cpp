// The bounded worker pool.
#include "http/worker_pool.hpp"

#include <utility>

namespace dumas::http {

WorkerPool::WorkerPool(unsigned threads, std::size_t queue) : queue_limit_(queue) {
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() { stop(); }

bool WorkerPool::submit(std::function<void()> job) {
  {
    const std::lock_guard lock(mutex_);
    // A free worker takes it at once: the limit is on what waits.
    const std::size_t free = threads_.size() > busy_ ? threads_.size() - busy_ : 0;
    if (stopping_ || jobs_.size() >= queue_limit_ + free) return false;
    jobs_.push_back(std::move(job));
  }
  wake_.notify_one();
  return true;
}

void WorkerPool::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

std::size_t WorkerPool::waiting() const {
  const std::lock_guard lock(mutex_);
  return jobs_.size();
}

void WorkerPool::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [&] { return stopping_ || !jobs_.empty(); });
    if (stopping_) return;
    {
      const auto job = std::move(jobs_.front());
      jobs_.pop_front();
      ++busy_;
      lock.unlock();
      job();
    }  // what the job holds dies outside the lock
    lock.lock();
    --busy_;
  }
}

}  // namespace dumas::http
