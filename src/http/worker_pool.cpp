// The bounded worker pool. More threads than cores would take turns on them: each page would be longer under way, and a
// waking thread costs as much as a small page.
#include "http/worker_pool.hpp"

#include <utility>

namespace dumas::http {

namespace {
constexpr int looks = 20;  // some ten microseconds where nobody else wants the core
}

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
    wakes = needs_waking();
  }
  if (wakes) wake_.notify_one();
  return true;
}

// Whether the first job is nobody's concern so far.
bool WorkerPool::needs_waking() const {
  if (looking_ || busy_ >= threads_wanted_) return false;
  return busy_ < usual_ || !watched_;
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

// One free thread looks some times whether a job comes, and lets others run in between, before it falls asleep. Under load
// the next request is a few microseconds away, and to sleep and be woken costs more than a small page.
void WorkerPool::look_around(std::unique_lock<std::mutex>& lock) {
  if (looking_ || busy_ >= usual_) return;
  looking_ = true;
  for (int look = 0; look < looks && jobs_.empty() && !stopping_; ++look) {
    lock.unlock();
    std::this_thread::yield();
    lock.lock();
  }
  looking_ = false;
}

// Returns when a job is there that this thread may take, or when the pool stops. While the usual number runs, one free
// thread watches the first job, and takes it when it is due.
void WorkerPool::await_turn(std::unique_lock<std::mutex>& lock) {
  look_around(lock);
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
      // What came while this thread looked around, or waits behind the job that it watched, needs another.
      if (!jobs_.empty() && needs_waking()) wake_.notify_one();
      lock.unlock();
      job();
    }  // what the job holds dies outside the lock
    lock.lock();
    --busy_;
  }
}

}  // namespace dumas::http
