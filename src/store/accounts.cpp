#include "store/accounts.hpp"

#include <algorithm>

namespace dumas::store {

namespace {
User user_at(const Statement& row);
// Every query of whole users begins with it, in the order user_at() reads.
constexpr Sql select_user(
    "SELECT u.id, u.office, u.login, u.display_name, u.title, u.language, u.disabled_at, u.must_change, u.created_at, "
    "(SELECT group_concat(role) FROM (SELECT role FROM user_roles WHERE user = u.id ORDER BY role) AS held) "
    "FROM users u WHERE u.office = ?1");
}  // namespace

std::optional<UserId> insert_user(Connection& connection, const User& user, std::string_view password_hash) {
  auto insert = connection.prepare(
      "INSERT INTO users (office, login, display_name, title, password_hash, must_change, language, created_at) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (office, login) DO NOTHING RETURNING id");
  insert.bind_all(user.office, user.login, user.display_name, user.title, password_hash,
                  user.password == PasswordOrigin::Given ? 1 : 0, language_code(user.language),
                  to_millis(user.created));
  if (!insert.step()) return std::nullopt;
  const UserId id{insert.integer(0)};
  set_roles(connection, id, user.roles);
  return id;
}

std::optional<User> find_user(Connection& connection, std::string_view office, UserId id) {
  auto select = connection.prepare(SqlBuilder(select_user).add(" AND u.id = ?2"));
  if (!select.bind_all(office, id.value).step()) return std::nullopt;
  return user_at(select);
}

std::optional<User> find_user(Connection& connection, std::string_view office, std::string_view login) {
  auto select = connection.prepare(SqlBuilder(select_user).add(" AND u.login = ?2"));
  if (!select.bind_all(office, login).step()) return std::nullopt;
  return user_at(select);
}

std::vector<User> list_users(Connection& connection, std::string_view office) {
  auto select =
      connection.prepare(SqlBuilder(select_user).add(" ORDER BY u.disabled_at IS NOT NULL, u.display_name, u.id"));
  select.bind_all(office);
  std::vector<User> users;
  while (select.step()) users.push_back(user_at(select));
  return users;
}

std::optional<Credentials> find_credentials(Connection& connection, std::string_view office, std::string_view login) {
  auto select = connection.prepare("SELECT id FROM users WHERE office = ?1 AND login = ?2");
  if (!select.bind_all(office, login).step()) return std::nullopt;
  return find_credentials(connection, UserId{select.integer(0)});
}

std::optional<Credentials> find_credentials(Connection& connection, UserId id) {
  auto select = connection.prepare("SELECT password_hash, disabled_at FROM users WHERE id = ?1");
  if (!select.bind_all(id.value).step()) return std::nullopt;
  return Credentials{id, select.text(0), select.is_null(1) ? Standing::Enabled : Standing::Disabled};
}

void set_password_hash(Connection& connection, UserId id, std::string_view hash, PasswordOrigin origin) {
  auto update = connection.prepare("UPDATE users SET password_hash = ?2, must_change = ?3 WHERE id = ?1");
  update.bind_all(id.value, hash, origin == PasswordOrigin::Given ? 1 : 0).run();
}

void renew_password_hash(Connection& connection, UserId id, std::string_view hash) {
  connection.prepare("UPDATE users SET password_hash = ?2 WHERE id = ?1").bind_all(id.value, hash).run();
}

void set_roles(Connection& connection, UserId id, const std::vector<complaint::Role>& roles) {
  connection.prepare("DELETE FROM user_roles WHERE user = ?1").bind_all(id.value).run();
  for (const auto role : roles) {
    auto insert = connection.prepare("INSERT INTO user_roles (user, role) VALUES (?1, ?2) ON CONFLICT DO NOTHING");
    insert.bind_all(id.value, name(role)).run();
  }
}

void set_language(Connection& connection, UserId id, Language language) {
  connection.prepare("UPDATE users SET language = ?2 WHERE id = ?1").bind_all(id.value, language_code(language)).run();
}

void set_disabled(Connection& connection, UserId id, std::optional<Instant> since) {
  auto update = connection.prepare("UPDATE users SET disabled_at = ?2 WHERE id = ?1");
  update.bind(1, id.value).bind(2, since ? std::optional(to_millis(*since)) : std::nullopt).run();
}

std::int64_t count_admins(Connection& connection, std::string_view office, UserId except) {
  auto select = connection.prepare(
      "SELECT count(*) FROM users u JOIN user_roles r ON r.user = u.id "
      "WHERE u.office = ?1 AND u.id <> ?2 AND r.role = 'ADMIN' AND u.disabled_at IS NULL");
  select.bind_all(office, except.value).step();
  return select.integer(0);
}

void set_set_up_token(Connection& connection, std::string_view office, const std::optional<std::string>& hash,
                      Instant now) {
  if (!hash) {
    connection.prepare("DELETE FROM set_up WHERE office = ?1").bind_all(office).run();
    return;
  }
  auto upsert = connection.prepare(
      "INSERT INTO set_up (office, token_hash, created_at) VALUES (?1, ?2, ?3) "
      "ON CONFLICT (office) DO UPDATE SET token_hash = excluded.token_hash, created_at = excluded.created_at");
  upsert.bind_all(office, *hash, to_millis(now)).run();
}

std::optional<std::string> set_up_token(Connection& connection, std::string_view office) {
  auto select = connection.prepare("SELECT token_hash FROM set_up WHERE office = ?1");
  if (!select.bind_all(office).step()) return std::nullopt;
  return select.text(0);
}

std::vector<complaint::Role> roles_from(std::string_view list) {
  std::vector<complaint::Role> roles;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    if (const auto role = from_name<complaint::Role>(list.substr(0, end))) roles.push_back(*role);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  std::sort(roles.begin(), roles.end());
  return roles;
}

namespace {

User user_at(const Statement& row) {
  User user;
  user.id = UserId{row.integer(0)};
  user.office = row.text(1);
  user.login = row.text(2);
  user.display_name = row.text(3);
  user.title = row.text(4);
  user.language = language_from(row.text(5)).value_or(Language::Indonesian);
  user.standing = row.is_null(6) ? Standing::Enabled : Standing::Disabled;
  user.password = row.integer(7) != 0 ? PasswordOrigin::Given : PasswordOrigin::Own;
  user.created = from_millis(row.integer(8));
  user.roles = roles_from(row.text_or_null(9).value_or(""));
  return user;
}

}  // namespace

}  // namespace dumas::store
