#include "store/records.hpp"

#include "store/damage.hpp"
#include "store/digest.hpp"
#include "store/json_fields.hpp"

namespace dumas::store {
namespace {

std::string content_context(std::string_view stream_kind, std::int64_t stream, std::string_view type) {
  return "record:" + std::string{stream_kind} + ':' + std::to_string(stream) + ':' + std::string{type};
}

// Not bound to the record's id, which is not known before the row is written; bound to its stream and type.
constexpr std::string_view title_context = "record-title";

}  // namespace

StoredRecord RecordStore::keep(Connection& connection, std::string_view office, std::string_view stream_kind,
                               std::int64_t stream, const complaint::RecordDraft& draft, std::int64_t now) const {
  const std::string sealed =
      vault_.seal(write_content(draft.content), content_context(stream_kind, stream, name(draft.type)));
  const Digest digest = Sha256{}.add(sealed).finish();
  const std::string subject = draft.content.text("subject");
  std::optional<std::string> title;
  if (!subject.empty()) title = vault_.seal(subject, title_context);
  auto insert = connection.prepare_insert(
      "INSERT INTO records (office, stream_kind, stream, type, content, title, digest, created_at) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
  insert.bind_all(office, stream_kind, stream, name(draft.type), Blob{sealed});
  if (title)
    insert.bind(6, Blob{*title});
  else
    insert.bind(6, nullptr);
  insert.bind(7, std::span<const std::byte>{digest}).bind(8, now);
  return {.id = RecordId{insert.insert()}, .digest = to_hex(std::span<const std::byte>{digest})};
}

std::optional<Record> RecordStore::read(Connection& connection, RecordId id) const {
  auto select = connection.prepare("SELECT stream_kind, stream, type, content, created_at FROM records WHERE id = ?1");
  select.bind(1, id.value);
  if (!or_damaged("record", id.value, [&] { return select.step(); }) || select.is_null(3)) return std::nullopt;
  const std::string type = select.text(2);
  const auto plain = vault_.open(select.blob(3), content_context(select.text(0), select.integer(1), type));
  const auto known = from_name<complaint::DocumentType>(type);
  if (!plain || !known)
    throw Damaged(select.text(0), select.integer(1), "record " + std::to_string(id.value) + " cannot be opened");
  return Record{.id = id,
                .stream = select.integer(1),
                .type = *known,
                .created_at = select.integer(4),
                .content = read_content(*plain)};
}

std::string RecordStore::open_title(RecordId, std::string_view sealed) const {
  return vault_.open(sealed, title_context).value_or("");
}

}  // namespace dumas::store
