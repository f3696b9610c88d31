#include "store/idempotency.hpp"

#include "store/integrity.hpp"

namespace dumas::store {
namespace {
std::string context(std::string_view key_hash) { return "idempotency:" + std::string{key_hash}; }
}  // namespace

std::optional<EarlierAnswer> find_answer(Connection& connection, const Vault& vault, std::string_view key_hash) {
  auto select = connection.prepare("SELECT request, answer FROM idempotency WHERE key_hash = ?1");
  if (!select.bind_all(key_hash).step()) return std::nullopt;
  auto answer = vault.open(select.blob(1), context(key_hash));
  if (!answer) return std::nullopt;
  return EarlierAnswer{select.text(0), std::move(*answer)};
}

void keep_answer(Connection& connection, const Vault& vault, std::string_view key_hash, std::string_view request,
                 std::string_view answer, std::int64_t now) {
  auto insert =
      connection.prepare("INSERT INTO idempotency (key_hash, request, answer, created_at) VALUES (?1, ?2, ?3, ?4)");
  const std::string sealed = vault.seal(answer, context(key_hash));
  insert.bind_all(key_hash, request, Blob{sealed}, now);
  insert.run();
}

std::int64_t forget_answers(Connection& connection, std::int64_t before) {
  auto remove = connection.prepare("DELETE FROM idempotency WHERE created_at < ?1");
  remove.bind(1, before);
  return remove.run();
}

std::vector<std::string> unopened_answers(Connection& connection, const Vault& vault) {
  std::vector<std::string> rows;
  auto select = connection.prepare("SELECT key_hash, answer FROM idempotency");
  while (select.step())
    if (!vault.open(select.blob(1), context(select.text(0)))) rows.push_back(select.text(0) + " does not open");
  return rows;
}

}  // namespace dumas::store
