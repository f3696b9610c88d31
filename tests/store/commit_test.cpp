// A COMMIT that SQLite breaks off: before its last page, nothing is stored; after it, all is. The answer is the same, so it
// must not be told as "not stored".
#include <doctest/doctest.h>
#include <sqlite3.h>

#include "store/database.hpp"
#include "store/temporary.hpp"

using namespace dumas::store;

namespace {

int looks_left = 0;  // the look at which SQLite is told to break off; 0: never

int look(void*) { return looks_left > 0 && --looks_left == 0 ? 1 : 0; }

int watch(sqlite3* database, const char**, const sqlite3_api_routines*) {
  sqlite3_progress_handler(database, 1, look, nullptr);  // after each step of its virtual machine
  return SQLITE_OK;
}

std::int64_t rows(Connection& connection) {
  auto select = connection.prepare("SELECT count(*) FROM t");
  select.step();
  return select.integer(0);
}

}  // namespace

TEST_CASE("a commit that is broken off is in doubt if it may be stored, and else leaves nothing") {
  TemporaryFolder folder;
  sqlite3_auto_extension(reinterpret_cast<void (*)()>(watch));
  Connection connection = Connection::open(folder / "a.db");
  sqlite3_reset_auto_extension();
  connection.exec("CREATE TABLE t (i INTEGER)");
  int refused = 0, stored_in_doubt = 0;
  for (int nth = 1; nth <= 10; ++nth) {
    const auto before = rows(connection);
    try {
      Transaction transaction(connection);
      connection.exec("INSERT INTO t VALUES (1)");
      looks_left = nth;
      transaction.commit();
    } catch (const DatabaseError& error) {
      const bool in_doubt = error.kind() == DatabaseErrorKind::InDoubt;
      CHECK((in_doubt || rows(connection) == before));
      (in_doubt && rows(connection) == before + 1 ? stored_in_doubt : refused) += 1;
    }
    looks_left = 0;
    CHECK_FALSE(connection.in_transaction());
  }
  CHECK(refused > 0);
  CHECK(stored_in_doubt > 0);  // what the kind is for
}
