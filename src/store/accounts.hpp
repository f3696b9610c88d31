// Staff accounts and their roles: rows in and out, no rules (those stand in app/accounts.hpp). Called by app/ inside a
// write job or a read lease.
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
#include "store/database.hpp"

namespace dumas::store {

enum class Standing { Enabled, Disabled };
// Who chose a password: one that somebody else gave must be changed at the next sign-in.
enum class PasswordOrigin { Own, Given };

struct User {
  UserId id;
  std::string office, login, display_name, title;
  Language language = Language::Indonesian;
  Standing standing = Standing::Enabled;
  PasswordOrigin password = PasswordOrigin::Own;
  Instant created{};
  std::vector<complaint::Role> roles{};  // in the order of the enum
};

// The id is given; `user.id` is not read. Nothing when the login is taken in this office.
[[nodiscard]] std::optional<UserId> insert_user(Connection&, const User& user, std::string_view password_hash);
[[nodiscard]] std::optional<User> find_user(Connection&, std::string_view office, UserId);
[[nodiscard]] std::optional<User> find_user(Connection&, std::string_view office, std::string_view login);
// By display name; disabled ones last.
[[nodiscard]] std::vector<User> list_users(Connection&, std::string_view office);

struct Credentials {
  UserId user;
  std::string password_hash;
  Standing standing = Standing::Enabled;
};
[[nodiscard]] std::optional<Credentials> find_credentials(Connection&, std::string_view office, std::string_view login);
[[nodiscard]] std::optional<Credentials> find_credentials(Connection&, UserId);

void set_password_hash(Connection&, UserId, std::string_view hash, PasswordOrigin);
// The same password, hashed with today's parameters.
void renew_password_hash(Connection&, UserId, std::string_view hash);
void set_roles(Connection&, UserId, const std::vector<complaint::Role>&);
void set_language(Connection&, UserId, Language);
void set_disabled(Connection&, UserId, std::optional<Instant> since);  // nullopt: enabled

// Enabled administrators beside `except`.
[[nodiscard]] std::int64_t count_admins(Connection&, std::string_view office, UserId except = {});

// The first-run token; nullopt takes it away.
void set_set_up_token(Connection&, std::string_view office, const std::optional<std::string>& hash, Instant now);
[[nodiscard]] std::optional<std::string> set_up_token(Connection&, std::string_view office);

// "CHAIR,SECRETARY" as group_concat gives it; unknown words are left out.
[[nodiscard]] std::vector<complaint::Role> roles_from(std::string_view list);

}  // namespace dumas::store
