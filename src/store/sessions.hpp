// Sessions of signed-in staff, by the keyed hash of their token, and the one query that says on each request who asks.
// Called by app/sign_in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/identity.hpp"
#include "base/language.hpp"
#include "base/time.hpp"
#include "complaint/words.hpp"
#include "store/accounts.hpp"
#include "store/database.hpp"

namespace dumas::store {

// A role held for an absent leader today.
struct ActingRole {
  complaint::Role role{};
  complaint::Capacity capacity{};
  std::int64_t delegation = 0;
  friend bool operator==(const ActingRole&, const ActingRole&) = default;
};

// Who stands behind a session or an API token, as the database says at this moment.
struct Bearer {
  std::int64_t door = 0;  // id of the session or of the API token
  Instant last_seen{};
  UserId user;
  std::string office, login, display_name, title;
  Language language = Language::Indonesian;
  PasswordOrigin password = PasswordOrigin::Own;
  std::vector<complaint::Role> roles;
  std::vector<ActingRole> acting;
};

struct NewSessionRow {
  std::string_view office, token_hash;
  UserId user;
  std::string_view sealed_device;
};
void insert_session(Connection&, const NewSessionRow&, Instant now);

// Nothing for an unknown token, a disabled user, a session last seen at or before `idle_since` or made at or before
// `made_since`. `today` is the office's date, for the delegations.
[[nodiscard]] std::optional<Bearer> find_session(Connection&, std::string_view token_hash, Instant idle_since,
                                                 Instant made_since, Date today);
// The same for an API token that was not revoked.
[[nodiscard]] std::optional<Bearer> find_api_token(Connection&, std::string_view token_hash, Date today);
// The user of a session that may have run out but was not ended; the user must be enabled.
[[nodiscard]] std::optional<UserId> find_lapsed_session(Connection&, std::string_view token_hash);

void touch_session(Connection&, std::int64_t session, Instant now);

struct SessionRow {
  std::int64_t id = 0;
  std::string token_hash;
  std::string sealed_device;
  Instant created{}, last_seen{};
};
[[nodiscard]] std::vector<SessionRow> list_sessions(Connection&, UserId);  // newest first

// Which of the user's sessions were ended: false when `session` is not his.
bool delete_session(Connection&, UserId, std::int64_t session);
std::int64_t delete_sessions(Connection&, UserId);
std::int64_t delete_sessions_before(Connection&, Instant made_before);

}  // namespace dumas::store
