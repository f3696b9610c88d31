// Transactions, savepoints and the pool of readers (database.hpp).
#include <utility>

#include "store/database.hpp"

namespace dumas::store {

Transaction::Transaction(Connection& connection) : connection_(&connection) {
  connection.begin(TransactionKind::Write);
}

Transaction::~Transaction() {
  if (connection_ == nullptr) return;
  try {
    // After some errors SQLite has rolled back by itself, and so has a server that is gone.
    if (connection_->in_transaction()) connection_->exec("ROLLBACK");
  } catch (const DatabaseError&) {
    // What cannot be rolled back now is rolled back when the file is opened next.
  }
}

void Transaction::commit() {
  connection_->commit();
  connection_ = nullptr;
}

Savepoint::Savepoint(Connection& connection) : connection_(&connection) { connection.exec("SAVEPOINT part"); }

Savepoint::~Savepoint() {
  if (connection_ == nullptr) return;
  try {
    if (!connection_->in_transaction()) return;
    connection_->exec("ROLLBACK TO part");
    connection_->exec("RELEASE part");
  } catch (const DatabaseError&) {
    // The transaction around it will fail to commit and be rolled back whole.
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

ReadPool::Lease::Lease(ReadPool& pool) : pool_(pool), connection_(nullptr) {
  std::unique_lock lock(pool_.mutex_);
  pool_.freed_.wait(lock, [&] { return !pool_.free_.empty(); });
  connection_ = pool_.free_.back();
  pool_.free_.pop_back();
  lock.unlock();
  try {
    connection_->begin(TransactionKind::Read);
  } catch (...) {
    give_back();
    throw;
  }
}

ReadPool::Lease::~Lease() {
  try {
    if (connection_->in_transaction()) connection_->exec("ROLLBACK");
  } catch (const DatabaseError&) {
    // A reader has nothing to lose; the next BEGIN reports what is wrong.
  }
  give_back();
}

void ReadPool::Lease::give_back() {
  const std::lock_guard lock(pool_.mutex_);
  pool_.free_.push_back(connection_);
  pool_.freed_.notify_one();
}

}  // namespace dumas::store
