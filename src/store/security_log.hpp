// The security log: who came in, was refused, unmasked a complainant, changed accounts or settings. Append-only by
// triggers; without personal data in clear. Written inside the write job of what it tells of; read by the audit page.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/identity.hpp"
#include "base/names.hpp"
#include "base/time.hpp"
#include "complaint/words.hpp"
#include "store/database.hpp"
#include "store/vault.hpp"

namespace dumas::store {

enum class SecurityKind {
  SignIn,
  SignInFailed,
  SignOut,
  SignOutEverywhere,
  Refused,   // code: "{command} {reason code}"
  Revealed,  // subject: the record; with reason
  SetUp,
  UserAdded,
  UserChanged,
  UserDisabled,
  UserEnabled,
  PasswordChanged,
  RolesChanged,
  TokenAdded,
  TokenRevoked,
  Delegated,
  DelegationRevoked,
  HolidaysChanged,
  SettingsChanged,
  Exported,
  BackedUp,
};

struct SecurityEntry {
  std::int64_t id = 0;  // given by the log
  SecurityKind kind{};
  Instant at{};
  UserId user;  // none: nobody known
  std::optional<complaint::Role> role;
  CaseId case_id;            // none: not about a case
  std::int64_t subject = 0;  // id of the record, user, token or delegation; 0: none
  std::string code;          // words of the program, never what somebody typed
  std::string reason;        // what the officer wrote; stored sealed
};

void log_security(Connection&, const Vault&, std::string_view office, const SecurityEntry&);

struct SecurityFilter {
  std::optional<SecurityKind> kind{};
  UserId user{};
  CaseId case_id{};
  std::int64_t before = 0;  // ids below this one; 0: from the newest
  int most = 50;
};
// Newest first. The next page: `before` = the last one's id.
[[nodiscard]] std::vector<SecurityEntry> read_security_log(Connection&, const Vault&, std::string_view office,
                                                           const SecurityFilter& filter = {});

}  // namespace dumas::store

namespace dumas {
template <>
struct Names<store::SecurityKind> {
  using E = store::SecurityKind;
  static constexpr std::array<std::pair<E, std::string_view>, 21> table{{
      {E::SignIn, "SIGN_IN"},
      {E::SignInFailed, "SIGN_IN_FAILED"},
      {E::SignOut, "SIGN_OUT"},
      {E::SignOutEverywhere, "SIGN_OUT_EVERYWHERE"},
      {E::Refused, "REFUSED"},
      {E::Revealed, "REVEALED"},
      {E::SetUp, "SET_UP"},
      {E::UserAdded, "USER_ADDED"},
      {E::UserChanged, "USER_CHANGED"},
      {E::UserDisabled, "USER_DISABLED"},
      {E::UserEnabled, "USER_ENABLED"},
      {E::PasswordChanged, "PASSWORD_CHANGED"},
      {E::RolesChanged, "ROLES_CHANGED"},
      {E::TokenAdded, "TOKEN_ADDED"},
      {E::TokenRevoked, "TOKEN_REVOKED"},
      {E::Delegated, "DELEGATED"},
      {E::DelegationRevoked, "DELEGATION_REVOKED"},
      {E::HolidaysChanged, "HOLIDAYS_CHANGED"},
      {E::SettingsChanged, "SETTINGS_CHANGED"},
      {E::Exported, "EXPORTED"},
      {E::BackedUp, "BACKED_UP"},
  }};
};
}  // namespace dumas
