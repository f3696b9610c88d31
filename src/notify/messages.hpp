// Which event tells whom, and with which sentence of the catalogue. Pure. Called by app::execute, which queues them.
#pragma once

#include <string>
#include <vector>

#include "complaint/sop.hpp"
#include "complaint/state.hpp"

namespace dumas::notify {

// The citizen, or everyone who holds a role.
struct Notice {
  std::string audience;  // "reporter" or the role's word
  std::string key;       // catalogue key, e.g. "notice.reporter.registered"
  std::vector<std::string> arguments;
};

// `after` is the case with the event applied.
[[nodiscard]] std::vector<Notice> notices(const complaint::Sop&, const complaint::State& after,
                                          const complaint::Event&);

}  // namespace dumas::notify
