#include "store/key_check.hpp"

#include <optional>
#include <string>
#include <vector>

#include "store/damage.hpp"
#include "store/integrity.hpp"
#include "store/migrations.hpp"
#include "store/records.hpp"

namespace dumas::store {

namespace {

// sql/migrations/0002-log-and-tables.sql, 0008-key-check.sql
constexpr int records_since = 2;
constexpr int row_since = 8;

std::optional<std::string> row_of(Connection& connection);
std::string hash_of(const Vault& vault);
Checked judge(Connection& connection, const Vault& vault, const std::optional<std::string>& row,
              const std::filesystem::path& key_file);

}  // namespace

Checked check_key(Connection& connection, const Vault& vault, const std::filesystem::path& key_file) {
  const auto schema = schema_number(connection);
  if (!schema) return schema.refusal();
  if (*schema < records_since) return Done{};
  return judge(connection, vault, *schema < row_since ? std::nullopt : row_of(connection), key_file);
}

Checked keep_key_check(Connection& connection, const Vault& vault, const std::filesystem::path& key_file) {
  Transaction transaction(connection);
  const auto row = row_of(connection);
  if (const auto fits = judge(connection, vault, row, key_file); !fits) return fits.refusal();
  if (!row) connection.prepare("INSERT INTO key_check (id, hash) VALUES (1, ?1)").bind_all(hash_of(vault)).run();
  transaction.commit();
  return Done{};
}

std::vector<std::string> unfit_key_checks(Connection& connection, const Vault& vault) {
  const auto row = row_of(connection);
  if (row && equal(*row, hash_of(vault))) return {};
  return {row ? "is not that of this key" : "is missing"};
}

namespace {

std::optional<std::string> row_of(Connection& connection) {
  auto select = connection.prepare("SELECT hash FROM key_check WHERE id = 1");
  if (!select.step()) return std::nullopt;
  return select.text(0);
}

// The key of look-ups is derived from the data key, as that of seals is.
std::string hash_of(const Vault& vault) { return vault.lookup_hash("key-check", ""); }

enum class Records { None, Open, Shut };

// The oldest: whoever wrote into the database with another key before there was this check came later. Some of them, for a
// single one may be damaged.
Records oldest_records(Connection& connection, const Vault& vault) {
  std::vector<RecordId> ids;
  {
    auto select = connection.prepare("SELECT id FROM records WHERE content IS NOT NULL ORDER BY id LIMIT 8");
    while (select.step()) ids.emplace_back(select.integer(0));
  }
  const RecordStore records(vault);
  for (const RecordId id : ids) {
    try {
      if (records.read(connection, id)) return Records::Open;
    } catch (const Damaged&) {
      // Of another key, or damaged: the next one tells.
    }
  }
  return ids.empty() ? Records::None : Records::Shut;
}

Checked judge(Connection& connection, const Vault& vault, const std::optional<std::string>& row,
              const std::filesystem::path& key_file) {
  if (row && equal(*row, hash_of(vault))) return Done{};
  const auto records = oldest_records(connection, vault);
  if (records == Records::Open || (records == Records::None && !row)) return Done{};
  return Refusal{"KEY_OTHER", "", "error.key_other", {key_file.string()}};
}

}  // namespace
}  // namespace dumas::store
