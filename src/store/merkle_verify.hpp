// Whether the log is still the one that was signed. A hash chain alone proves little against somebody who can write the
// database, because he can compute it anew; the signed checkpoints he cannot. Called by `dumas verify` on a copy.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/database.hpp"
#include "store/vault.hpp"

namespace dumas::store {

struct LogFault {
  enum class Kind {
    Leaf,         // the event `first` is not the one the tree took in
    Node,         // a subtree over the events [first, last] is not theirs
    Unsigned,     // checkpoint `first` was not signed with this key, or is not what was signed
    Forked,       // events among [first, last] are not those that were signed; before `first` all are
    Disappeared,  // checkpoint of `last` events; `first` events are there
  };
  Kind kind = Kind::Leaf;
  std::int64_t first = 0, last = 0;
};
// One sentence naming events or checkpoint.
[[nodiscard]] std::string sentence(const LogFault&);

struct LogAudit {
  std::int64_t checkpoints = 0;
  std::vector<LogFault> faults;  // of each kind at most a few: one changed event spoils all nodes above it
};
// Computes every hash again from the events' columns and believes none that is stored.
[[nodiscard]] LogAudit audit_log(Connection&, const Vault&);

}  // namespace dumas::store
