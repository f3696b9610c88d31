// What those who share a transaction leave to its end (Connection::at_the_end). SQLite's full-text index writes its words
// out at every savepoint after the first word, so that indexing each case by itself costs as much as the rest of the case
// together; indexed in one piece, 64 cases cost a third of that. Opened by WriteQueue around each batch.
#pragma once

#include <cstddef>

#include "store/database.hpp"

namespace dumas::store {

class SharedWork {
 public:
  // From now on work is gathered.
  explicit SharedWork(Connection& connection) : connection_(&connection) { connection.shared_ = true; }
  SharedWork(const SharedWork&) = delete;
  SharedWork& operator=(const SharedWork&) = delete;
  // What was not done is forgotten: its transaction did not come to its end.
  ~SharedWork();

  // Does what was gathered, inside the transaction and before its commit. A page of an index that is malformed, or a row
  // that already stands there, leaves out what belongs there and nothing else; returns how many pieces were left out.
  // Throws DatabaseError on everything else, which concerns the whole transaction.
  std::size_t finish();

 private:
  void do_all();
  std::size_t do_each();
  Connection* connection_;
};

}  // namespace dumas::store
