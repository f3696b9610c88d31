// A database with the office's tables, and a log to fill it with. For the tests that ask more than the engines' contract.
#pragma once

#include <doctest/doctest.h>

#include "store/event_log.hpp"
#include "store/migrations.hpp"

namespace dumas::store {

inline Connection migrated(const DatabasePlace& place) {
  Connection connection = Connection::open(place);
  REQUIRE(migrate(connection, place, 1000).ok());
  return connection;
}

inline void add_events(Connection& connection, const RecordStore& records, std::int64_t stream, int count) {
  Transaction transaction(connection);
  for (int version = 1; version <= count; ++version) {
    complaint::NewEvent made;
    made.event.data = complaint::StepOverdue{.step = 4};
    std::int64_t id = 0;
    append(connection, records, "3571", CaseId{stream}, version, made, id);
  }
  transaction.commit();
}

}  // namespace dumas::store
