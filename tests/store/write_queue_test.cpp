#include "store/write_queue.hpp"

#include <doctest/doctest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <future>
#include <map>
#include <thread>
#include <utility>
#include <vector>

#include "store/kind_thrown.hpp"
#include "store/temporary.hpp"

using namespace dumas::store;
using dumas::Refusal;
using dumas::Result;

namespace {
Connection with_table(const std::filesystem::path& file) {
  Connection connection = Connection::open(file);
  connection.exec("CREATE TABLE IF NOT EXISTS t (i INTEGER UNIQUE, s TEXT)");
  return connection;
}
std::int64_t count_rows(const std::filesystem::path& file) {
  Connection connection = Connection::open(file);
  Statement rows = connection.prepare("SELECT count(*) FROM t");
  rows.step();
  return rows.integer(0);
}
auto insert(std::int64_t number) {
  return
      [number](Connection& connection) { connection.prepare("INSERT INTO t (i) VALUES (?1)").bind(1, number).run(); };
}

// Holds the writer inside a job until it is let go.
struct Gate {
  std::promise<void> entered;
  std::promise<void> opened;
  std::thread thread;
  explicit Gate(WriteQueue& queue)
      : thread([this, &queue] {
          queue.submit([this](Connection&) {
            entered.set_value();
            opened.get_future().wait();
          });
        }) {
    entered.get_future().wait();
  }
  void open() {
    opened.set_value();
    thread.join();
  }
};
void wait_for_waiting(const WriteQueue& queue, std::size_t waiting) {
  while (queue.counts().waiting < waiting) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

// SQLite's own file layer with an fsync that fails when told to, of the log or of the main file.
std::atomic<bool> log_sync_fails = false;
std::atomic<bool> main_sync_fails = false;
std::atomic<int> syncs = 0;
struct Methods {
  sqlite3_io_methods ours;  // first: a file's pMethods is the address of the whole
  const sqlite3_io_methods* real;
  bool main;
};
std::map<std::pair<const sqlite3_io_methods*, bool>, Methods> methods;
sqlite3_vfs failing_vfs;
sqlite3_vfs* real_vfs = nullptr;

int sync_or_fail(sqlite3_file* file, int flags) {
  const auto& of_file = *reinterpret_cast<const Methods*>(file->pMethods);
  ++syncs;
  return (of_file.main ? main_sync_fails : log_sync_fails) ? SQLITE_IOERR_FSYNC : of_file.real->xSync(file, flags);
}
int open_failing(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
  const int code = real_vfs->xOpen(real_vfs, name, file, flags, out);
  if (code != SQLITE_OK || file->pMethods == nullptr) return code;
  const bool main = (flags & SQLITE_OPEN_MAIN_DB) != 0;
  auto& of_file = methods[{file->pMethods, main}];
  of_file = {*file->pMethods, file->pMethods, main};
  of_file.ours.xSync = sync_or_fail;
  file->pMethods = &of_file.ours;
  return code;
}
struct FailingDisk {
  FailingDisk() {
    real_vfs = sqlite3_vfs_find(nullptr);
    failing_vfs = *real_vfs;
    failing_vfs.zName = "failing";
    failing_vfs.xOpen = open_failing;
    sqlite3_vfs_register(&failing_vfs, 1);
  }
  ~FailingDisk() {
    log_sync_fails = false;
    main_sync_fails = false;
    sqlite3_vfs_unregister(&failing_vfs);
    sqlite3_vfs_register(real_vfs, 1);
  }
};
}  // namespace

TEST_CASE("sixteen threads share commits, and every answer is the caller's own") {
  TemporaryFolder folder;
  WriteQueue queue(with_table(folder / "a.db"));
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 16; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 50; ++i) {
        const std::int64_t number = t * 1000 + i;
        const std::int64_t answer = queue.submit([&](Connection& connection) {
          insert(number)(connection);
          return number;
        });
        if (answer != number) ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
  CHECK(queue.counts().jobs == 800);
  CHECK(queue.counts().commits < 400);
  queue.stop();
  CHECK(count_rows(folder / "a.db") == 800);
}

TEST_CASE("a job that throws or is refused leaves nothing behind and disturbs nobody in its batch") {
  TemporaryFolder folder;
  WriteQueue queue(with_table(folder / "a.db"));
  Gate gate(queue);
  std::vector<std::thread> threads;
  std::atomic<int> thrown = 0;
  std::atomic<int> refused = 0;
  threads.emplace_back([&] { queue.submit(insert(1)); });
  threads.emplace_back([&] {
    try {
      queue.submit([](Connection& connection) {
        insert(2)(connection);
        throw std::runtime_error("no");
      });
    } catch (const std::runtime_error&) {
      ++thrown;
    }
  });
  threads.emplace_back([&] {
    const Result<int> result = queue.submit([](Connection& connection) -> Result<int> {
      insert(3)(connection);
      return Refusal{"NOT_ALLOWED"};
    });
    if (!result) ++refused;
  });
  threads.emplace_back([&] { queue.submit(insert(4)); });
  wait_for_waiting(queue, 4);
  gate.open();
  for (std::thread& thread : threads) thread.join();
  CHECK(thrown == 1);
  CHECK(refused == 1);
  CHECK(queue.counts().commits == 2);  // the gate's and the batch's
  CHECK(kind_thrown([&] { queue.submit(insert(1)); }) == DatabaseErrorKind::Constraint);
  queue.stop();
  CHECK(count_rows(folder / "a.db") == 2);
}

TEST_CASE("a job that is alone and throws or is refused leaves nothing behind, and nothing is committed") {
  TemporaryFolder folder;
  WriteQueue queue(with_table(folder / "a.db"));
  bool done_at_the_end = false;
  CHECK_THROWS_AS(queue.submit([&](Connection& connection) {
    insert(1)(connection);
    connection.at_the_end([&done_at_the_end](Connection&) { done_at_the_end = true; });
    throw std::runtime_error("no");
  }),
                  std::runtime_error);
  const Result<int> refused = queue.submit([](Connection& connection) -> Result<int> {
    insert(2)(connection);
    return Refusal{"NOT_ALLOWED"};
  });
  CHECK_FALSE(refused.ok());
  CHECK(queue.counts().commits == 0);
  queue.submit(insert(3));
  CHECK(queue.counts().commits == 1);
  CHECK_FALSE(done_at_the_end);
  queue.stop();
  CHECK(count_rows(folder / "a.db") == 1);
}

TEST_CASE("a full queue refuses, and a stop finishes what was accepted") {
  TemporaryFolder folder;
  WriteQueue queue(with_table(folder / "a.db"), {.waiting = 2});
  Gate gate(queue);
  std::thread first([&] { queue.submit(insert(1)); });
  std::thread second([&] { queue.submit(insert(2)); });
  wait_for_waiting(queue, 2);
  CHECK_THROWS_AS(queue.submit(insert(3)), Overloaded);
  std::thread stops([&] { queue.stop(); });
  gate.open();
  first.join();
  second.join();
  stops.join();
  CHECK_THROWS_AS(queue.submit(insert(4)), std::logic_error);
  CHECK(count_rows(folder / "a.db") == 2);
}

TEST_CASE("submit inside a job is a bug, not a standstill") {
  TemporaryFolder folder;
  WriteQueue queue(with_table(folder / "a.db"));
  CHECK_THROWS_AS(queue.submit([&](Connection&) { queue.submit(insert(1)); }), std::logic_error);
  queue.submit(insert(2));
}

TEST_CASE("a full disk is told to the callers, and the queue goes on") {
  TemporaryFolder folder;
  Connection connection = with_table(folder / "a.db");
  connection.exec("PRAGMA max_page_count = 8");
  WriteQueue queue(std::move(connection));
  const auto write_much = [&] {
    queue.submit([](Connection& inside) {
      inside.prepare("INSERT INTO t (s) VALUES (?1)").bind(1, std::string(1 << 20, 'x')).run();
    });
  };
  CHECK(kind_thrown(write_much) == DatabaseErrorKind::DiskFull);
  CHECK_FALSE(queue.failed());
  queue.submit(insert(1));
  queue.stop();
  CHECK(count_rows(folder / "a.db") == 1);
}

TEST_CASE("an fsync that fails is never tried again") {
  TemporaryFolder folder;
  const FailingDisk disk;
  WriteQueue queue(with_table(folder / "a.db"));
  queue.submit(insert(1));
  log_sync_fails = true;
  CHECK(kind_thrown([&] { queue.submit(insert(2)); }) == DatabaseErrorKind::Io);
  CHECK(queue.failed());
  log_sync_fails = false;
  const int before = syncs;
  CHECK(kind_thrown([&] { queue.submit(insert(3)); }) == DatabaseErrorKind::Io);
  CHECK(syncs == before);
  queue.stop();
}

TEST_CASE("the log is moved into the main file, and an fsync that fails there is seen") {
  TemporaryFolder folder;
  const FailingDisk disk;
  WriteQueue queue(with_table(folder / "a.db"), {.checkpoint_pages = 50});
  const auto write_some = [&] {
    queue.submit([](Connection& inside) {
      inside.prepare("INSERT INTO t (s) VALUES (?1)").bind(1, std::string(100'000, 'x')).run();
    });
  };
  for (int i = 0; i < 20; ++i) write_some();
  CHECK(std::filesystem::file_size(folder / "a.db") > 1'000'000);
  CHECK(std::filesystem::file_size(folder / "a.db-wal") < 1'500'000);
  CHECK_FALSE(queue.failed());
  main_sync_fails = true;
  CHECK(kind_thrown([&] {
          for (int i = 0; i < 20; ++i) write_some();
        }) == DatabaseErrorKind::Io);
  CHECK(queue.failed());
  queue.stop();
}

TEST_CASE("kill -9: what was acknowledged is there") {
  TemporaryFolder folder;
  const auto file = folder / "a.db";
  int pipe_ends[2];
  REQUIRE(::pipe(pipe_ends) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    WriteQueue queue(with_table(file));
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
      threads.emplace_back([&, t] {
        for (std::int64_t i = 0;; ++i) {
          const std::int64_t number = t * 1'000'000 + i;
          queue.submit(insert(number));
          if (::write(pipe_ends[1], &number, sizeof number) != sizeof number) ::_exit(1);
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  ::close(pipe_ends[1]);
  std::vector<std::int64_t> acknowledged;
  std::int64_t number = 0;
  while (::read(pipe_ends[0], &number, sizeof number) == sizeof number) {
    acknowledged.push_back(number);
    if (acknowledged.size() == 500) ::kill(child, SIGKILL);
  }
  ::close(pipe_ends[0]);
  ::waitpid(child, nullptr, 0);
  REQUIRE(acknowledged.size() >= 500);
  Connection connection = Connection::open(file);
  Statement row = connection.prepare("SELECT 1 FROM t WHERE i = ?1");
  int lost = 0;
  for (const std::int64_t each : acknowledged) {
    row.reset();
    if (!row.bind(1, each).step()) ++lost;
  }
  CHECK(lost == 0);
}
