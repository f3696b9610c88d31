// The writer's thread: takes what waits, one transaction, one commit, then answers.
#include "store/write_queue.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "store/shared_work.hpp"

namespace dumas::store {

struct WriteQueue::State {
  // Where one caller waits for his answer.
  class Answer {
   public:
    void give() {
      {
        const std::lock_guard lock(mutex_);
        given_ = true;
      }
      came_.notify_one();
    }
    void wait() {
      std::unique_lock lock(mutex_);
      came_.wait(lock, [this] { return given_; });
    }

   private:
    std::mutex mutex_;
    std::condition_variable came_;
    bool given_ = false;
  };
  // A caller's job; lives on the caller's stack until it is done.
  struct Waiting {
    Work work;
    std::exception_ptr error{};
    std::shared_ptr<Answer> answer =
        std::make_shared<Answer>();  // shared: the caller may be gone before give() returns
  };
  using Batch = std::vector<Waiting*>;
  enum class Company { Alone, Others };  // with whom a job shares its transaction

  State(Connection connection_, WriteQueueOptions options_) : connection(std::move(connection_)), options(options_) {}

  void accept(Waiting& job);
  void write_until_stopped();
  Batch take();
  void run_batch(const Batch& batch);
  bool run_jobs(const Batch& batch);
  Keep run_job(Waiting& job, Company company);
  static void fail(const Batch& batch);
  static void answer(const Batch& batch);
  void move_log();

  std::optional<Connection> connection;  // used by the writer's thread alone
  const WriteQueueOptions options;
  mutable std::mutex mutex;
  std::condition_variable arrived;
  std::deque<Waiting*> queue;
  WriteQueueCounts counts;
  bool failed = false;
  bool stopping = false;
  std::thread writer;
};

namespace {
bool is_fatal(DatabaseErrorKind kind) { return kind == DatabaseErrorKind::Io || kind == DatabaseErrorKind::Corrupt; }

// A job's own error leaves the transaction to the others; these do not. A malformed page that one job met is its own: its
// savepoint is undone, and the others do not touch that page.
bool concerns_all(DatabaseErrorKind kind) {
  return kind == DatabaseErrorKind::Io || kind == DatabaseErrorKind::DiskFull || kind == DatabaseErrorKind::NoMemory ||
         kind == DatabaseErrorKind::Away;
}

std::exception_ptr refused_after_failure() {
  return std::make_exception_ptr(
      DatabaseError(DatabaseErrorKind::Io, "the write queue stopped after a write to the disk had failed"));
}
}  // namespace

WriteQueue::WriteQueue(Connection connection, WriteQueueOptions options)
    : state_(std::make_unique<State>(std::move(connection), options)) {
  state_->writer = std::thread([state = state_.get()] { state->write_until_stopped(); });
}

WriteQueue::~WriteQueue() { stop(); }

void WriteQueue::run(Work work) {
  State::Waiting job{std::move(work)};
  state_->accept(job);
  job.answer->wait();
  if (job.error) std::rethrow_exception(job.error);
}

void WriteQueue::State::accept(Waiting& job) {
  const std::lock_guard lock(mutex);
  if (std::this_thread::get_id() == writer.get_id()) throw std::logic_error("submit called from inside a job");
  if (failed) std::rethrow_exception(refused_after_failure());
  if (stopping) throw std::logic_error("the write queue is closed");
  if (queue.size() >= options.waiting) throw Overloaded("the write queue is full");
  queue.push_back(&job);
  arrived.notify_one();
}

bool WriteQueue::failed() const {
  const std::lock_guard lock(state_->mutex);
  return state_->failed;
}

WriteQueueCounts WriteQueue::counts() const {
  const std::lock_guard lock(state_->mutex);
  WriteQueueCounts counts = state_->counts;
  counts.waiting = state_->queue.size();
  return counts;
}

void WriteQueue::stop() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = true;
    state_->arrived.notify_one();
  }
  if (state_->writer.joinable()) state_->writer.join();
}

