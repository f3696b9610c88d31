// The bounded worker pool. More threads than cores would take turns on them: each page would be longer under way, and a
// waking thread costs as much as a small page.
#include "http/worker_pool.hpp"

#include <utility>

namespace dumas::http {

WorkerPool::WorkerPool(unsigned threads, std::size_t queue, unsigned usual)
    : threads_wanted_(threads), usual_(usual == 0 ? threads : usual), queue_limit_(queue) {
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() { stop(); }

bool WorkerPool::submit(std::function<void()> job) {
  bool wakes = false;
  {
    const std::lock_guard lock(mutex_);
    // A free worker takes it at once or soon: the limit is on what waits beyond those.
    const std::size_t free = threads_wanted_ > busy_ ? threads_wanted_ - busy_ : 0;
    if (stopping_ || jobs_.size() >= queue_limit_ + free) return false;
    jobs_.push_back({std::move(job), SteadyClock::now() + patience});
    wakes = busy_ < usual_ || !watched_;
  }
  if (wakes) wake_.notify_one();
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

// Returns when a job is there that this thread may take, or when the pool stops. While the usual number runs, one free
// thread watches the first job, and takes it when it is due.
void WorkerPool::await_turn(std::unique_lock<std::mutex>& lock) {
  for (;;) {
    if (stopping_ || (!jobs_.empty() && busy_ < usual_)) return;
    if (jobs_.empty() || watched_) {
      wake_.wait(lock);
      continue;
    }
    const auto due = jobs_.front().due;
    if (SteadyClock::now() >= due) return;
    watched_ = true;
    wake_.wait_until(lock, due);
    watched_ = false;
  }
}

void WorkerPool::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    await_turn(lock);
    if (stopping_) return;
    {
      const auto job = std::move(jobs_.front().run);
      jobs_.pop_front();
      ++busy_;
      // The watch is over; what waits behind this job needs another.
      if (!jobs_.empty() && !watched_ && busy_ >= usual_ && busy_ < threads_wanted_) wake_.notify_one();
      lock.unlock();
      job();
    }  // what the job holds dies outside the lock
    lock.lock();
    --busy_;
  }
}

}  // namespace dumas::http
