#include "store/shared_work.hpp"

namespace dumas::store {

namespace {
// The fault of one piece, which must not cost the others their rows.
bool of_one_piece(DatabaseErrorKind kind) {
  return kind == DatabaseErrorKind::Corrupt || kind == DatabaseErrorKind::Constraint;
}
}  // namespace

SharedWork::~SharedWork() {
  connection_->shared_ = false;
  connection_->at_the_end_.clear();
}

std::size_t SharedWork::finish() {
  if (connection_->at_the_end_.empty()) return 0;
  try {
    do_all();
    return 0;
  } catch (const DatabaseError& error) {
    if (!of_one_piece(error.kind()) || !connection_->in_transaction()) throw;
  }
  return do_each();
}

// Within a savepoint, so that the index writes itself out here, where an error can still be told from the commit's.
void SharedWork::do_all() {
  Savepoint all(*connection_);
  for (const auto& piece : connection_->at_the_end_) piece(*connection_);
  all.release();
}

std::size_t SharedWork::do_each() {
  std::size_t left_out = 0;
  for (const auto& piece : connection_->at_the_end_) {
    try {
      Savepoint one(*connection_);
      piece(*connection_);
      one.release();
    } catch (const DatabaseError& error) {
      if (!of_one_piece(error.kind()) || !connection_->in_transaction()) throw;
      ++left_out;
    }
  }
  return left_out;
}

}  // namespace dumas::store
