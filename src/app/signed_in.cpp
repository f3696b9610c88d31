// The hats of somebody who has signed in, and what they let him do (sign_in.hpp).
#include <algorithm>

#include "app/sign_in.hpp"

namespace dumas::app {

std::vector<complaint::Actor> SignedIn::actors() const {
  std::vector<complaint::Actor> hats;
  for (const auto role : roles) hats.push_back({user, role, complaint::Capacity::Own});
  for (const auto& held : acting)
    if (std::find(roles.begin(), roles.end(), held.role) == roles.end())
      hats.push_back({user, held.role, held.capacity});
  return hats;
}

std::optional<complaint::Actor> SignedIn::as(complaint::Role role) const {
  for (const auto& hat : actors())
    if (hat.role == role) return hat;
  return std::nullopt;
}

bool SignedIn::may(complaint::Permission permission) const {
  const auto hats = actors();
  return std::any_of(hats.begin(), hats.end(),
                     [&](const auto& hat) { return complaint::allows(hat.role, permission); });
}

}  // namespace dumas::app
