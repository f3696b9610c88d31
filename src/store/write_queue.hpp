// The one writer. Worker threads submit jobs and wait; the writer runs what is waiting one after another inside one
// transaction, a savepoint each where they are several, makes one durable commit for all of them, and only then lets their callers go on.
// Called by app::execute and every other write of app/. With several programs on one PostgreSQL each has its own queue,
// and the transaction of one waits for that of the other (database.hpp). Group commit costs no delay: it takes what has queued up
// while the previous commit was on its way to the disk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "base/result.hpp"
#include "store/database.hpp"

namespace dumas::store {

// Thrown by submit when the queue is full: 503 with Retry-After. Nothing has been done.
class Overloaded : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct WriteQueueOptions {
  std::size_t waiting = 1024;  // jobs that may wait; one more is refused with Overloaded
  std::size_t batch = 64;      // jobs that may share one commit
  // 4 KiB pages in the log after which it is moved into the main file. Pages that are written again and again meanwhile
  // move once; a log of 16 MiB is read through in no time when a killed server starts.
  int checkpoint_pages = 4000;
};

struct WriteQueueCounts {
  std::uint64_t jobs = 0;      // committed
  std::uint64_t commits = 0;   // durable commits made for them
  std::uint64_t left_out = 0;  // pieces that an index could not take (SharedWork)
  std::size_t waiting = 0;
};

class WriteQueue {
 public:
  explicit WriteQueue(Connection connection, WriteQueueOptions options = {});
  WriteQueue(const WriteQueue&) = delete;
  WriteQueue& operator=(const WriteQueue&) = delete;
  ~WriteQueue();  // stop()

  // Runs job(Connection&) on the writer's thread and returns what it returned, after the commit. A job that throws, or
  // returns a refused Result, leaves nothing behind and disturbs no other job; the exception comes out here.
  // The job must not open or end a transaction itself (a Savepoint is fine), and must not call submit.
  // Throws Overloaded (queue full); DatabaseError DiskFull: the batch was rolled back, nothing is stored, later calls
  // may succeed; DatabaseError Io: a write to the disk failed, what is stored is unknown, every later call is refused
  // with Io, and the program must stop; DatabaseError Away: PostgreSQL went away, nothing is stored, and the queue opens
  // the connection anew for the next batch; DatabaseError InDoubt: the commit was broken off, and only the repeat with
  // the same idempotency key tells whether the job was stored; std::logic_error after stop().
  template <class Job>
  auto submit(Job&& job) -> std::invoke_result_t<Job&, Connection&> {
    using Answer = std::invoke_result_t<Job&, Connection&>;
    if constexpr (std::is_void_v<Answer>) {
      run([&](Connection& connection) { return job(connection), Keep::Yes; });
    } else {
      std::optional<Answer> answer;
      run([&](Connection& connection) { return keep(answer.emplace(job(connection))); });
      return std::move(*answer);
    }
  }

  // True after an Io error, or a Corrupt one of the commit itself: /readyz reports it and the program stops.
  [[nodiscard]] bool failed() const;
  [[nodiscard]] WriteQueueCounts counts() const;
  // Refuses new jobs, finishes the accepted ones, closes the connection.
  void stop();

 private:
  enum class Keep { Yes, No };
  using Work = std::function<Keep(Connection&)>;
  template <class T>
  static Keep keep(const Result<T>& answer) {
    return answer.ok() ? Keep::Yes : Keep::No;
  }
  template <class T>
  static Keep keep(const T&) {
    return Keep::Yes;
  }
  void run(Work work);

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dumas::store
