// A whole database into another one, of either engine: `dumas move`, and the copy that a backup of PostgreSQL holds.
// Called by app/moving.cpp and app/backup.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "store/database.hpp"

namespace dumas::store {

struct TransferReport {
  std::int64_t tables = 0, rows = 0;
  std::int64_t events = 0;
  std::string head;  // hash of the newest event, hex: the same in both
};

// Whether others may have the source open meanwhile: a backup copies beside running servers, a move does not, or what they
// store would be left behind. The destination is always had alone.
enum class Others { MayWork, MustBeAway };

// Copies every table from one moment of `from` into `to`, which is brought to the schema first and must hold no rows.
// `now` is in milliseconds since 1970 UTC. All in one transaction, proven before it is committed: rows and a digest of
// each table, the head of the log, its hash chain, the root of its Merkle tree. Refusals, after which `to` is as empty as
// before: MOVE_NOT_EMPTY error.move_not_empty {place}; MOVE_IN_USE error.move_in_use {place}, of PostgreSQL alone; MOVE_FAILED error.move_failed {what}; those of migrate() for
// either side. Throws DatabaseError.
Result<TransferReport> transfer(const DatabasePlace& from, const DatabasePlace& to, std::int64_t now,
                                Others others = Others::MustBeAway);

}  // namespace dumas::store
