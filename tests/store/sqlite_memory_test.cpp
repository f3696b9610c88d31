// SQLite whose n-th allocation fails, one after another, in the middle of a write and of its full-text index. What was
// answered with an error is not stored, what comes after it is stored whole, and the index is that of its rows.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <string>

#include "store/database.hpp"
#include "store/temporary.hpp"
#include "store/write_queue.hpp"

using namespace dumas::store;

namespace {

sqlite3_mem_methods real;
thread_local bool counts = false;  // on the writer's thread, inside the job and its commit
long left = 0;                     // the allocation that fails; 0: none
bool failed = false;

bool fails() {
  if (!counts || left == 0 || --left > 0) return false;
  return failed = true;
}
void* allocate(int size) { return fails() ? nullptr : real.xMalloc(size); }
void* reallocate(void* memory, int size) { return fails() ? nullptr : real.xRealloc(memory, size); }

// Before any test opens a database: SQLite takes an allocator only until it has started.
const bool installed = [] {
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real);
  static sqlite3_mem_methods ours = real;
  ours.xMalloc = allocate;
  ours.xRealloc = reallocate;
  return sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) == SQLITE_OK;
}();

// A row, and its words in the index, as a complaint has them.
void write(WriteQueue& queue, std::int64_t number, long failing) {
  queue.submit([number, failing](Connection& connection) {
    counts = true;
    left = failing;
    connection.prepare("INSERT INTO t (i) VALUES (?1)").bind(1, number).run();
    connection.at_the_end([number](Connection& last) {
      std::string words;
      for (int word = 0; word < 60; ++word) words += "w" + std::to_string(number * 7 + word * word) + " ";
      last.prepare("INSERT INTO words (rowid, tokens) VALUES (?1, ?2)").bind_all(number, words).run();
    });
  });
}

bool is_there(const std::filesystem::path& file, std::int64_t number) {
  Connection connection = Connection::open(file, {.access = Access::ReadOnly});
  auto row = connection.prepare("SELECT 1 FROM t WHERE i = ?1");
  return row.bind(1, number).step();
}

}  // namespace

TEST_CASE("whichever allocation fails, what is acknowledged is stored and found, and the index stays whole") {
  REQUIRE(installed);
  TemporaryFolder folder;
  const auto file = folder / "a.db";
  {
    Connection connection = Connection::open(file);
    connection.exec("CREATE TABLE t (i INTEGER UNIQUE)");
    connection.exec(
        "CREATE VIRTUAL TABLE words USING fts5 (tokens, tokenize = 'unicode61', detail = none, columnsize = 0)");
  }
  WriteQueue queue{Connection::open(file)};
  std::int64_t number = 0, kept = 0;
  int refused = 0;
  for (long nth = 1, met_none = 0; met_none < 20; ++nth) {
    ++number;
    failed = false;
    try {
      write(queue, number, nth);
      ++kept;
    } catch (const DatabaseError& error) {
      const bool may_be_stored = error.kind() == DatabaseErrorKind::InDoubt;
      CHECK((may_be_stored || error.kind() == DatabaseErrorKind::NoMemory));
      ++refused;
      if (may_be_stored && is_there(file, number)) ++kept;
      write(queue, ++number, 0);
      ++kept;
    }
    met_none = failed ? 0 : met_none + 1;
    REQUIRE(nth < 5000);
  }
  queue.stop();
  MESSAGE(refused << " refused, " << kept << " kept");
  CHECK(refused > 100);
  Connection connection = Connection::open(file);
  auto rows = connection.prepare("SELECT count(*) FROM t");
  REQUIRE(rows.step());
  CHECK(rows.integer(0) == kept);
  CHECK_NOTHROW(connection.exec("INSERT INTO words (words) VALUES ('integrity-check')"));
}
