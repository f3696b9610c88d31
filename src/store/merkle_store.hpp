// The Merkle tree of the event log (proof/merkle.hpp) and its signed checkpoints. Nothing here runs when a case changes:
// the tree catches up when a checkpoint is made, at the first sweep of a day and for a receipt. Called by the sweeper,
// by whoever hands out a paper, by `dumas rebuild` and `dumas verify`, and by the register, which prints the newest.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "proof/checkpoint.hpp"
#include "store/database.hpp"
#include "store/vault.hpp"

namespace dumas::store {

// The office's key for checkpoints. Lost with the key file; what was signed stays verifiable by the fingerprints that were
// published (docs/decisions/0033).
[[nodiscard]] proof::VerifierKey checkpoint_key(const Vault&, std::string_view origin);

struct StoredCheckpoint {
  std::int64_t id = 0;
  std::uint64_t size = 0;
  Digest root{};
  std::string note;
  Instant at{};
};
[[nodiscard]] std::optional<StoredCheckpoint> newest_checkpoint(Connection&);

// How many events the tree has taken in, and its root; what two copies of one log must agree on.
struct TreeHead {
  std::uint64_t size = 0;
  Digest root{};
  bool operator==(const TreeHead&) const = default;
};
[[nodiscard]] TreeHead tree_head(Connection&);

// Takes the next `most` events into the tree, inside a write transaction; says how many they were. Each row is hashed again
// first. Refusal: LOG_DAMAGED (proof.log_damaged {event}: its columns are not those that were written).
[[nodiscard]] Result<std::size_t> grow_tree(Connection&, std::size_t most);

// Signs all events there are, inside a write transaction; gives the newest one again when nothing was added since.
// Refusals: LOG_EMPTY; those of grow_tree; LOG_FORKED (proof.log_forked {size}: the log no longer continues what was signed;
// two histories are never signed).
[[nodiscard]] Result<StoredCheckpoint> make_checkpoint(Connection&, const Vault&, std::string_view origin, Instant now);

// RFC 9162, over the first `tree_size` events, which the tree must have taken in. They only read.
[[nodiscard]] std::vector<Digest> inclusion_proof(Connection&, std::int64_t event_id, std::uint64_t tree_size);
[[nodiscard]] std::vector<Digest> consistency_proof(Connection&, std::uint64_t first, std::uint64_t second);

// The bundle that a paper's receipt carries (proof/receipt_bundle.hpp). `event_id` is the event that issued the paper. Makes
// a checkpoint when none covers it, so it wants a write transaction then. Refusals: EVENT_UNKNOWN, NOT_A_PAPER, and those
// of make_checkpoint.
[[nodiscard]] Result<std::string> receipt_proof(Connection&, const Vault&, std::string_view origin,
                                                std::int64_t event_id, Instant now);

// Fills the tree anew from the events, inside a write transaction. Refusals as grow_tree.
[[nodiscard]] Checked rebuild_tree(Connection&);

}  // namespace dumas::store
