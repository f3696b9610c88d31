// Records: the text of documents, sealed, beside the log. An event points to a record by id and digest; the record can
// be erased without touching the log. Called by event_log (keep) and by queries (read).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "complaint/content.hpp"
#include "complaint/decide.hpp"
#include "store/database.hpp"
#include "store/vault.hpp"

namespace dumas::store {

struct StoredRecord {
  RecordId id;
  std::string digest;  // SHA-256 of the sealed bytes, hex
};

struct Record {
  RecordId id;
  std::int64_t stream = 0;
  complaint::DocumentType type{};
  std::int64_t created_at = 0;
  complaint::Content content;
};

class RecordStore {
 public:
  explicit RecordStore(const Vault& vault) : vault_(vault) {}

  StoredRecord keep(Connection&, std::string_view office, std::string_view stream_kind, std::int64_t stream,
                    const complaint::RecordDraft&, std::int64_t now) const;
  // Nothing when there is no such record or it was erased. Throws Damaged (damage.hpp) when its bytes do not open.
  [[nodiscard]] std::optional<Record> read(Connection&, RecordId) const;
  // The sealed subject of a list row.
  [[nodiscard]] std::string open_title(RecordId, std::string_view sealed) const;

 private:
  const Vault& vault_;
};

}  // namespace dumas::store
