#include "store/security_log.hpp"

namespace dumas::store {

namespace {
std::string context(const SecurityEntry& entry);
std::optional<std::int64_t> unless_none(std::int64_t id) { return id == 0 ? std::nullopt : std::optional(id); }
}  // namespace

void log_security(Connection& connection, const Vault& vault, std::string_view office, const SecurityEntry& entry) {
  const std::string reason = entry.reason.empty() ? "" : vault.seal(entry.reason, context(entry));
  auto insert = connection.prepare(
      "INSERT INTO security_log (office, at, kind, user, role, case_id, subject, code, reason) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
  insert.bind_all(office, to_millis(entry.at), name(entry.kind), unless_none(entry.user.value));
  insert.bind(5, entry.role ? std::optional(name(*entry.role)) : std::nullopt);
  insert.bind(6, unless_none(entry.case_id.value)).bind(7, unless_none(entry.subject)).bind(8, entry.code);
  insert.bind(9, reason.empty() ? std::nullopt : std::optional(Blob{reason})).run();
}

std::vector<SecurityEntry> read_security_log(Connection& connection, const Vault& vault, std::string_view office,
                                             const SecurityFilter& filter) {
  SqlBuilder query(
      "SELECT id, at, kind, user, role, case_id, subject, code, reason FROM security_log WHERE office = ?1 "
      "AND (?2 = 0 OR id < ?2)");
  if (filter.kind) query.add(" AND kind = ?4");
  if (filter.user) query.add(" AND user = ?5");
  if (filter.case_id) query.add(" AND case_id = ?6");
  query.add(" ORDER BY id DESC LIMIT ?3");
  auto select = connection.prepare(query);
  select.bind_all(office, filter.before, filter.most);
  if (filter.kind) select.bind(4, name(*filter.kind));
  if (filter.user) select.bind(5, filter.user.value);
  if (filter.case_id) select.bind(6, filter.case_id.value);
  std::vector<SecurityEntry> entries;
  while (select.step()) {
    SecurityEntry entry;
    entry.id = select.integer(0);
    entry.at = from_millis(select.integer(1));
    entry.kind = from_name<SecurityKind>(select.text(2)).value();
    entry.user = UserId{select.integer_or_null(3).value_or(0)};
    if (const auto role = select.text_or_null(4)) entry.role = from_name<complaint::Role>(*role);
    entry.case_id = CaseId{select.integer_or_null(5).value_or(0)};
    entry.subject = select.integer_or_null(6).value_or(0);
    entry.code = select.text(7);
    if (const auto reason = select.blob_or_null(8)) entry.reason = vault.open(*reason, context(entry)).value_or("");
    entries.push_back(std::move(entry));
  }
  return entries;
}

namespace {

// Every fixed part of the row, so that a reason cannot be moved to another entry.
std::string context(const SecurityEntry& entry) {
  return "security:" + std::string(name(entry.kind)) + ':' + std::to_string(to_millis(entry.at)) + ':' +
         std::to_string(entry.user.value) + ':' + std::to_string(entry.case_id.value) + ':' +
         std::to_string(entry.subject);
}

}  // namespace

}  // namespace dumas::store
