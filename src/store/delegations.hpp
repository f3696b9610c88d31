// Acting officers (Plh., Plt.): who holds a leader's role from which day to which. Rows only; the rules stand in
// app/delegation.hpp, and sessions.hpp reads the running ones on each request.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/identity.hpp"
#include "base/time.hpp"
#include "complaint/words.hpp"
#include "store/database.hpp"
#include "store/vault.hpp"

namespace dumas::store {

struct Delegation {
  std::int64_t id = 0;
  complaint::Role role{};
  UserId user;
  std::string display_name;  // the acting officer's, filled on reading
  complaint::Capacity capacity{};
  Date from{}, to{};  // both inclusive, in the office's zone
  std::string basis;  // the order it rests on
  UserId given_by;
  Instant created{};
  std::optional<Instant> revoked;
};

std::int64_t insert_delegation(Connection&, const Vault&, std::string_view office, const Delegation&);
// Newest first, revoked ones among them.
[[nodiscard]] std::vector<Delegation> list_delegations(Connection&, const Vault&, std::string_view office);
// Those of a user that run on a day.
[[nodiscard]] std::vector<Delegation> acting(Connection&, const Vault&, std::string_view office, UserId, Date);
// Whether somebody holds the role for any day of the span.
[[nodiscard]] bool role_is_delegated(Connection&, std::string_view office, complaint::Role, Date from, Date to);
// Whether the user has a delegation that runs on `day` or later.
[[nodiscard]] bool has_delegation_from(Connection&, UserId, Date day);
// False: no such delegation, or already revoked.
bool revoke_delegation(Connection&, std::string_view office, std::int64_t id, UserId by, Instant now);

}  // namespace dumas::store
