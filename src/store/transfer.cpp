#include "store/transfer.hpp"

#include <fmt/format.h>

#include "store/event_log.hpp"
#include "store/merkle_store.hpp"
#include "store/migrations.hpp"
#include "store/table_copy.hpp"

namespace dumas::store {

namespace {

constexpr DatabaseOptions patient{.answer_timeout_ms = 0};

Refusal failed(std::string what) {
  return {.code = "MOVE_FAILED", .key = "error.move_failed", .arguments = {std::move(what)}};
}

Refusal in_use(const DatabasePlace& place) {
  return {.code = "MOVE_IN_USE", .key = "error.move_in_use", .arguments = {place.shown()}};
}

// Every connection to PostgreSQL holds this lock in common (postgres_engine.cpp); whoever is there has some seconds to go.
bool has_alone(Connection& connection) try {
  if (connection.dialect() == Dialect::PostgreSql) connection.prepare("SELECT pg_advisory_lock(3572)").step();
  return true;
} catch (const DatabaseError& error) {
  if (error.kind() != DatabaseErrorKind::Busy) throw;
  return false;
}

Result<TransferReport> fill(Connection& from, Connection& to, const DatabasePlace& place);
Checked prove(Connection& from, Connection& to);

}  // namespace

Result<TransferReport> transfer(const DatabasePlace& from, const DatabasePlace& to, std::int64_t now, Others others) {
  for (const auto& place : {from, to}) {
    Connection connection = Connection::open(place, patient);
    if (const auto migrated = migrate(connection, place, now); !migrated) return migrated.refusal();
  }
  Connection target = Connection::open(to, patient);
  if (!has_alone(target)) return in_use(to);
  ReadPool source(from, 1, patient);
  return source.with([&](Connection& reader) -> Result<TransferReport> {
    if (others == Others::MustBeAway && !has_alone(reader)) return in_use(from);
    Transaction transaction(target);
    auto report = fill(reader, target, to);
    if (!report) return report.refusal();
    if (const auto proven = prove(reader, target); !proven) return proven.refusal();
    report->head = log_head(target);
    transaction.commit();
    return report;
  });
}

namespace {

Result<TransferReport> fill(Connection& from, Connection& to, const DatabasePlace& place) try {
  TableCopy copy(from, to);
  TransferReport report;
  const auto tables = copy.tables();
  for (const auto& table : tables)
    if (!copy.is_empty(table))
      return Refusal{.code = "MOVE_NOT_EMPTY", .key = "error.move_not_empty", .arguments = {place.shown()}};
  for (const auto& table : tables) {
    const TableSum read = copy.copy(table);
    if (copy.sum(table) != read) return failed(fmt::format("table {} arrived differently", table));
    copy.copy_sequence(table);
    if (table == "events") report.events = read.rows;
    report.rows += read.rows;
    ++report.tables;
  }
  return report;
} catch (const DatabaseError& error) {
  if (error.kind() != DatabaseErrorKind::Constraint) throw;
  return failed(error.what());  // a row that the other engine does not take
}

// The rows are the same; whether they are still the log that was signed is asked of the copy.
Checked prove(Connection& from, Connection& to) {
  if (log_head(from) != log_head(to)) return failed("the heads of the log differ");
  if (const auto faults = verify_chain(to); !faults.empty())
    return failed(fmt::format("event {} {}", faults.front().event_id, faults.front().reason));
  if (tree_head(from) != tree_head(to)) return failed("the Merkle trees of the log differ");
  return Done{};
}

}  // namespace
}  // namespace dumas::store
