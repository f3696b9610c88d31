// The canonical spelling of a row of the event log and the hash that chains it to the row before. store/ hashes what it
// appends with it, and a receipt is verified with it far from any database: there is one spelling, and it never changes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/digest.hpp"

namespace dumas::proof {

// The columns of a row as they are hashed. The stream's kind is "case" or "meeting".
struct EventRow {
  std::int64_t id = 0;
  std::string office, stream_kind;
  std::int64_t stream = 0, version = 0;
  std::string type;
  std::int64_t at = 0;  // milliseconds since 1970 UTC
  std::int64_t actor = 0;
  std::string role, capacity;
  std::int64_t step = 0, days_late = 0;
  std::string data, records;  // JSON, as stored

  friend bool operator==(const EventRow&, const EventRow&) = default;
};

// What stands before the first row.
[[nodiscard]] Digest empty_chain();
// `before`: the hash of the row before, 32 bytes.
[[nodiscard]] Digest chain_hash(const Digest& before, const EventRow&);

}  // namespace dumas::proof
