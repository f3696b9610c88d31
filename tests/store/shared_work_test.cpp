// What a batch leaves to the end of its transaction (store/shared_work.hpp).
#include "store/shared_work.hpp"

#include <doctest/doctest.h>

#include <future>
#include <thread>
#include <vector>

#include "store/kind_thrown.hpp"
#include "store/temporary.hpp"
#include "store/write_queue.hpp"

using namespace dumas::store;
using dumas::Refusal;
using dumas::Result;

namespace {

// Rows are inserted at once; their words go into a full-text index at the end.
struct Indexed {
  TemporaryFolder folder;
  std::filesystem::path file = folder / "test.db";
  WriteQueue queue{with_tables(file)};

  static Connection with_tables(const std::filesystem::path& file) {
    Connection connection = Connection::open(file);
    connection.exec("CREATE TABLE t (i INTEGER UNIQUE)");
    connection.exec("CREATE VIRTUAL TABLE words USING fts5 (w)");
    return connection;
  }
  static void index(Connection& connection, std::int64_t number) {
    connection.prepare("INSERT INTO t (i) VALUES (?1)").bind(1, number).run();
    connection.at_the_end([number](Connection& last) {
      last.prepare("INSERT INTO words (rowid, w) VALUES (?1, 'jalan')").bind(1, number).run();
    });
  }
  // Of rows, and of words found.
  [[nodiscard]] std::pair<std::int64_t, std::int64_t> counts() const {
    Connection connection = Connection::open(file, {.access = Access::ReadOnly});
    auto rows = connection.prepare("SELECT count(*) FROM t");
    auto words = connection.prepare("SELECT count(*) FROM words WHERE words MATCH 'jalan'");
    rows.step();
    words.step();
    return {rows.integer(0), words.integer(0)};
  }
  // Jobs that are certain to share a commit: the writer is held until all of them wait.
  template <class Job>
  void together(int jobs, const Job& job) {
    std::promise<void> entered, opened;
    std::vector<std::thread> threads;
    threads.emplace_back([&] {
      queue.submit([&](Connection&) {
        entered.set_value();
        opened.get_future().wait();
      });
    });
    entered.get_future().wait();
    for (int n = 0; n < jobs; ++n) threads.emplace_back([&, n] { job(n); });
    while (queue.counts().waiting < static_cast<std::size_t>(jobs)) std::this_thread::yield();
    opened.set_value();
    for (auto& thread : threads) thread.join();
  }
};

}  // namespace

TEST_CASE("a batch is indexed whole, but for the job that was refused") {
  Indexed indexed;
  const auto before = indexed.queue.counts().commits;
  indexed.together(20, [&](int n) {
    const auto answer = indexed.queue.submit([n](Connection& connection) -> Result<int> {
      Indexed::index(connection, n);
      if (n % 5 == 0) return Refusal{.code = "NO"};
      return n;
    });
    CHECK(answer.ok() == (n % 5 != 0));
  });
  CHECK(indexed.queue.counts().commits == before + 2);  // the one that held the writer, and all the others
  CHECK(indexed.counts() == std::pair<std::int64_t, std::int64_t>{16, 16});
}

TEST_CASE("outside of a batch nothing waits") {
  const TemporaryFolder folder;
  Connection connection = Indexed::with_tables(folder / "test.db");
  bool done = false;
  connection.at_the_end([&done](Connection&) { done = true; });
  CHECK(done);
}

TEST_CASE("an index that cannot take its words costs nobody his row") {
  Indexed indexed;
  indexed.together(3, [&](int n) {
    indexed.queue.submit([n](Connection& connection) {
      if (n != 1) return Indexed::index(connection, n);
      connection.prepare("INSERT INTO t (i) VALUES (?1)").bind(1, n).run();
      connection.at_the_end([](Connection&) { throw DatabaseError(DatabaseErrorKind::Corrupt, "malformed"); });
    });
  });
  CHECK(indexed.counts() == std::pair<std::int64_t, std::int64_t>{3, 2});
  CHECK(indexed.queue.counts().left_out == 1);
  CHECK_FALSE(indexed.queue.failed());
}

TEST_CASE("a row that stands in the index already costs nobody else his words") {
  Indexed indexed;
  const auto same_words_again = [](Connection& connection) {
    connection.prepare("INSERT INTO t (i) VALUES (?1)").bind(1, 100).run();
    connection.at_the_end([](Connection& last) { last.exec("INSERT INTO words (rowid, w) VALUES (0, 'jalan')"); });
  };
  indexed.queue.submit([](Connection& connection) { Indexed::index(connection, 0); });
  indexed.together(3, [&](int n) {
    indexed.queue.submit(
        [&](Connection& connection) { return n == 0 ? same_words_again(connection) : Indexed::index(connection, n); });
  });
  CHECK(indexed.counts() == std::pair<std::int64_t, std::int64_t>{4, 3});
  CHECK(indexed.queue.counts().left_out == 1);
}

TEST_CASE("a disk that is full at the end costs the whole batch, and the next one succeeds") {
  Indexed indexed;
  const auto full = [](Connection& connection) {
    Indexed::index(connection, 1);
    connection.at_the_end([](Connection&) { throw DatabaseError(DatabaseErrorKind::DiskFull, "full"); });
  };
  CHECK(kind_thrown([&] { indexed.queue.submit(full); }) == DatabaseErrorKind::DiskFull);
  CHECK(indexed.counts() == std::pair<std::int64_t, std::int64_t>{0, 0});
  indexed.queue.submit([](Connection& connection) { Indexed::index(connection, 2); });
  CHECK(indexed.counts() == std::pair<std::int64_t, std::int64_t>{1, 1});
}
