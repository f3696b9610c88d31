// The keys by which a repeated request is known: chosen by the sender, so bound to who he is. Called by both halves of
// execute.hpp.
#pragma once

#include <string>
#include <string_view>

#include "complaint/events.hpp"
#include "store/vault.hpp"

namespace dumas::app {

// Hash under which the answer to this sender's key is kept. `purpose` keeps cases and meetings apart.
[[nodiscard]] inline std::string repeat_key(const store::Vault& vault, std::string_view purpose,
                                            const complaint::Actor& actor, const std::string& key) {
  return vault.lookup_hash(purpose, std::to_string(actor.user.value) + ':' + std::string{name(actor.role)} + ':' + key);
}

}  // namespace dumas::app
