#include "store/outbox.hpp"

#include "store/integrity.hpp"
#include "store/json_fields.hpp"

namespace dumas::store {
namespace {

constexpr std::string_view context = "outbox";

QueuedNotice row_of(Statement& s, const Vault& vault) {
  QueuedNotice notice{
      .id = s.integer(0), .case_id = s.integer(1), .event_id = s.integer(2), .audience = s.text(3), .key = s.text(4)};
  if (const auto plain = vault.open(s.blob(5), context)) notice.arguments = read_content(*plain).list("a");
  notice.due_at = s.integer(6);
  notice.attempts = s.integer(7);
  return notice;
}

}  // namespace

void queue_notice(Connection& connection, const Vault& vault, std::string_view office, const QueuedNotice& notice) {
  complaint::Content arguments;
  arguments.set("a", notice.arguments);
  auto insert = connection.prepare(
      "INSERT INTO outbox (office, case_id, event_id, audience, message, arguments, due_at) VALUES (?1, ?2, ?3, ?4, "
      "?5, ?6, ?7) "
      "ON CONFLICT (event_id, audience, message) DO NOTHING");
  const std::string sealed = vault.seal(write_content(arguments), context);
  insert.bind_all(office, notice.case_id, notice.event_id, notice.audience, notice.key, Blob{sealed}, notice.due_at);
  insert.run();
}

std::vector<QueuedNotice> due_notices(Connection& connection, const Vault& vault, std::int64_t now, int limit) {
  auto select = connection.prepare(
      "SELECT id, case_id, event_id, audience, message, arguments, due_at, attempts FROM outbox "
      "WHERE done_at IS NULL AND due_at <= ?1 ORDER BY due_at, id LIMIT ?2");
  select.bind_all(now, limit);
  std::vector<QueuedNotice> list;
  while (select.step()) list.push_back(row_of(select, vault));
  return list;
}

void notice_done(Connection& connection, std::int64_t id, std::int64_t now, std::string_view outcome) {
  auto update =
      connection.prepare("UPDATE outbox SET done_at = ?2, outcome = ?3, attempts = attempts + 1 WHERE id = ?1");
  update.bind_all(id, now, outcome);
  update.run();
}

void notice_failed(Connection& connection, std::int64_t id, std::int64_t next_try) {
  auto update = connection.prepare("UPDATE outbox SET due_at = ?2, attempts = attempts + 1 WHERE id = ?1");
  update.bind_all(id, next_try);
  update.run();
}

std::vector<QueuedNotice> notices_for(Connection& connection, const Vault& vault, std::string_view office,
                                      std::string_view audience, std::int64_t since, int limit) {
  auto select = connection.prepare(
      "SELECT id, case_id, event_id, audience, message, arguments, due_at, attempts FROM outbox "
      "WHERE office = ?1 AND audience = ?2 AND due_at >= ?3 ORDER BY id DESC LIMIT ?4");
  select.bind_all(office, audience, since, limit);
  std::vector<QueuedNotice> list;
  while (select.step()) list.push_back(row_of(select, vault));
  return list;
}

std::vector<std::string> unopened_notices(Connection& connection, const Vault& vault) {
  std::vector<std::string> rows;
  auto select = connection.prepare("SELECT id, arguments FROM outbox");
  while (select.step())
    if (!vault.open(select.blob(1), context)) rows.push_back(std::to_string(select.integer(0)) + " does not open");
  return rows;
}

}  // namespace dumas::store
