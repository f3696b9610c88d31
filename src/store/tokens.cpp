#include "store/tokens.hpp"

namespace dumas::store {

std::int64_t insert_token(Connection& connection, std::string_view office, UserId user, std::string_view name,
                          std::string_view hash, Instant now) {
  auto insert = connection.prepare_insert(
      "INSERT INTO api_tokens (office, user, name, token_hash, created_at) VALUES (?1, ?2, ?3, ?4, ?5)");
  return insert.bind_all(office, user.value, name, hash, to_millis(now)).insert();
}

std::vector<ApiToken> list_tokens(Connection& connection, std::string_view office, UserId user) {
  auto select = connection.prepare(
      "SELECT t.id, t.user, u.login, t.name, t.created_at, t.last_used_at, t.revoked_at FROM api_tokens t "
      "JOIN users u ON u.id = t.user WHERE t.office = ?1 AND (?2 = 0 OR t.user = ?2) ORDER BY t.id DESC");
  select.bind_all(office, user.value);
  const auto moment = [&](int column) {
    const auto millis = select.integer_or_null(column);
    return millis ? std::optional(from_millis(*millis)) : std::nullopt;
  };
  std::vector<ApiToken> tokens;
  while (select.step())
    tokens.push_back({select.integer(0), UserId{select.integer(1)}, select.text(2), select.text(3),
                      from_millis(select.integer(4)), moment(5), moment(6)});
  return tokens;
}

void touch_token(Connection& connection, std::int64_t token, Instant now) {
  connection.prepare("UPDATE api_tokens SET last_used_at = ?2 WHERE id = ?1").bind_all(token, to_millis(now)).run();
}

bool revoke_token(Connection& connection, std::string_view office, std::int64_t token, Instant now) {
  auto update =
      connection.prepare("UPDATE api_tokens SET revoked_at = ?3 WHERE office = ?1 AND id = ?2 AND revoked_at IS NULL");
  return update.bind_all(office, token, to_millis(now)).run() > 0;
}

void revoke_tokens(Connection& connection, UserId user, Instant now) {
  auto update = connection.prepare("UPDATE api_tokens SET revoked_at = ?2 WHERE user = ?1 AND revoked_at IS NULL");
  update.bind_all(user.value, to_millis(now)).run();
}

}  // namespace dumas::store
