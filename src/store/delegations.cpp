#include "store/delegations.hpp"

namespace dumas::store {

namespace {
std::vector<Delegation> read_all(Statement& select, const Vault& vault);
std::string context(const Delegation& delegation);
std::int64_t day_number(Date date) { return date.time_since_epoch().count(); }
Date day_from(std::int64_t number) { return Date{std::chrono::days{number}}; }

constexpr Sql select_delegation(
    "SELECT d.id, d.role, d.user, u.display_name, d.capacity, d.from_day, d.to_day, d.basis, d.given_by, d.created_at, "
    "d.revoked_at FROM delegations d JOIN users u ON u.id = d.user WHERE d.office = ?1");
}  // namespace

std::int64_t insert_delegation(Connection& connection, const Vault& vault, std::string_view office,
                               const Delegation& it) {
  const std::string basis = vault.seal(it.basis, context(it));
  auto insert = connection.prepare_insert(
      "INSERT INTO delegations (office, role, user, capacity, from_day, to_day, basis, given_by, created_at) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
  insert.bind_all(office, name(it.role), it.user.value, name(it.capacity), day_number(it.from), day_number(it.to),
                  Blob{basis}, it.given_by.value, to_millis(it.created));
  return insert.insert();
}

std::vector<Delegation> list_delegations(Connection& connection, const Vault& vault, std::string_view office) {
  auto select = connection.prepare(SqlBuilder(select_delegation).add(" ORDER BY d.id DESC"));
  select.bind_all(office);
  return read_all(select, vault);
}

std::vector<Delegation> acting(Connection& connection, const Vault& vault, std::string_view office, UserId user,
                               Date day) {
  auto select = connection.prepare(
      SqlBuilder(select_delegation)
          .add(" AND d.user = ?2 AND d.from_day <= ?3 AND d.to_day >= ?3 AND d.revoked_at IS NULL ORDER BY d.id"));
  select.bind_all(office, user.value, day_number(day));
  return read_all(select, vault);
}

bool role_is_delegated(Connection& connection, std::string_view office, complaint::Role role, Date from, Date to) {
  auto select = connection.prepare(
      "SELECT 1 FROM delegations WHERE office = ?1 AND role = ?2 AND from_day <= ?4 AND to_day >= ?3 AND revoked_at IS "
      "NULL");
  return select.bind_all(office, name(role), day_number(from), day_number(to)).step();
}

bool has_delegation_from(Connection& connection, UserId user, Date day) {
  auto select = connection.prepare("SELECT 1 FROM delegations WHERE user = ?1 AND to_day >= ?2 AND revoked_at IS NULL");
  return select.bind_all(user.value, day_number(day)).step();
}

bool revoke_delegation(Connection& connection, std::string_view office, std::int64_t id, UserId by, Instant now) {
  auto update = connection.prepare(
      "UPDATE delegations SET revoked_at = ?4, revoked_by = ?3 WHERE office = ?1 AND id = ?2 AND revoked_at IS NULL");
  return update.bind_all(office, id, by.value, to_millis(now)).run() > 0;
}

namespace {

std::vector<Delegation> read_all(Statement& select, const Vault& vault) {
  std::vector<Delegation> found;
  while (select.step()) {
    Delegation it;
    it.id = select.integer(0);
    it.role = from_name<complaint::Role>(select.text(1)).value();
    it.user = UserId{select.integer(2)};
    it.display_name = select.text(3);
    it.capacity = from_name<complaint::Capacity>(select.text(4)).value();
    it.from = day_from(select.integer(5));
    it.to = day_from(select.integer(6));
    it.given_by = UserId{select.integer(8)};
    it.created = from_millis(select.integer(9));
    if (const auto revoked = select.integer_or_null(10)) it.revoked = from_millis(*revoked);
    it.basis = vault.open(select.blob(7), context(it)).value_or("");
    found.push_back(std::move(it));
  }
  return found;
}

// What never changes in the row, so that a basis cannot be moved to another.
std::string context(const Delegation& it) {
  return "delegation:" + std::string(name(it.role)) + ':' + std::to_string(it.user.value) + ':' +
         std::to_string(day_number(it.from)) + ':' + std::to_string(to_millis(it.created));
}

}  // namespace

}  // namespace dumas::store
