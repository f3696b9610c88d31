// API tokens by their keyed hash: made and revoked by `dumas token`, looked up by sessions.hpp. Called by app/accounts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/identity.hpp"
#include "base/time.hpp"
#include "store/database.hpp"

namespace dumas::store {

struct ApiToken {
  std::int64_t id = 0;
  UserId user;
  std::string login, name;
  Instant created{};
  std::optional<Instant> last_used, revoked;
};

std::int64_t insert_token(Connection&, std::string_view office, UserId, std::string_view name, std::string_view hash,
                          Instant now);
// Of one user, or of all when `user` is none; newest first.
[[nodiscard]] std::vector<ApiToken> list_tokens(Connection&, std::string_view office, UserId user = {});
void touch_token(Connection&, std::int64_t token, Instant now);
// False: no such token, or already revoked.
bool revoke_token(Connection&, std::string_view office, std::int64_t token, Instant now);
void revoke_tokens(Connection&, UserId, Instant now);

}  // namespace dumas::store
