#include "app/papers/paper_file.hpp"

#include <filesystem>
#include <fstream>

#include "store/attachments.hpp"
#include "store/digest.hpp"
#include "store/event_log.hpp"

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

Result<store::PaperRow> append_to_paper(Application& app, store::Connection& connection, PaperId id,
                                        complaint::PaperEventData data, const complaint::Actor& actor) {
  auto state = store::load_paper(connection, id);
  const complaint::PaperEvent event{.data = std::move(data), .at = app.clock().now(), .actor = actor};
  if (const auto fine = may_happen(state, event.data); !fine) return fine.refusal();
  std::int64_t event_id = 0;
  store::append(connection, app.office(), id, state.version + 1, event, event_id);
  state = apply(std::move(state), event);
  app.projections().project(connection, app.office(), state, event, event_id);
  return store::find_paper(connection, app.office(), id).value();
}

void discard(Application& app, const complaint::FrozenFile& file) {
  const bool in_use = app.readers().with(
      [&](store::Connection& connection) { return store::stored_name_in_use(connection, file.stored_as); });
  if (!in_use) app.files().remove(file.stored_as);
}

}  // namespace dumas::app
