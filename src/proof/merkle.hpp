// The Merkle tree over the event log: RFC 9162, section 2.1, with SHA-256. Proofs are built from the hashes of complete
// subtrees that somebody keeps (store/merkle_store.hpp), so that one costs a few dozen look-ups however long the log is;
// verifying needs nothing but the proof. Called by store/ and by the verifier of receipts.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "base/digest.hpp"

namespace dumas::proof {

[[nodiscard]] Digest leaf_hash(std::string_view input);                   // SHA-256(0x00 || input)
[[nodiscard]] Digest node_hash(const Digest& left, const Digest& right);  // SHA-256(0x01 || left || right)
[[nodiscard]] Digest empty_root();                                        // SHA-256 of nothing

// The complete subtree over the leaves [place << level, (place + 1) << level). Level 0 holds the leaves' hashes.
struct NodeId {
  unsigned level = 0;
  std::uint64_t place = 0;

  friend bool operator==(const NodeId&, const NodeId&) = default;
};
using NodeAt = std::function<Digest(NodeId)>;

// Grows a tree leaf by leaf, keeping the roots of its complete subtrees alone. `made` gets every subtree that the leaf
// completes, the leaf itself first.
class TreeGrower {
 public:
  using Made = std::function<void(NodeId, const Digest&)>;
  TreeGrower() = default;
  // Goes on after the first `size` leaves of a tree whose nodes are kept.
  TreeGrower(std::uint64_t size, const NodeAt&);

  void add(const Digest& leaf, const Made& made);
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] Digest root() const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Digest> peaks_;  // of the complete subtrees, the largest first
};

// The functions below throw std::out_of_range for a leaf or size outside the tree: the caller knows both.

[[nodiscard]] Digest root(std::uint64_t size, const NodeAt&);

// 2.1.3.1: the path from leaf `index` to the root of the first `size` leaves.
[[nodiscard]] std::vector<Digest> inclusion_proof(std::uint64_t index, std::uint64_t size, const NodeAt&);
// 2.1.3.2: the root that leaf and path lead to; nullopt when the path has the wrong length or the leaf is outside.
[[nodiscard]] std::optional<Digest> root_of_path(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                                                 const std::vector<Digest>& path);

// 2.1.4.1: that the first `first` leaves of the tree of `second` leaves are the tree of `first`; first <= second.
[[nodiscard]] std::vector<Digest> consistency_proof(std::uint64_t first, std::uint64_t second, const NodeAt&);
// 2.1.4.2. A tree of no leaves is consistent with every tree, by an empty proof.
[[nodiscard]] bool consistent(std::uint64_t first, const Digest& first_root, std::uint64_t second,
                              const Digest& second_root, const std::vector<Digest>& proof);

}  // namespace dumas::proof
