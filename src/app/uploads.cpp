#include "app/uploads.hpp"

#include <sodium.h>

#include <fstream>

#include "base/text.hpp"
#include "store/content_type.hpp"
#include "store/damage.hpp"

namespace dumas::app {
namespace {

Refusal on_evidence(Refusal refusal) {
  refusal.field = "evidence";
  return refusal;
}

// Removes the plain file in every case: what is kept is kept encrypted.
class PlainFile {
 public:
  explicit PlainFile(std::filesystem::path path) : path_(std::move(path)) {}
  PlainFile(const PlainFile&) = delete;
  PlainFile& operator=(const PlainFile&) = delete;
  ~PlainFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }

 private:
  std::filesystem::path path_;
};

Result<store::Attachment> keep(Application& app, std::string_view owner, const std::filesystem::path& path,
                               const std::string& filename) {
  const auto judged = store::judge(path, filename);
  if (!judged) return judged.refusal();
  const auto stored = app.files().keep(path);
  if (!stored) return stored.refusal();
  store::Attachment file{.name = safe_filename(filename),
                         .kind = std::string{store::mime_of(judged->type)},
                         .stored_as = stored->name,
                         .size = static_cast<std::int64_t>(stored->size),
                         .created_at = to_millis(app.clock().now())};
  return app.writer().submit([&](store::Connection& connection) -> Result<store::Attachment> {
    if (store::waiting_attachments(connection, app.vault(), owner).size() >= most_files)
      return Refusal{.code = "INVALID_INPUT",
                     .field = "evidence",
                     .key = "error.too_many_files",
                     .arguments = {std::to_string(most_files)}};
    file.id = store::keep_attachment(connection, app.vault(), app.office(), owner, file);
    return file;
  });
}

std::optional<std::string> decode_png(std::string_view data_url) {
  constexpr std::string_view prefix = "data:image/png;base64,";
  if (!data_url.starts_with(prefix)) return std::nullopt;
  const auto encoded = data_url.substr(prefix.size());
  std::string bytes(encoded.size(), '\0');
  std::size_t length = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), encoded.data(), encoded.size(),
                        "\r\n ", &length, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0)
    return std::nullopt;
  bytes.resize(length);
  return bytes;
}

}  // namespace

Result<store::Attachment> keep_upload(Application& app, std::string_view owner, const Arrival& arrival) {
  if (arrival.too_big) return Refusal{.code = "INVALID_INPUT", .field = "evidence", .key = "error.file_too_big"};
  if (arrival.path.empty()) return Refusal{.code = "INVALID_INPUT", .field = "evidence", .key = "error.file_empty"};
  auto kept = keep(app, owner, arrival.path, arrival.filename);
  if (!kept) return on_evidence(kept.refusal());
  return kept;
}

std::vector<store::Attachment> waiting_uploads(Application& app, std::string_view owner) {
  return app.readers().with(
      [&](store::Connection& connection) { return store::waiting_attachments(connection, app.vault(), owner); });
}

void drop_upload(Application& app, std::string_view owner, FileId id) {
  std::optional<std::string> unused;
  app.writer().submit([&](store::Connection& connection) {
    const auto file = store::find_attachment(connection, app.vault(), id);
    if (store::drop_waiting(connection, id, owner) && file && !store::stored_name_in_use(connection, file->stored_as))
      unused = file->stored_as;
  });
  if (unused) app.files().remove(*unused);
}

Result<store::Attachment> keep_signature(Application& app, std::string_view owner, std::string_view data_url) {
  const Refusal refused{.code = "INVALID_INPUT", .field = "signature", .key = "error.signature"};
  const auto bytes = decode_png(data_url);
  if (!bytes) return refused;
  const auto folder = app.folders().data / "uploads";
  std::filesystem::create_directories(folder);
  const auto path = folder / ("signature-" + url_token(app.randomness(), 12));
  const PlainFile removed_after(path);
  {
    std::ofstream file(path, std::ios::binary);
    file.write(bytes->data(), static_cast<std::streamsize>(bytes->size()));
    if (!file.flush()) return Refusal{.code = "DISK_FULL", .field = "signature", .key = "error.disk_full"};
  }
  auto kept = keep(app, owner, path, "tanda-tangan.png");
  if (!kept && kept.refusal().code == "INVALID_INPUT") return refused;
  return kept;
}

std::optional<Download> read_file(Application& app, CaseId case_id, FileId id) {
  auto file = app.readers().with(
      [&](store::Connection& connection) { return store::find_attachment(connection, app.vault(), id); });
  if (!file || file->case_id != case_id) return std::nullopt;
  Download download{std::move(*file), {}};
  const auto reading = app.files().read(download.file.stored_as, [&download](std::string_view piece) {
    download.content.append(piece);
    return store::Flow::Continue;
  });
  if (reading != store::Reading::Complete)
    throw store::Damaged("case", case_id.value, "file " + std::to_string(id.value) + " is missing or damaged");
  return download;
}

}  // namespace dumas::app
