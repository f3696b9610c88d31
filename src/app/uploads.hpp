// Files on their way in and out: judged, encrypted and named by hash when they arrive, waiting until their form is
// sent, given out as downloads. Called by web/ and api/.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/application.hpp"
#include "store/attachments.hpp"

namespace dumas::app {

inline constexpr std::size_t most_files = 10;  // issue: up to 10 files of 20 MB; the size is the server's limit

struct Arrival {
  std::string filename;        // as sent; anything
  std::filesystem::path path;  // the server's temporary file
  bool too_big = false;
};

// Keeps one file for `owner` (DraftOwner::key). Refusals on field "evidence": error.file_too_big, those of
// store::judge, error.too_many_files {most}, DISK_FULL (error.disk_full).
[[nodiscard]] Result<store::Attachment> keep_upload(Application&, std::string_view owner, const Arrival&);

[[nodiscard]] std::vector<store::Attachment> waiting_uploads(Application&, std::string_view owner);
void drop_upload(Application&, std::string_view owner, FileId);

// A signature drawn on the screen: a PNG as a data URL ("data:image/png;base64,..."), kept like an uploaded file.
// Refusal INVALID_INPUT "signature" error.signature when it is no such PNG.
[[nodiscard]] Result<store::Attachment> keep_signature(Application&, std::string_view owner, std::string_view data_url);

// The content of a file that belongs to that case. Nothing when it does not, or is missing or damaged.
struct Download {
  store::Attachment file;
  std::string content;
};
[[nodiscard]] std::optional<Download> read_file(Application&, CaseId, FileId);

}  // namespace dumas::app
