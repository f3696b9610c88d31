// A stream whose stored rows are not what was written: a bit fell over, a page of the database is malformed, a record or a
// file does not open. Thrown by what reads one case, meeting or paper, so that the doors withhold it and serve the others
// (docs/decisions/0042). `dumas verify` names the same damage without stopping at it.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "store/database.hpp"

namespace dumas::store {

// what() names stream and place and holds nothing personal: it may be logged.
class Damaged : public std::runtime_error {
 public:
  Damaged(std::string_view stream_kind, std::int64_t stream, std::string_view what);
  // Its kind ("case", "meeting", "paper"; "record" where a malformed page hides whose it is), its id, and what is wrong.
  [[nodiscard]] const std::string& stream_kind() const { return stream_kind_; }
  [[nodiscard]] std::int64_t stream() const { return stream_; }
  [[nodiscard]] const std::string& reason() const { return reason_; }

 private:
  std::string stream_kind_;
  std::int64_t stream_;
  std::string reason_;
};

// Calls read(); a malformed page of the database met by it becomes Damaged of that stream.
template <class Read>
decltype(auto) or_damaged(std::string_view stream_kind, std::int64_t stream, Read&& read) try {
  return std::forward<Read>(read)();
} catch (const DatabaseError& error) {
  if (error.kind() != DatabaseErrorKind::Corrupt) throw;
  throw Damaged(stream_kind, stream, error.what());
}

}  // namespace dumas::store
