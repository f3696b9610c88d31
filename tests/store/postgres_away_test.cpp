// A PostgreSQL that goes away under the program and comes back: nothing is promised falsely, and nobody has to start the
// program again.
#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "store/engines.hpp"
#include "store/kind_thrown.hpp"
#include "store/write_queue.hpp"

using namespace dumas::store;
using dumas::testing::PostgresServer;

namespace {

// What the program has open while it writes, on a database with one table.
struct Writing {
  DatabasePlace place = PostgresServer::running().fresh_database();
  WriteQueue queue{with_table(place)};

  static Connection with_table(const DatabasePlace& place) {
    Connection connection = Connection::open(place);
    connection.exec("CREATE TABLE t (i BIGINT)");
    return connection;
  }
};

std::int64_t count(Connection& connection) { return number(connection, "SELECT count(*) FROM t"); }

void insert(Connection& connection) { connection.exec("INSERT INTO t (i) VALUES (1)"); }

// Ends every other session of this database, as a cluster does with a leader that steps down.
void end_other_sessions(const DatabasePlace& place) {
  Connection connection = Connection::open(place);
  connection.exec(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
      "pg_backend_pid()");
}

}  // namespace

TEST_CASE_FIXTURE(Writing, "a connection that is lost between two transactions is opened anew, unseen") {
  ReadPool pool(place, 1);
  queue.submit(insert);
  CHECK(pool.with(count) == 1);
  end_other_sessions(place);
  queue.submit(insert);
  CHECK(pool.with(count) == 2);
  CHECK_FALSE(queue.failed());
}

TEST_CASE_FIXTURE(Writing, "a connection that is lost in the middle of a batch stores nothing, and says so") {
  CHECK(kind_thrown([&] {
          queue.submit([&](Connection& connection) {
            insert(connection);
            end_other_sessions(place);
            insert(connection);
          });
        }) == DatabaseErrorKind::Away);
  queue.submit(insert);
  CHECK_FALSE(queue.failed());
  ReadPool pool(place, 1);
  CHECK(pool.with(count) == 1);
}

TEST_CASE_FIXTURE(Writing, "a connection that is lost at the commit leaves the outcome in doubt") {
  CHECK(kind_thrown([&] {
          queue.submit([&](Connection& connection) {
            insert(connection);
            // The session ends itself when its COMMIT comes: a trigger that runs at the commit.
            connection.exec(
                "CREATE FUNCTION end_session() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM "
                "pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(60); RETURN NULL; END $$");
            connection.exec(
                "CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
                "EXECUTE FUNCTION end_session()");
            insert(connection);
          });
        }) == DatabaseErrorKind::InDoubt);
  ReadPool pool(place, 1);
  CHECK(pool.with(count) == 0);
  queue.submit([](Connection& connection) { insert(connection); });
  CHECK(pool.with(count) == 1);
}

// What acknowledges an earlier commit must wait for it to be safe, and a commit waits only where it has written.
TEST_CASE("a transaction for writing that only read has its own place in the log") {
  Connection connection = Connection::open(PostgresServer::running().fresh_database());
  const auto written = [&] {
    Statement place = connection.prepare("SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint");
    place.step();
    return place.integer(0);
  };
  const auto before = written();
  Transaction transaction(connection);
  transaction.commit();
  CHECK(written() > before);
}

// As the server does when its wait for a standby is cancelled: the commit is made and nobody knows whether it lasts.
TEST_CASE_FIXTURE(Writing, "a commit that the server warns of is in doubt") {
  queue.submit([](Connection& connection) {
    connection.exec(
        "CREATE FUNCTION warn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE WARNING 'not replicated'; RETURN "
        "NULL; END $$");
    connection.exec(
        "CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE "
        "FUNCTION warn()");
  });
  CHECK(kind_thrown([&] { queue.submit(insert); }) == DatabaseErrorKind::InDoubt);
  queue.submit([](Connection& connection) { connection.exec("DELETE FROM t"); });
  CHECK_FALSE(queue.failed());
}

TEST_CASE_FIXTURE(Writing, "while the server is down everybody is told, and when it is back everything goes on") {
  auto& server = PostgresServer::running();
  ReadPool pool(place, 1);
  queue.submit(insert);
  server.stop();
  CHECK(kind_thrown([&] { queue.submit(insert); }) == DatabaseErrorKind::Away);
  CHECK(kind_thrown([&] { (void)pool.with(count); }) == DatabaseErrorKind::Away);
  CHECK(kind_thrown([&] { Connection::open(place); }) == DatabaseErrorKind::Away);
  CHECK_FALSE(queue.failed());
  server.start();
  // A connection that was refused rests for a second before it asks again.
  for (int tries = 0; tries < 100; ++tries) {
    try {
      queue.submit(insert);
      break;
    } catch (const DatabaseError& error) {
      REQUIRE(error.kind() == DatabaseErrorKind::Away);
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }
  for (int tries = 0; tries < 100; ++tries) {
    try {
      CHECK(pool.with(count) == 2);  // what was acknowledged before the power went, and what came after
      return;
    } catch (const DatabaseError&) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }
  FAIL("the readers did not come back");
}

TEST_CASE("a password in an address is never shown") {
  CHECK(DatabasePlace::read("postgresql://dumas:rahasia@db1:5432,db2/kantor?password=rahasia").shown() ==
        "postgresql://db1:5432,db2/kantor");
  CHECK(DatabasePlace::read("postgresql:///kantor").shown() == "postgresql:///kantor");
  CHECK(DatabasePlace::read("sqlite:/srv/dumas/dumas.db").shown() == "/srv/dumas/dumas.db");
}
