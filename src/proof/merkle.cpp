#include "proof/merkle.hpp"

#include <bit>
#include <stdexcept>

namespace dumas::proof {
namespace {

// The leaves [begin, begin + size). In every range below `begin` is a multiple of the power of two that `size` fits in.
Digest subtree(std::uint64_t begin, std::uint64_t size, const NodeAt& node);
// The largest power of two below `size`, for size > 1: where the RFC divides a tree.
std::uint64_t division(std::uint64_t size) { return std::bit_floor(size - 1); }

void path_within(std::uint64_t index, std::uint64_t begin, std::uint64_t size, const NodeAt& node,
                 std::vector<Digest>& path) {
  if (size == 1) return;
  const std::uint64_t left = division(size);
  if (index < left) {
    path_within(index, begin, left, node, path);
    path.push_back(subtree(begin + left, size - left, node));
  } else {
    path_within(index - left, begin + left, size - left, node, path);
    path.push_back(subtree(begin, left, node));
  }
}

// SUBPROOF of the RFC. Whole: the first tree is the subtree at hand, whose root the reader of the proof knows.
enum class Known { Whole, Part };
void subproof(std::uint64_t first, std::uint64_t begin, std::uint64_t size, Known known, const NodeAt& node,
              std::vector<Digest>& proof) {
  if (first == size) {
    if (known == Known::Part) proof.push_back(subtree(begin, size, node));
    return;
  }
  const std::uint64_t left = division(size);
  if (first <= left) {
    subproof(first, begin, left, known, node, proof);
    proof.push_back(subtree(begin + left, size - left, node));
  } else {
    subproof(first - left, begin + left, size - left, Known::Part, node, proof);
    proof.push_back(subtree(begin, left, node));
  }
}

Digest subtree(std::uint64_t begin, std::uint64_t size, const NodeAt& node) {
  if (std::has_single_bit(size)) {
    const auto level = static_cast<unsigned>(std::countr_zero(size));
    return node({level, begin >> level});
  }
  const std::uint64_t left = division(size);
  return node_hash(subtree(begin, left, node), subtree(begin + left, size - left, node));
}

}  // namespace

Digest leaf_hash(std::string_view input) { return Sha256().add(std::string_view("\0", 1)).add(input).finish(); }

Digest node_hash(const Digest& left, const Digest& right) {
  return Sha256().add("\x01").add(as_bytes(left)).add(as_bytes(right)).finish();
}

Digest empty_root() { return Sha256().finish(); }

TreeGrower::TreeGrower(std::uint64_t size, const NodeAt& node) : size_(size) {
  std::uint64_t begin = 0;
  for (std::uint64_t left = size; left != 0;) {
    const std::uint64_t part = std::bit_floor(left);
    peaks_.push_back(subtree(begin, part, node));
    begin += part;
    left -= part;
  }
}

void TreeGrower::add(const Digest& leaf, const Made& made) {
  NodeId id{0, size_};
  Digest hash = leaf;
  made(id, hash);
  // A right child completes its parent; the left child stands last among the peaks.
  for (; id.place % 2 == 1; made(id, hash)) {
    hash = node_hash(peaks_.back(), hash);
    peaks_.pop_back();
    id = {id.level + 1, id.place / 2};
  }
  peaks_.push_back(hash);
  ++size_;
}

Digest TreeGrower::root() const {
  if (peaks_.empty()) return empty_root();
  Digest hash = peaks_.back();
  for (auto peak = peaks_.rbegin() + 1; peak != peaks_.rend(); ++peak) hash = node_hash(*peak, hash);
  return hash;
}

Digest root(std::uint64_t size, const NodeAt& node) { return size == 0 ? empty_root() : subtree(0, size, node); }

std::vector<Digest> inclusion_proof(std::uint64_t index, std::uint64_t size, const NodeAt& node) {
  if (index >= size) throw std::out_of_range("no such leaf in the tree");
  std::vector<Digest> path;
  path_within(index, 0, size, node, path);
  return path;
}

std::optional<Digest> root_of_path(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                                   const std::vector<Digest>& path) {
  if (index >= size) return std::nullopt;
  std::uint64_t place = index, last = size - 1;
  Digest hash = leaf;
  for (const Digest& step : path) {
    if (last == 0) return std::nullopt;
    if (place % 2 == 1 || place == last) {
      hash = node_hash(step, hash);
      // A last node without a sibling rises to the level at which it has one.
      while (place % 2 == 0 && place != 0) place >>= 1, last >>= 1;
    } else {
      hash = node_hash(hash, step);
    }
    place >>= 1;
    last >>= 1;
  }
  if (last != 0) return std::nullopt;
  return hash;
}

std::vector<Digest> consistency_proof(std::uint64_t first, std::uint64_t second, const NodeAt& node) {
  if (first > second) throw std::out_of_range("the older tree is the larger one");
  std::vector<Digest> proof;
  if (first != 0) subproof(first, 0, second, Known::Whole, node, proof);
  return proof;
}

bool consistent(std::uint64_t first, const Digest& first_root, std::uint64_t second, const Digest& second_root,
                const std::vector<Digest>& proof) {
  if (first > second) return false;
  if (first == second) return proof.empty() && first_root == second_root;
  if (first == 0) return proof.empty() && first_root == empty_root();
  auto step = proof.begin();
  // A first tree that is a complete subtree of the second is itself where the walk begins.
  if (!std::has_single_bit(first) && step == proof.end()) return false;
  const Digest start = std::has_single_bit(first) ? first_root : *step++;
  std::uint64_t place = first - 1, last = second - 1;
  while (place % 2 == 1) place >>= 1, last >>= 1;
  Digest older = start, newer = start;
  for (; step != proof.end(); ++step) {
    if (last == 0) return false;
    if (place % 2 == 1 || place == last) {
      older = node_hash(*step, older);
      newer = node_hash(*step, newer);
      while (place % 2 == 0 && place != 0) place >>= 1, last >>= 1;
    } else {
      newer = node_hash(newer, *step);
    }
    place >>= 1;
    last >>= 1;
  }
  return last == 0 && older == first_root && newer == second_root;
}

}  // namespace dumas::proof
