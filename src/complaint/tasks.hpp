// What is to be done with a case now, and by whom: the one thing the case page shows first, and what fills
// "Perlu tindakan saya". Derived from the state; the commands beside the road (returns, messages) are no tasks.
#pragma once

#include <vector>

#include "complaint/commands.hpp"
#include "complaint/sop.hpp"
#include "complaint/state.hpp"

namespace dumas::complaint {

struct Task {
  CommandKind command;
  std::vector<Role> roles;  // any of them, once; for ALL rows one task per leader who has not acted
};

[[nodiscard]] std::vector<Task> tasks(const Sop&, const State&);

// The roles of tasks(), each once, in the order in which they come up.
[[nodiscard]] std::vector<Role> holders(const Sop&, const State&);

}  // namespace dumas::complaint
