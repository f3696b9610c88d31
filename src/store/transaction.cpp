// Transactions, savepoints and the pool of readers (database.hpp).
#include <utility>

#include "store/database.hpp"

namespace dumas::store {

namespace {

// A ROLLBACK that is broken off itself (no memory, an interrupt) leaves the connection inside its transaction: it is asked
// for once more. Whoever finds the connection there still must not use it.
void roll_back(Connection& connection) {
  for (int tries = 2; tries > 0 && connection.in_transaction(); --tries) {
    try {
      connection.exec("ROLLBACK");
    } catch (const DatabaseError&) {
      // What cannot be rolled back now is rolled back when the file is opened next.
    }
  }
}

}  // namespace

Transaction::Transaction(Connection& connection) : connection_(&connection) {
  connection.begin(TransactionKind::Write);
}

Transaction::~Transaction() {
  if (connection_ != nullptr) roll_back(*connection_);  // after some errors the engine has done it by itself
}

void Transaction::commit() {
  connection_->commit();
  connection_ = nullptr;
}

Savepoint::Savepoint(Connection& connection) : connection_(&connection), asked_before_(connection.at_the_end_.size()) {
  connection.exec("SAVEPOINT part");
}

Savepoint::~Savepoint() {
  if (connection_ == nullptr) return;
  connection_->at_the_end_.resize(asked_before_);
  try {
    if (!connection_->in_transaction()) return;
    connection_->exec("ROLLBACK TO part");
    connection_->exec("RELEASE part");
  } catch (const DatabaseError&) {
    // What this part has done cannot be taken out alone: the transaction around it goes with it.
    roll_back(*connection_);
  }
}

void Savepoint::release() {
  connection_->exec("RELEASE part");
  connection_ = nullptr;
}

ReadPool::ReadPool(const DatabasePlace& place, int connections, DatabaseOptions options) {
  options.access = Access::ReadOnly;
  for (int made = 0; made < connections; ++made) connections_.push_back(Connection::open(place, options));
  for (Connection& connection : connections_) free_.push_back(&connection);
}

ReadPool::~ReadPool() = default;

thread_local ReadPool::Lease* ReadPool::Lease::innermost_ = nullptr;

ReadPool::Lease::Lease(ReadPool& pool) : pool_(pool), around_(innermost_), connection_(nullptr) {
  for (const Lease* outer = around_; outer != nullptr && connection_ == nullptr; outer = outer->around_)
    if (&outer->pool_ == &pool) connection_ = outer->connection_;
  is_shared_ = connection_ != nullptr;
  if (!is_shared_) borrow();
  innermost_ = this;
}

ReadPool::Lease::~Lease() {
  innermost_ = around_;
  if (is_shared_) return;
  roll_back(*connection_);
  give_back();
}

void ReadPool::Lease::borrow() {
  std::unique_lock lock(pool_.mutex_);
  pool_.freed_.wait(lock, [&] { return !pool_.free_.empty(); });
  connection_ = pool_.free_.back();
  pool_.free_.pop_back();
  lock.unlock();
  try {
    roll_back(*connection_);
    connection_->begin(TransactionKind::Read);
  } catch (...) {
    give_back();
    throw;
  }
}

void ReadPool::Lease::give_back() {
  const std::lock_guard lock(pool_.mutex_);
  pool_.free_.push_back(connection_);
  pool_.freed_.notify_one();
}

}  // namespace dumas::store
