#include "store/merkle_verify.hpp"

#include <fmt/format.h>

#include <map>

#include "proof/merkle.hpp"
#include "store/event_log.hpp"
#include "store/merkle_store.hpp"

namespace dumas::store {
namespace {

using Kind = LogFault::Kind;

class Audit {
 public:
  Audit(Connection& connection, const Vault& vault) : connection_(connection), vault_(vault) {}

  LogAudit give() {
    read_checkpoints();
    Digest before = proof::empty_chain();
    walk(connection_, [&](const LoggedEvent& row) {
      before = proof::chain_hash(before, hashed_columns(row));
      grower_.add(proof::leaf_hash(as_bytes(before)),
                  [&](proof::NodeId id, const Digest& hash) { compare_node(id, hash); });
      compare_checkpoint();
    });
    for (const auto& [size, root] : awaited_) report({Kind::Disappeared, events(), static_cast<std::int64_t>(size)});
    return std::move(audit_);
  }

 private:
  [[nodiscard]] std::int64_t events() const { return static_cast<std::int64_t>(grower_.size()); }

  void report(LogFault fault) { audit_.faults.push_back(fault); }

  void read_checkpoints() {
    auto select = connection_.prepare("SELECT id, size, root, note FROM checkpoints ORDER BY size");
    while (select.step()) {
      ++audit_.checkpoints;
      const auto size = static_cast<std::uint64_t>(select.integer(1));
      const auto note = proof::read_checkpoint(select.text(3));
      const bool good = note && note->checkpoint.size == size && as_bytes(note->checkpoint.root) == select.blob(2) &&
                        check(*note, checkpoint_key(vault_, note->checkpoint.origin)) == proof::Signature::Good;
      if (!good) report({Kind::Unsigned, select.integer(0), select.integer(0)});
      awaited_[size] = digest_from(select.blob(2)).value_or(Digest{});
    }
  }

  // The tree is a cache that may lag behind: what it does not hold yet is no fault.
  void compare_node(proof::NodeId id, const Digest& hash) {
    if (id.level > 0 && leaf_spoilt_) return;  // every node above a changed leaf differs
    auto select = connection_.prepare("SELECT hash FROM log_nodes WHERE level = ?1 AND place = ?2");
    select.bind_all(id.level, id.place);
    if (!select.step() || select.blob(0) == as_bytes(hash)) return;
    const auto first = static_cast<std::int64_t>(id.place << id.level) + 1;
    const auto last = static_cast<std::int64_t>((id.place + 1) << id.level);
    // The chain carries a change into every later leaf, so the first is the one that says where it was made.
    if (id.level > 0) return report({Kind::Node, first, last});
    if (!leaf_spoilt_) report({Kind::Leaf, first, last});
    leaf_spoilt_ = true;
  }

  void compare_checkpoint() {
    const auto due = awaited_.find(grower_.size());
    if (due == awaited_.end()) return;
    const bool fits = due->second == grower_.root();
    if (fits)
      proven_ = events();
    else if (!forked_)
      report({Kind::Forked, proven_ + 1, events()});
    forked_ = forked_ || !fits;
    awaited_.erase(due);
  }

  Connection& connection_;
  const Vault& vault_;
  LogAudit audit_;
  proof::TreeGrower grower_;
  std::map<std::uint64_t, Digest> awaited_;
  std::int64_t proven_ = 0;  // events up to here are those that were signed
  bool leaf_spoilt_ = false, forked_ = false;
};

}  // namespace

std::string sentence(const LogFault& fault) {
  switch (fault.kind) {
    case Kind::Leaf: return fmt::format("event {}: not the one the Merkle tree took in", fault.first);
    case Kind::Node:
      return fmt::format("the Merkle tree over events {} to {} is not theirs: dumas rebuild", fault.first, fault.last);
    case Kind::Unsigned: return fmt::format("checkpoint {}: not signed with this office's key", fault.first);
    case Kind::Forked:
      return fmt::format("events {} to {}: one of them is not what was signed in the checkpoint of {} events",
                         fault.first, fault.last, fault.last);
    case Kind::Disappeared:
      return fmt::format("the log ends at event {}, a checkpoint of {} events was signed", fault.first, fault.last);
  }
  return {};
}

LogAudit audit_log(Connection& connection, const Vault& vault) { return Audit(connection, vault).give(); }

}  // namespace dumas::store
