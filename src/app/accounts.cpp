#include "app/accounts.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "complaint/permissions.hpp"
#include "store/delegations.hpp"
#include "store/security_log.hpp"
#include "store/sessions.hpp"

namespace dumas::app {

namespace {
using complaint::Actor;
using complaint::Role;
using store::Connection;
using store::SecurityKind;

Checked may_manage(const Actor& by);
Result<store::User> clean(const NewUser& typed, const PasswordRules& rules);
bool is_login(std::string_view text);
std::string lower(std::string_view text);
std::string words(const std::vector<Role>& roles);
bool contains(const std::vector<Role>& roles, Role role) {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}
const Refusal not_found{"NOT_FOUND", "", "error.user_gone"};
const Refusal login_taken{"INVALID_INPUT", "login", "error.login_taken"};
const Refusal last_admin{"LAST_ADMIN", "", "error.last_admin"};

void log(Connection& connection, const AccountParts& parts, SecurityKind kind, const Actor& by, std::int64_t subject,
         std::string code = "") {
  store::SecurityEntry entry;
  entry.kind = kind;
  entry.at = parts.clock.now();
  entry.user = by.user;
  entry.role = by.role;
  entry.subject = subject;
  entry.code = std::move(code);
  store::log_security(connection, parts.vault, parts.office, entry);
}
}  // namespace

Result<UserId> Accounts::add(const Actor& by, const NewUser& typed) {
  if (const auto allowed = may_manage(by); !allowed) return allowed.refusal();
  auto cleaned = clean(typed, rules_);
  if (!cleaned) return cleaned.refusal();
  const auto hash = parts_.passwords.hash(typed.password);
  if (!hash) return hash.refusal();
  store::User user = std::move(*cleaned);
  user.office = parts_.office;
  user.created = parts_.clock.now();
  user.password = typed.password_origin;
  return parts_.writer.submit([&](Connection& connection) -> Result<UserId> {
    const auto id = store::insert_user(connection, user, *hash);
    if (!id) return login_taken;
    log(connection, parts_, SecurityKind::UserAdded, by, id->value, words(user.roles));
    return *id;
  });
}

Checked Accounts::set_password(const Actor& by, UserId id, std::string_view password) {
  if (auto allowed = may_manage(by); !allowed) return allowed;
  const auto user = find(id);
  if (!user) return not_found;
  if (auto checked = check_password(password, user->login, rules_); !checked) return checked;
  const auto hash = parts_.passwords.hash(password);
  if (!hash) return hash.refusal();
  parts_.writer.submit([&](Connection& connection) {
    const auto origin = by.user == id ? store::PasswordOrigin::Own : store::PasswordOrigin::Given;
    store::set_password_hash(connection, id, *hash, origin);
    store::delete_sessions(connection, id);
    log(connection, parts_, SecurityKind::PasswordChanged, by, id.value, "GIVEN");
  });
  return Done{};
}

Checked Accounts::set_standing(const Actor& by, UserId id, store::Standing standing) {
  if (auto allowed = may_manage(by); !allowed) return allowed;
  return parts_.writer.submit([&](Connection& connection) -> Checked {
    const auto user = store::find_user(connection, parts_.office, id);
    if (!user) return not_found;
    if (user->standing == standing) return Done{};
    const Instant now = parts_.clock.now();
    if (standing == store::Standing::Enabled) {
      store::set_disabled(connection, id, std::nullopt);
      log(connection, parts_, SecurityKind::UserEnabled, by, id.value);
      return Done{};
    }
    if (contains(user->roles, Role::Admin) && store::count_admins(connection, parts_.office, id) == 0)
      return last_admin;
    store::set_disabled(connection, id, now);
    store::delete_sessions(connection, id);
    store::revoke_tokens(connection, id, now);
    log(connection, parts_, SecurityKind::UserDisabled, by, id.value);
    return Done{};
  });
}

Checked Accounts::set_roles(const Actor& by, UserId id, std::vector<Role> roles) {
  if (auto allowed = may_manage(by); !allowed) return allowed;
  std::sort(roles.begin(), roles.end());
  roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
  if (auto checked = check_roles(roles); !checked) return checked;
  return parts_.writer.submit([&](Connection& connection) -> Checked {
    const auto user = store::find_user(connection, parts_.office, id);
    if (!user) return not_found;
    const bool last = contains(user->roles, Role::Admin) && user->standing == store::Standing::Enabled &&
                      store::count_admins(connection, parts_.office, id) == 0;
    if (last && !contains(roles, Role::Admin)) return last_admin;
    const bool apart = contains(roles, Role::Admin) || contains(roles, Role::Auditor);
    if (apart && store::has_delegation_from(connection, id, parts_.today()))
      return Refusal{"ROLE_CONFLICT", "roles", "error.role_conflict"};
    store::set_roles(connection, id, roles);
    log(connection, parts_, SecurityKind::RolesChanged, by, id.value, words(user->roles) + " -> " + words(roles));
    return Done{};
  });
}

std::vector<store::User> Accounts::list() {
  return parts_.readers.with([&](Connection& connection) { return store::list_users(connection, parts_.office); });
}

std::optional<store::User> Accounts::find(UserId id) {
  return parts_.readers.with([&](Connection& connection) { return store::find_user(connection, parts_.office, id); });
}

std::optional<store::User> Accounts::find(std::string_view login) {
  const std::string folded = lower(login);
  return parts_.readers.with(
      [&](Connection& connection) { return store::find_user(connection, parts_.office, std::string_view(folded)); });
}

Result<NewToken> Accounts::add_token(const Actor& by, UserId id, std::string_view token_name) {
  if (const auto allowed = may_manage(by); !allowed) return allowed.refusal();
  const auto cleaned = clean_text(token_name, {.field = "name", .most = 80});
  if (!cleaned) return cleaned.refusal();
  const std::string token = "dms_" + url_token(parts_.randomness, 32);
  const std::string hash = parts_.vault.lookup_hash("api-token", token);
  return parts_.writer.submit([&](Connection& connection) -> Result<NewToken> {
    const auto user = store::find_user(connection, parts_.office, id);
    if (!user || user->standing == store::Standing::Disabled) return not_found;
    const auto row = store::insert_token(connection, parts_.office, id, *cleaned, hash, parts_.clock.now());
    log(connection, parts_, SecurityKind::TokenAdded, by, row);
    return NewToken{row, token};
  });
}

Checked Accounts::revoke_token(const Actor& by, std::int64_t token) {
  if (auto allowed = may_manage(by); !allowed) return allowed;
  return parts_.writer.submit([&](Connection& connection) -> Checked {
    if (!store::revoke_token(connection, parts_.office, token, parts_.clock.now()))
      return Refusal{"NOT_FOUND", "", "error.token_gone"};
    log(connection, parts_, SecurityKind::TokenRevoked, by, token);
    return Done{};
  });
}

std::vector<store::ApiToken> Accounts::tokens(UserId user) {
  return parts_.readers.with(
      [&](Connection& connection) { return store::list_tokens(connection, parts_.office, user); });
}

bool Accounts::has_admin() {
  return parts_.readers.with(
      [&](Connection& connection) { return store::count_admins(connection, parts_.office) > 0; });
}

std::optional<std::string> Accounts::begin_set_up() {
  const std::string token = url_token(parts_.randomness, 24);
  const std::string hash = parts_.vault.lookup_hash("set-up", token);
  return parts_.writer.submit([&](Connection& connection) -> std::optional<std::string> {
    const bool needed = store::count_admins(connection, parts_.office) == 0;
    store::set_set_up_token(connection, parts_.office, needed ? std::optional(hash) : std::nullopt, parts_.clock.now());
    return needed ? std::optional(token) : std::nullopt;
  });
}

Result<UserId> Accounts::set_up(std::string_view token, NewUser admin) {
  const Refusal closed{"SET_UP_CLOSED", "", "error.set_up_closed"};
  if (!set_up_token_valid(token)) return closed;  // before a hash is spent on it
  admin.roles = {Role::Admin};
  auto cleaned = clean(admin, rules_);
  if (!cleaned) return cleaned.refusal();
  const auto hash = parts_.passwords.hash(admin.password);
  if (!hash) return hash.refusal();
  store::User user = std::move(*cleaned);
  user.office = parts_.office;
  user.created = parts_.clock.now();
  return parts_.writer.submit([&](Connection& connection) -> Result<UserId> {
    if (!valid(connection, token)) return closed;  // two browsers, one token
    const auto id = store::insert_user(connection, user, *hash);
    if (!id) return login_taken;
    store::set_set_up_token(connection, parts_.office, std::nullopt, user.created);
    log(connection, parts_, SecurityKind::SetUp, {*id, Role::Admin, complaint::Capacity::Own}, id->value);
    return *id;
  });
}

bool Accounts::set_up_token_valid(std::string_view token) {
  return parts_.readers.with([&](Connection& connection) { return valid(connection, token); });
}

bool Accounts::valid(Connection& connection, std::string_view token) const {
  if (token.size() > 128 || store::count_admins(connection, parts_.office) > 0) return false;
  const auto expected = store::set_up_token(connection, parts_.office);
  return expected && store::equal(*expected, parts_.vault.lookup_hash("set-up", token));
}

Checked check_password(std::string_view password, std::string_view login, const PasswordRules& rules) {
  const auto refused = [](std::string key, std::vector<std::string> arguments = {}) {
    return Refusal{"INVALID_INPUT", "password", std::move(key), std::move(arguments)};
  };
  if (!is_valid_utf8(password)) return refused("error.text_invalid");
  if (password.size() > rules.most) return refused("error.password_long");
  if (code_points(password) < rules.least) return refused("error.password_short", {std::to_string(rules.least)});
  if (lower(password) == lower(login)) return refused("error.password_login");
  return Done{};
}

Checked check_roles(const std::vector<Role>& roles) {
  if (contains(roles, Role::Reporter) || contains(roles, Role::Timer))
    return Refusal{"INVALID_INPUT", "roles", "error.role"};
  const bool apart = contains(roles, Role::Admin) || contains(roles, Role::Auditor);
  if (apart && roles.size() > 1) return Refusal{"ROLE_CONFLICT", "roles", "error.role_conflict"};
  // Rows 3 and 5 of the SOP want both leaders; one person holding both offices would be asked twice.
  if (contains(roles, Role::Secretary) && contains(roles, Role::Chair))
    return Refusal{"ROLE_CONFLICT", "roles", "error.role_both_leaders"};
  return Done{};
}

namespace {

Checked may_manage(const Actor& by) {
  if (complaint::allows(by.role, complaint::Permission::ManageUsers)) return Done{};
  return Refusal{"WRONG_ROLE", "", "refusal.wrong_role"};
}

// The user as he will be stored, or every refusal of the form at once.
Result<store::User> clean(const NewUser& typed, const PasswordRules& rules) {
  std::vector<Refusal> refusals;
  store::User user;
  user.login = lower(typed.login);
  user.language = typed.language;
  user.roles = typed.roles;
  std::sort(user.roles.begin(), user.roles.end());
  user.roles.erase(std::unique(user.roles.begin(), user.roles.end()), user.roles.end());
  if (!is_login(user.login)) refusals.push_back({"INVALID_INPUT", "login", "error.login"});
  auto display_name = clean_text(typed.display_name, {.field = "display_name", .most = 120});
  if (display_name)
    user.display_name = *display_name;
  else
    refusals.push_back(display_name.refusal());
  auto title = clean_text(typed.title, {.field = "title", .presence = Presence::Optional, .most = 120});
  if (title)
    user.title = *title;
  else
    refusals.push_back(title.refusal());
  if (const auto roles = check_roles(user.roles); !roles) refusals.push_back(roles.refusal());
  if (const auto password = check_password(typed.password, user.login, rules); !password)
    refusals.push_back(password.refusal());
  if (refusals.empty()) return user;
  Refusal first = std::move(refusals.front());
  first.others.assign(std::make_move_iterator(refusals.begin() + 1), std::make_move_iterator(refusals.end()));
  return first;
}

bool is_login(std::string_view text) {
  const auto allowed = [](char sign) {
    return (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9') || sign == '.' || sign == '_' || sign == '-';
  };
  return text.size() >= 3 && text.size() <= 40 && std::all_of(text.begin(), text.end(), allowed);
}

// Logins are ASCII; other letters stay as they are and are refused.
std::string lower(std::string_view text) {
  std::string folded(text);
  for (char& sign : folded)
    if (sign >= 'A' && sign <= 'Z') sign = static_cast<char>(sign - 'A' + 'a');
  return folded;
}

std::string words(const std::vector<Role>& roles) {
  std::string text;
  for (const auto role : roles) text.append(text.empty() ? "" : ",").append(name(role));
  return text;
}

}  // namespace

}  // namespace dumas::app
