// The bounded worker pool.
#include "http/worker_pool.hpp"

#include <algorithm>
#include <utility>

namespace dumas::http {

WorkerPool::WorkerPool(unsigned threads, std::size_t queue)
    : queue_limit_(queue), most_running_(threads - threads / 8) {
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() { stop(); }

bool WorkerPool::submit(std::function<void()> job, Lane lane) {
  {
    const std::lock_guard lock(mutex_);
    Queue& queue = lanes_.at(static_cast<std::size_t>(lane));
    // A free worker takes it at once: the limit is on what waits.
    const std::size_t idle = threads_.size() > busy_ ? threads_.size() - busy_ : 0;
    const std::size_t free = std::min(idle, most_running_ > queue.running ? most_running_ - queue.running : 0);
    if (stopping_ || queue.jobs.size() >= queue_limit_ + free) return false;
    queue.jobs.push_back(std::move(job));
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
  return lanes_[0].jobs.size() + lanes_[1].jobs.size();
}

// The lane that has the fewer of its jobs running, so that both get on.
WorkerPool::Queue* WorkerPool::next() {
  Queue *first = &lanes_[0], *second = &lanes_[1];
  if (second->running < first->running) std::swap(first, second);
  if (may_run(*first)) return first;
  return may_run(*second) ? second : nullptr;
}

void WorkerPool::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    Queue* queue = nullptr;
    wake_.wait(lock, [&] { return stopping_ || (queue = next()) != nullptr; });
    if (stopping_) return;
    {
      const auto job = std::move(queue->jobs.front());
      queue->jobs.pop_front();
      ++queue->running;
      ++busy_;
      lock.unlock();
      job();
    }  // what the job holds dies outside the lock
    lock.lock();
    --queue->running;
    --busy_;
  }
}

}  // namespace dumas::http
