#include "store/drafts.hpp"

#include "store/integrity.hpp"

namespace dumas::store {

namespace {
std::string context(const DraftKey& key);
std::string packed(const FormFields& fields);
std::optional<FormFields> unpacked(std::string_view bytes);
}  // namespace

void save_draft(Connection& connection, const Vault& vault, const DraftKey& key, const FormFields& fields, Instant now,
                Instant expires) {
  const std::string content = vault.seal(packed(fields), context(key));
  auto upsert = connection.prepare(
      "INSERT INTO drafts (owner, form, office, content, saved_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
      "ON CONFLICT (owner, form) DO UPDATE SET office = excluded.office, content = excluded.content, "
      "saved_at = excluded.saved_at, expires_at = excluded.expires_at");
  upsert.bind_all(key.owner, key.form, key.office, Blob{content}, to_millis(now), to_millis(expires)).run();
}

std::optional<Draft> load_draft(Connection& connection, const Vault& vault, const DraftKey& key, Instant now) {
  auto select = connection.prepare(
      "SELECT content, saved_at FROM drafts WHERE owner = ?1 AND form = ?2 AND office = ?3 AND expires_at > ?4");
  if (!select.bind_all(key.owner, key.form, key.office, to_millis(now)).step()) return std::nullopt;
  const auto plain = vault.open(select.blob(0), context(key));
  if (!plain) return std::nullopt;
  auto fields = unpacked(*plain);
  if (!fields) return std::nullopt;
  return Draft{std::move(*fields), from_millis(select.integer(1))};
}

std::vector<std::string> unopened_drafts(Connection& connection, const Vault& vault) {
  std::vector<std::string> rows;
  auto select = connection.prepare("SELECT office, owner, form, content FROM drafts");
  while (select.step())
    if (!vault.open(select.blob(3),
                    context({.office = select.text(0), .owner = select.text(1), .form = select.text(2)})))
      rows.push_back("of " + select.text(2) + " does not open");
  return rows;
}

void drop_draft(Connection& connection, const DraftKey& key) {
  connection.prepare("DELETE FROM drafts WHERE owner = ?1 AND form = ?2").bind_all(key.owner, key.form).run();
}

std::int64_t drop_expired_drafts(Connection& connection, Instant now) {
  return connection.prepare("DELETE FROM drafts WHERE expires_at <= ?1").bind_all(to_millis(now)).run();
}

namespace {

std::string context(const DraftKey& key) {
  return std::string("draft:").append(key.office).append(":").append(key.owner).append(":").append(key.form);
}

// Each text as its length in decimal, a colon and its bytes; a field is its name, its number of values, the values.
// Not JSON, because a draft keeps what was typed, valid UTF-8 or not.
void pack(std::string& out, std::string_view text) { out.append(std::to_string(text.size())).append(":").append(text); }

std::string packed(const FormFields& fields) {
  std::string out;
  for (const auto& [name, values] : fields) {
    pack(out, name);
    out.append(std::to_string(values.size())).append(":");
    for (const auto& value : values) pack(out, value);
  }
  return out;
}

std::optional<std::size_t> number(std::string_view& bytes) {
  std::size_t value = 0;
  std::size_t i = 0;
  for (; i < bytes.size() && i < 12 && bytes[i] >= '0' && bytes[i] <= '9'; ++i)
    value = value * 10 + static_cast<std::size_t>(bytes[i] - '0');
  if (i == 0 || i >= bytes.size() || bytes[i] != ':') return std::nullopt;
  bytes.remove_prefix(i + 1);
  return value;
}

std::optional<std::string> unpack(std::string_view& bytes) {
  const auto size = number(bytes);
  if (!size || *size > bytes.size()) return std::nullopt;
  std::string text(bytes.substr(0, *size));
  bytes.remove_prefix(*size);
  return text;
}

std::optional<FormFields> unpacked(std::string_view bytes) {
  FormFields fields;
  while (!bytes.empty()) {
    const auto name = unpack(bytes);
    const auto count = name ? number(bytes) : std::nullopt;
    if (!count) return std::nullopt;
    auto& values = fields[*name];
    for (std::size_t i = 0; i < *count; ++i) {
      auto value = unpack(bytes);
      if (!value) return std::nullopt;
      values.push_back(std::move(*value));
    }
  }
  return fields;
}

}  // namespace

}  // namespace dumas::store
