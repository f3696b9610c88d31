// RFC 9162 against the vectors that its implementations share, and over every tree up to 200 leaves.
#include "proof/merkle.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <map>

using namespace dumas;
using namespace dumas::proof;

namespace {

struct Tree {
  std::vector<Digest> leaves;
  std::map<std::pair<unsigned, std::uint64_t>, Digest> nodes;
  TreeGrower grower;
  std::vector<Digest> roots{empty_root()};  // by size
  mutable std::size_t reads = 0;

  void add(std::string_view input) {
    leaves.push_back(leaf_hash(input));
    grower.add(leaves.back(), [this](NodeId id, const Digest& hash) { nodes[{id.level, id.place}] = hash; });
    roots.push_back(grower.root());
  }
  [[nodiscard]] NodeAt at() const {
    return [this](NodeId id) { return ++reads, nodes.at({id.level, id.place}); };
  }
};

Tree of(std::uint64_t size) {
  Tree tree;
  for (std::uint64_t leaf = 0; leaf < size; ++leaf) tree.add("event " + std::to_string(leaf));
  return tree;
}

// The definition of 2.1.1, as the RFC writes it.
Digest by_definition(const std::vector<Digest>& leaves, std::size_t begin, std::size_t end) {
  if (begin == end) return empty_root();
  if (end - begin == 1) return leaves[begin];
  std::size_t half = 1;
  while (half * 2 < end - begin) half *= 2;
  return node_hash(by_definition(leaves, begin, begin + half), by_definition(leaves, begin + half, end));
}

// The vectors of the Certificate Transparency implementations.
const std::vector<std::string> inputs{
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
Tree known() {
  Tree tree;
  for (const auto& input : inputs) tree.add(from_hex(input).value());
  return tree;
}
std::vector<std::string> hex(const std::vector<Digest>& digests) {
  std::vector<std::string> texts;
  for (const auto& digest : digests) texts.push_back(to_hex(digest));
  return texts;
}

Digest flipped(Digest digest, std::size_t bit) {
  digest.at(bit / 8) ^= static_cast<std::byte>(1U << (bit % 8));
  return digest;
}

}  // namespace

TEST_CASE("the known tree of eight leaves has its known roots and proofs") {
  const Tree tree = known();
  CHECK(to_hex(tree.roots[0]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(to_hex(tree.roots[1]) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  CHECK(to_hex(tree.roots[2]) == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
  CHECK(to_hex(tree.roots[8]) == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  CHECK(hex(inclusion_proof(0, 8, tree.at())) ==
        std::vector<std::string>{"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                                 "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                 "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"});
  CHECK(hex(consistency_proof(1, 8, tree.at())) == hex(inclusion_proof(0, 8, tree.at())));
  CHECK(hex(consistency_proof(6, 8, tree.at())) ==
        std::vector<std::string>{"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                                 "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                 "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"});
}

TEST_CASE("every leaf of every tree up to 200 is proven, and nowhere else") {
  const Tree tree = of(200);
  for (std::uint64_t size = 1; size <= 200; ++size) {
    REQUIRE(tree.roots[size] == by_definition(tree.leaves, 0, size));
    REQUIRE(root(size, tree.at()) == tree.roots[size]);
    for (std::uint64_t index = 0; index < size; ++index) {
      const auto path = inclusion_proof(index, size, tree.at());
      REQUIRE(root_of_path(tree.leaves[index], index, size, path) == tree.roots[size]);
      REQUIRE(root_of_path(tree.leaves[index], (index + 1) % (size + 1), size, path) !=
              (size == 1 ? empty_root() : tree.roots[size]));
    }
  }
}

TEST_CASE("every tree up to 200 continues every smaller one, and no other") {
  const Tree tree = of(200);
  for (std::uint64_t second = 1; second <= 200; ++second)
    for (std::uint64_t first = 0; first <= second; ++first) {
      const auto proof = consistency_proof(first, second, tree.at());
      REQUIRE(consistent(first, tree.roots[first], second, tree.roots[second], proof));
      if (first == 0) continue;
      REQUIRE_FALSE(consistent(first, flipped(tree.roots[first], 3), second, tree.roots[second], proof));
      REQUIRE_FALSE(consistent(first, tree.roots[first], second, flipped(tree.roots[second], 3), proof));
    }
}

TEST_CASE("one flipped bit of path, leaf or root fails") {
  const Tree tree = of(200);
  CHECK(rc::check([&] {
    const auto size = *rc::gen::inRange<std::uint64_t>(2, 201);
    const auto index = *rc::gen::inRange<std::uint64_t>(0, size);
    auto path = inclusion_proof(index, size, tree.at());
    const auto step = *rc::gen::inRange<std::size_t>(0, path.size());
    const auto bit = *rc::gen::inRange<std::size_t>(0, 256);
    RC_ASSERT(root_of_path(flipped(tree.leaves[index], bit), index, size, path) != tree.roots[size]);
    path[step] = flipped(path[step], bit);
    RC_ASSERT(root_of_path(tree.leaves[index], index, size, path) != tree.roots[size]);
    path = inclusion_proof(index, size, tree.at());
    path.push_back(tree.leaves[0]);
    RC_ASSERT(!root_of_path(tree.leaves[index], index, size, path).has_value());
    path.resize(path.size() - 2);
    RC_ASSERT(!root_of_path(tree.leaves[index], index, size, path).has_value());
    const auto first = *rc::gen::inRange<std::uint64_t>(1, size);
    auto proof = consistency_proof(first, size, tree.at());
    const auto part = *rc::gen::inRange<std::size_t>(0, proof.size());
    proof[part] = flipped(proof[part], bit);
    RC_ASSERT(!consistent(first, tree.roots[first], size, tree.roots[size], proof));
    proof = consistency_proof(first, size, tree.at());
    proof.push_back(tree.leaves[0]);
    RC_ASSERT(!consistent(first, tree.roots[first], size, tree.roots[size], proof));
  }));
}

TEST_CASE("a proof in a long log reads a few dozen nodes, and a tree that is taken up again grows the same") {
  Tree tree = of(5000);
  tree.reads = 0;
  (void)inclusion_proof(4097, 5000, tree.at());
  CHECK(tree.reads <= 26);  // 13 levels, and once more along the ragged right edge
  for (const std::uint64_t size : {0U, 1U, 7U, 4096U, 4999U}) {
    TreeGrower grower(size, tree.at());
    for (std::uint64_t leaf = size; leaf < 5000; ++leaf) grower.add(tree.leaves[leaf], [](NodeId, const Digest&) {});
    CHECK(grower.root() == tree.roots[5000]);
  }
}

TEST_CASE("what is outside the tree is refused") {
  const Tree tree = of(5);
  CHECK_THROWS_AS((void)inclusion_proof(5, 5, tree.at()), std::out_of_range);
  CHECK_THROWS_AS((void)consistency_proof(6, 5, tree.at()), std::out_of_range);
  CHECK_FALSE(root_of_path(tree.leaves[0], 5, 5, {}).has_value());
  CHECK_FALSE(root_of_path(tree.leaves[0], 0, 0, {}).has_value());
  CHECK_FALSE(consistent(6, tree.roots[5], 5, tree.roots[5], {}));
}
