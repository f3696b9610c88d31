#include "store/attachments.hpp"

namespace dumas::store {
namespace {

// The row's id is not known when the name is sealed; the stored name, a keyed hash, ties it to its content.
std::string context(std::string_view stored_as) { return "file-name:" + std::string{stored_as}; }

Attachment row_of(Statement& s, const Vault& vault) {
  Attachment file{.id = FileId{s.integer(0)},
                  .case_id = CaseId{s.integer_or_null(1).value_or(0)},
                  .name = {},
                  .kind = s.text(3),
                  .stored_as = s.text(5),
                  .size = s.integer(4),
                  .created_at = s.integer(6)};
  file.name = vault.open(s.blob(2), context(file.stored_as)).value_or("");
  return file;
}

std::vector<Attachment> rows_of(Statement& s, const Vault& vault) {
  std::vector<Attachment> files;
  while (s.step()) files.push_back(row_of(s, vault));
  return files;
}

}  // namespace

FileId keep_attachment(Connection& connection, const Vault& vault, std::string_view office, std::string_view owner,
                       const Attachment& file) {
  auto insert = connection.prepare_insert(
      "INSERT INTO files (office, owner, name, kind, size, stored_as, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  const std::string sealed = vault.seal(file.name, context(file.stored_as));
  insert.bind_all(office, owner, Blob{sealed}, file.kind, file.size, file.stored_as, file.created_at);
  return FileId{insert.insert()};
}

std::optional<Attachment> find_attachment(Connection& connection, const Vault& vault, FileId id) {
  auto select =
      connection.prepare("SELECT id, case_id, name, kind, size, stored_as, created_at FROM files WHERE id = ?1");
  if (!select.bind_all(id.value).step()) return std::nullopt;
  return row_of(select, vault);
}

std::vector<Attachment> waiting_attachments(Connection& connection, const Vault& vault, std::string_view owner) {
  auto select = connection.prepare(
      "SELECT id, case_id, name, kind, size, stored_as, created_at FROM files WHERE owner = ?1 AND case_id IS NULL "
      "ORDER BY id");
  select.bind(1, owner);
  return rows_of(select, vault);
}

std::vector<Attachment> attachments_of(Connection& connection, const Vault& vault, CaseId id) {
  auto select = connection.prepare(
      "SELECT id, case_id, name, kind, size, stored_as, created_at FROM files WHERE case_id = ?1 ORDER BY id");
  select.bind(1, id.value);
  return rows_of(select, vault);
}

bool attach(Connection& connection, FileId id, std::string_view owner, CaseId case_id) {
  auto update = connection.prepare("UPDATE files SET case_id = ?3 WHERE id = ?1 AND owner = ?2 AND case_id IS NULL");
  update.bind_all(id.value, owner, case_id.value);
  return update.run() == 1;
}

bool drop_waiting(Connection& connection, FileId id, std::string_view owner) {
  auto remove = connection.prepare("DELETE FROM files WHERE id = ?1 AND owner = ?2 AND case_id IS NULL");
  remove.bind_all(id.value, owner);
  return remove.run() == 1;
}

bool stored_name_in_use(Connection& connection, std::string_view stored_as) {
  auto select = connection.prepare(
      "SELECT 1 FROM files WHERE stored_as = ?1 UNION ALL SELECT 1 FROM papers WHERE stored_as = ?1 OR scan_stored_as "
      "= "
      "?1 LIMIT 1");
  return select.bind_all(stored_as).step();
}

}  // namespace dumas::store
