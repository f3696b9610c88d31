#include "store/sessions.hpp"

#include <algorithm>

namespace dumas::store {

namespace {
std::optional<Bearer> bearer_at(const Statement& row);

// Both doors ask the same: ?1 is the token's hash, ?2 the office's date. In the order bearer_at() reads.
constexpr Sql bearer_columns(
    ", u.id, u.office, u.login, u.display_name, u.title, u.language, u.must_change, "
    "(SELECT group_concat(role) FROM (SELECT role FROM user_roles WHERE user = u.id ORDER BY role) AS held), "
    "(SELECT group_concat(role || ':' || capacity || ':' || id) FROM (SELECT role, capacity, id FROM delegations "
    "WHERE user = u.id AND from_day <= ?2 AND to_day >= ?2 AND revoked_at IS NULL ORDER BY id) AS acting) ");

std::int64_t day_number(Date date) { return date.time_since_epoch().count(); }
}  // namespace

void insert_session(Connection& connection, const NewSessionRow& row, Instant now) {
  auto insert = connection.prepare(
      "INSERT INTO sessions (office, token_hash, user, device, created_at, last_seen_at) VALUES (?1, ?2, ?3, ?4, ?5, "
      "?5)");
  insert.bind_all(row.office, row.token_hash, row.user.value, Blob{row.sealed_device}, to_millis(now)).run();
}

std::optional<Bearer> find_session(Connection& connection, std::string_view token_hash, Instant idle_since,
                                   Instant made_since, Date today) {
  auto select = connection.prepare(
      SqlBuilder("SELECT s.id, s.last_seen_at")
          .add(bearer_columns)
          .add("FROM sessions s JOIN users u ON u.id = s.user WHERE s.token_hash = ?1 AND u.disabled_at IS NULL "
               "AND s.last_seen_at > ?3 AND s.created_at > ?4"));
  select.bind_all(token_hash, day_number(today), to_millis(idle_since), to_millis(made_since));
  if (!select.step()) return std::nullopt;
  return bearer_at(select);
}

std::optional<Bearer> find_api_token(Connection& connection, std::string_view token_hash, Date today) {
  auto select = connection.prepare(
      SqlBuilder("SELECT t.id, coalesce(t.last_used_at, 0)")
          .add(bearer_columns)
          .add("FROM api_tokens t JOIN users u ON u.id = t.user WHERE t.token_hash = ?1 AND t.revoked_at IS NULL "
               "AND u.disabled_at IS NULL"));
  if (!select.bind_all(token_hash, day_number(today)).step()) return std::nullopt;
  return bearer_at(select);
}

std::optional<UserId> find_lapsed_session(Connection& connection, std::string_view token_hash) {
  auto select = connection.prepare(
      "SELECT u.id FROM sessions s JOIN users u ON u.id = s.user WHERE s.token_hash = ?1 AND u.disabled_at IS NULL");
  if (!select.bind_all(token_hash).step()) return std::nullopt;
  return UserId{select.integer(0)};
}

void touch_session(Connection& connection, std::int64_t session, Instant now) {
  auto update = connection.prepare("UPDATE sessions SET last_seen_at = ?2 WHERE id = ?1 AND last_seen_at < ?2");
  update.bind_all(session, to_millis(now)).run();
}

std::vector<SessionRow> list_sessions(Connection& connection, UserId user) {
  auto select = connection.prepare(
      "SELECT id, token_hash, device, created_at, last_seen_at FROM sessions WHERE user = ?1 ORDER BY id DESC");
  select.bind_all(user.value);
  std::vector<SessionRow> rows;
  while (select.step())
    rows.push_back({select.integer(0), select.text(1), select.blob(2), from_millis(select.integer(3)),
                    from_millis(select.integer(4))});
  return rows;
}

bool delete_session(Connection& connection, UserId user, std::int64_t session) {
  return connection.prepare("DELETE FROM sessions WHERE user = ?1 AND id = ?2").bind_all(user.value, session).run() > 0;
}

std::int64_t delete_sessions(Connection& connection, UserId user) {
  return connection.prepare("DELETE FROM sessions WHERE user = ?1").bind_all(user.value).run();
}

std::int64_t delete_sessions_before(Connection& connection, Instant made_before) {
  return connection.prepare("DELETE FROM sessions WHERE created_at < ?1").bind_all(to_millis(made_before)).run();
}

namespace {

// "CHAIR:PLH:7,SECRETARY:PLT:9"
std::vector<ActingRole> acting_from(std::string_view list) {
  std::vector<ActingRole> acting;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    const std::string_view entry = list.substr(0, end);
    const std::size_t first = entry.find(':');
    const std::size_t second = entry.find(':', first + 1);
    const auto role = from_name<complaint::Role>(entry.substr(0, first));
    const auto capacity = from_name<complaint::Capacity>(entry.substr(first + 1, second - first - 1));
    if (role && capacity) acting.push_back({*role, *capacity, std::stoll(std::string(entry.substr(second + 1)))});
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return acting;
}

std::optional<Bearer> bearer_at(const Statement& row) {
  Bearer bearer;
  bearer.door = row.integer(0);
  bearer.last_seen = from_millis(row.integer(1));
  bearer.user = UserId{row.integer(2)};
  bearer.office = row.text(3);
  bearer.login = row.text(4);
  bearer.display_name = row.text(5);
  bearer.title = row.text(6);
  bearer.language = language_from(row.text(7)).value_or(Language::Indonesian);
  bearer.password = row.integer(8) != 0 ? PasswordOrigin::Given : PasswordOrigin::Own;
  bearer.roles = roles_from(row.text_or_null(9).value_or(""));
  bearer.acting = acting_from(row.text_or_null(10).value_or(""));
  return bearer;
}

}  // namespace

}  // namespace dumas::store
