// Accounts of the staff: `dumas user`, `dumas token`, the administrator's pages and the first-run set-up. Each change
// goes into the security log with who made it. An actor whose role may not manage users is refused with WRONG_ROLE;
// the command line acts as Actor{.role = Role::Admin} without a user.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/account_parts.hpp"
#include "base/result.hpp"
#include "complaint/events.hpp"
#include "store/accounts.hpp"
#include "store/tokens.hpp"

namespace dumas::app {

struct PasswordRules {
  std::size_t least = 12;   // code points; length counts, not kinds of signs (NIST SP 800-63B 5.1.1)
  std::size_t most = 1000;  // bytes
};

struct NewUser {
  std::string login;  // 3 to 40 of a-z 0-9 . _ -, folded to lower case
  std::string display_name;
  std::string title{};  // jabatan, may be empty
  std::string password;
  std::vector<complaint::Role> roles;
  Language language = Language::Indonesian;
  // Given by somebody else: to be changed at the first sign-in. The demo's staff keep theirs.
  store::PasswordOrigin password_origin = store::PasswordOrigin::Given;
};

struct NewToken {
  std::int64_t id = 0;
  std::string token;  // "dms_..."; shown once, kept nowhere
};

// Refusals (INVALID_INPUT, field "password"): error.password_short {least}, error.password_long, error.password_login
// (it is the login), error.text_invalid.
[[nodiscard]] Checked check_password(std::string_view password, std::string_view login,
                                     const PasswordRules& rules = {});

class Accounts {
 public:
  explicit Accounts(const AccountParts& parts, PasswordRules rules = {}) : parts_(parts), rules_(rules) {}

  // Refusals, all of a form at once: error.login, error.login_taken, display_name and title as clean_text says, those
  // of check_password and check_roles; TOO_BUSY.
  [[nodiscard]] Result<UserId> add(const complaint::Actor& by, const NewUser&);
  // Signs out everywhere. The user must choose his own at the next sign-in. Refusals: check_password, NOT_FOUND, TOO_BUSY.
  [[nodiscard]] Checked set_password(const complaint::Actor& by, UserId, std::string_view password);
  // Disabling signs out everywhere and revokes tokens for good. Refusals: NOT_FOUND, LAST_ADMIN (error.last_admin).
  [[nodiscard]] Checked set_standing(const complaint::Actor& by, UserId, store::Standing);
  // In force at the user's next request. Refusals: NOT_FOUND, LAST_ADMIN, ROLE_CONFLICT, INVALID_INPUT "roles".
  [[nodiscard]] Checked set_roles(const complaint::Actor& by, UserId, std::vector<complaint::Role>);

  [[nodiscard]] std::vector<store::User> list();
  [[nodiscard]] std::optional<store::User> find(UserId);
  [[nodiscard]] std::optional<store::User> find(std::string_view login);

  // Refusals: NOT_FOUND (also for a disabled user), and those of clean_text on "name".
  [[nodiscard]] Result<NewToken> add_token(const complaint::Actor& by, UserId, std::string_view name);
  [[nodiscard]] Checked revoke_token(const complaint::Actor& by, std::int64_t token);
  [[nodiscard]] std::vector<store::ApiToken> tokens(UserId user = {});

  // Whether the office has an enabled administrator.
  [[nodiscard]] bool has_admin();
  // Called by the server at start: a fresh token to print when there is no administrator, which opens set_up() once.
  // An older one stops working.
  [[nodiscard]] std::optional<std::string> begin_set_up();
  // Makes the administrator; `admin.roles` is not read. Refusals: SET_UP_CLOSED (error.set_up_closed: no such token, or
  // an administrator exists), and those of add().
  [[nodiscard]] Result<UserId> set_up(std::string_view token, NewUser admin);
  // For showing or hiding the set-up page.
  [[nodiscard]] bool set_up_token_valid(std::string_view token);

 private:
  [[nodiscard]] bool valid(store::Connection&, std::string_view token) const;
  AccountParts parts_;
  PasswordRules rules_;
};

// Which roles one person may hold together: an administrator reads no case and an auditor changes nothing, so each of
// the two stands alone. REPORTER and TIMER are nobody's. Refusals: INVALID_INPUT "roles" (error.role), ROLE_CONFLICT
// (error.role_conflict).
[[nodiscard]] Checked check_roles(const std::vector<complaint::Role>&);

}  // namespace dumas::app