void WriteQueue::State::write_until_stopped() {
  for (;;) {
    const Batch batch = take();
    if (batch.empty()) break;
    run_batch(batch);
    answer(batch);
    move_log();
  }
  connection.reset();
}

WriteQueue::State::Batch WriteQueue::State::take() {
  std::unique_lock lock(mutex);
  arrived.wait(lock, [&] { return stopping || !queue.empty(); });
  Batch batch;
  while (!queue.empty() && batch.size() < options.batch) {
    batch.push_back(queue.front());
    queue.pop_front();
  }
  return batch;
}

// Every job's error is set, or the commit has returned, when this returns.
void WriteQueue::State::run_batch(const Batch& batch) {
  try {
    if (failed) std::rethrow_exception(refused_after_failure());
    Transaction transaction(*connection);
    SharedWork shared(*connection);
    if (run_jobs(batch)) {
      const std::size_t left_out = shared.finish();
      transaction.commit();
      const std::lock_guard lock(mutex);
      ++counts.commits;
      counts.left_out += left_out;
    }
    const std::lock_guard lock(mutex);
    for (const Waiting* job : batch) counts.jobs += job->error ? 0 : 1;
  } catch (const DatabaseError& error) {
    fail(batch);
    const std::lock_guard lock(mutex);
    // Whether the pages reached the disk is not known, and asking again would be told a lie (fsync reports once).
    if (is_fatal(error.kind())) failed = true;
  } catch (...) {
    fail(batch);
  }
  // The rollback failed too: over this connection nothing can be written any more.
  if (!failed && connection->in_transaction()) {
    const std::lock_guard lock(mutex);
    failed = true;
  }
}

void WriteQueue::State::fail(const Batch& batch) {
  for (Waiting* job : batch) {
    if (!job->error) job->error = std::current_exception();
  }
}

// Whether there is something to commit. A job that is alone is undone with its transaction; a savepoint, for which SQLite
// copies every page before its first change, is for those who share one.
bool WriteQueue::State::run_jobs(const Batch& batch) {
  if (batch.size() == 1) return run_job(*batch.front(), Company::Alone) == Keep::Yes;
  for (Waiting* job : batch) run_job(*job, Company::Others);
  return true;
}

// Throws what concerns the whole batch: a disk that is full or failing, no memory, a server that went away, or a
// transaction that the engine rolled back.
WriteQueue::Keep WriteQueue::State::run_job(Waiting& job, Company company) {
  Keep keep = Keep::No;
  try {
    std::optional<Savepoint> part;
    if (company == Company::Others) part.emplace(*connection);
    keep = job.work(*connection);
    if (part && keep == Keep::Yes) part->release();
  } catch (const DatabaseError& error) {
    job.error = std::current_exception();
    if (concerns_all(error.kind())) throw;
  } catch (...) {
    job.error = std::current_exception();
  }
  if (connection->is_lost()) {
    throw DatabaseError(DatabaseErrorKind::Away, "the database went away before the commit");
  }
  if (!connection->in_transaction()) {
    throw DatabaseError(DatabaseErrorKind::Other, "a job ended the transaction it shared with others");
  }
  return keep;
}

// Each caller waits at a place of his own: at one for all, those woken first would wait again until the last is woken.
void WriteQueue::State::answer(const Batch& batch) {
  for (const Waiting* job : batch) {
    const auto answer = job->answer;
    answer->give();
  }
}

// After the answers, so that nobody waits for it.
void WriteQueue::State::move_log() {
  if (failed || connection->log_pages() < options.checkpoint_pages) return;
  try {
    connection->checkpoint();
  } catch (const DatabaseError& error) {
    // A full disk or memory is no loss: the log still holds everything. It is tried again after the next commit.
    if (error.kind() == DatabaseErrorKind::DiskFull || error.kind() == DatabaseErrorKind::NoMemory) return;
    const std::lock_guard lock(mutex);
    failed = true;
  }
}

}  // namespace dumas::store
