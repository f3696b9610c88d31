// The usual number of threads is a habit, not a limit: jobs that stand still keep nobody from being served.
#include "http/worker_pool.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <latch>
#include <thread>

using dumas::http::WorkerPool;

namespace {
// Half a minute at most: a pool that forgot a job would otherwise hold the whole suite up.
template <class Condition>
bool wait_for(Condition condition) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!condition() && std::chrono::steady_clock::now() < until) std::this_thread::yield();
  return condition();
}

template <class Condition>
void await(Condition condition) {
  REQUIRE(wait_for(condition));
}
}  // namespace

TEST_CASE("a job that waits behind one that stands still is taken by a thread beyond the usual ones") {
  std::atomic<int> done{0};
  std::latch gate(1), beside(2);
  WorkerPool pool(3, 10, 1);
  CHECK(pool.submit([&] { gate.wait(), ++done; }));
  await([&] { return pool.busy() == 1; });
  for (int n = 0; n < 2; ++n) CHECK(pool.submit([&] { beside.arrive_and_wait(), ++done; }));
  await([&] { return done == 2; });  // both beside the first, and beside each other
  CHECK(pool.busy() == 1);
  gate.count_down();
  await([&] { return done == 3; });
}

TEST_CASE("with all threads standing still the queue fills, and what waits in it is served afterwards") {
  std::atomic<int> done{0};
  std::latch gate(1);
  WorkerPool pool(2, 1, 1);
  const auto stand = [&] { gate.wait(), ++done; };
  CHECK(pool.submit(stand));
  CHECK(pool.submit(stand));
  await([&] { return pool.busy() == 2; });
  CHECK(pool.submit([&] { ++done; }));
  CHECK_FALSE(pool.submit([&] { ++done; }));
  CHECK(pool.waiting() == 1);
  gate.count_down();
  await([&] { return done == 3; });
}

TEST_CASE("jobs that come while a free thread looks around for one are taken side by side") {
  for (int round = 0; round < 500; ++round) {
    std::atomic<int> done{0}, beside{0}, alone{0};
    WorkerPool pool(2, 10, 2);
    CHECK(pool.submit([&] { ++done; }));
    await([&] { return done == 1; });  // its thread looks whether another comes
    const auto meet = [&] {
      ++beside;
      if (!wait_for([&] { return beside == 2; })) ++alone;
      ++done;
    };
    for (int n = 0; n < 2; ++n) CHECK(pool.submit(meet));
    await([&] { return done == 3 || alone > 0; });
    REQUIRE(alone == 0);
  }
}

TEST_CASE("many short jobs from several threads are each run once, whatever the usual number is") {
  constexpr int senders = 4, each = 2000;
  for (const unsigned usual : {0U, 1U, 2U, 4U}) {
    std::atomic<int> done{0};
    WorkerPool pool(4, senders * each, usual);
    std::vector<std::thread> threads;
    for (int n = 0; n < senders; ++n)
      threads.emplace_back([&] {
        for (int job = 0; job < each; ++job) REQUIRE(pool.submit([&] { ++done; }));
      });
    for (auto& thread : threads) thread.join();
    await([&] { return done == senders * each; });
    CHECK(pool.waiting() == 0);
  }
}

TEST_CASE("a pool that stops runs nothing that waits, also while a thread watches the queue") {
  std::atomic<int> done{0};
  std::latch gate(1);
  WorkerPool pool(2, 10, 1);
  CHECK(pool.submit([&] { gate.wait(), ++done; }));
  await([&] { return pool.busy() == 1; });
  std::thread opener([&] {
    while (pool.submit([] {})) std::this_thread::yield();  // refused once the pool stops
    gate.count_down();
  });
  pool.stop();
  opener.join();
  CHECK(done == 1);
}
