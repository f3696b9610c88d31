#include "store/tracking.hpp"

#include "store/integrity.hpp"

namespace dumas::store {
namespace {

std::string code_hash(const Vault& vault, std::string_view code) { return vault.lookup_hash("tracking-code", code); }

// The code enters, so that equal PINs of two cases have different hashes.
std::string pin_hash(const Vault& vault, std::string_view code, std::string_view pin) {
  return vault.lookup_hash("tracking-pin", std::string{code} + ':' + std::string{pin});
}

std::string visit_hash(const Vault& vault, std::string_view token) {
  return vault.lookup_hash("tracking-visit", token);
}

std::string context(CaseId id) { return "tracking:" + std::to_string(id.value); }

}  // namespace

bool code_exists(Connection& connection, const Vault& vault, std::string_view code) {
  auto select = connection.prepare("SELECT 1 FROM tracking WHERE code_hash = ?1");
  return select.bind_all(code_hash(vault, code)).step();
}

void keep_tracking(Connection& connection, const Vault& vault, std::string_view office, CaseId id,
                   std::string_view code, std::string_view pin) {
  auto insert = connection.prepare(
      "INSERT INTO tracking (code_hash, pin_hash, office, case_id, code) VALUES (?1, ?2, ?3, ?4, ?5)");
  const std::string sealed = vault.seal(code, context(id));
  insert.bind_all(code_hash(vault, code), pin_hash(vault, code, pin), office, id.value, Blob{sealed});
  insert.run();
}

std::optional<CaseId> find_by_code(Connection& connection, const Vault& vault, std::string_view code,
                                   std::string_view pin) {
  const std::string wanted = pin_hash(vault, code, pin);
  auto select = connection.prepare("SELECT pin_hash, case_id FROM tracking WHERE code_hash = ?1");
  const bool known = select.bind_all(code_hash(vault, code)).step();
  const std::string stored = known ? select.text(0) : std::string(wanted.size(), '0');
  if (!equal(stored, wanted) || !known) return std::nullopt;
  return CaseId{select.integer(1)};
}

std::optional<std::string> code_of(Connection& connection, const Vault& vault, CaseId id) {
  auto select = connection.prepare("SELECT code FROM tracking WHERE case_id = ?1");
  if (!select.bind_all(id.value).step()) return std::nullopt;
  return vault.open(select.blob(0), context(id));
}

void open_visit(Connection& connection, const Vault& vault, std::string_view token, CaseId id,
                std::int64_t expires_at) {
  auto insert = connection.prepare("INSERT INTO tracking_visits (token_hash, case_id, expires_at) VALUES (?1, ?2, ?3)");
  insert.bind_all(visit_hash(vault, token), id.value, expires_at);
  insert.run();
}

std::optional<OpenVisit> find_visit(Connection& connection, const Vault& vault, std::string_view token,
                                    std::int64_t now) {
  auto select = connection.prepare(
      "SELECT case_id, (SELECT max(version) FROM events WHERE stream_kind = 'case' AND stream = case_id) "
      "FROM tracking_visits WHERE token_hash = ?1 AND expires_at > ?2");
  if (!select.bind_all(visit_hash(vault, token), now).step()) return std::nullopt;
  return OpenVisit{CaseId{select.integer(0)}, select.integer_or_null(1).value_or(0)};
}

void close_visit(Connection& connection, const Vault& vault, std::string_view token) {
  auto remove = connection.prepare("DELETE FROM tracking_visits WHERE token_hash = ?1");
  remove.bind_all(visit_hash(vault, token));
  remove.run();
}

std::int64_t forget_visits(Connection& connection, std::int64_t now) {
  auto remove = connection.prepare("DELETE FROM tracking_visits WHERE expires_at <= ?1");
  remove.bind(1, now);
  return remove.run();
}

std::vector<std::string> unopened_codes(Connection& connection, const Vault& vault) {
  std::vector<std::string> rows;
  auto select = connection.prepare("SELECT case_id, code, code_hash FROM tracking");
  while (select.step()) {
    const auto code = vault.open(select.blob(1), context(CaseId{select.integer(0)}));
    if (!code || code_hash(vault, *code) != select.text(2))
      rows.push_back("of case " + std::to_string(select.integer(0)) + " does not open");
  }
  return rows;
}

}  // namespace dumas::store
