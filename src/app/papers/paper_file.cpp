#include "app/papers/paper_file.hpp"

#include <filesystem>
#include <fstream>

#include "store/attachments.hpp"
#include "store/digest.hpp"

namespace dumas::app {
namespace {

// Plain for a moment, beside the uploads, and gone in every case.
class PlainFile {
 public:
  PlainFile(Application& app, std::string_view bytes) {
    const auto folder = app.folders().data / "uploads";
    std::filesystem::create_directories(folder);
    path_ = folder / ("paper-" + url_token(app.randomness(), 12));
    std::ofstream file(path_, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.flush();
    whole_ = file.good();
  }
  PlainFile(const PlainFile&) = delete;
  PlainFile& operator=(const PlainFile&) = delete;
  ~PlainFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] bool whole() const { return whole_; }

 private:
  std::filesystem::path path_;
  bool whole_ = false;
};

}  // namespace

Result<complaint::FrozenFile> freeze(Application& app, std::string_view bytes, std::int64_t pages) {
  const PlainFile plain(app, bytes);
  if (!plain.whole()) return Refusal{.code = "DISK_FULL", .key = "error.disk_full"};
  const auto stored = app.files().keep(plain.path());
  if (!stored) return stored.refusal();
  return complaint::FrozenFile{.stored_as = stored->name,
                               .sha256 = stored->sha256,
                               .size = static_cast<std::int64_t>(stored->size),
                               .pages = pages};
}

std::optional<std::string> thaw(const Application& app, const complaint::FrozenFile& file) {
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(file.size));
  const auto reading = app.files().read(file.stored_as, [&bytes](std::string_view piece) {
    bytes.append(piece);
    return store::Flow::Continue;
  });
  if (reading != store::Reading::Complete || store::sha256_hex(bytes) != file.sha256) return std::nullopt;
  return bytes;
}

void discard(Application& app, const complaint::FrozenFile& file) {
  const bool in_use = app.readers().with(
      [&](store::Connection& connection) { return store::stored_name_in_use(connection, file.stored_as); });
  if (!in_use) app.files().remove(file.stored_as);
}

}  // namespace dumas::app
