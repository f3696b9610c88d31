#include "web/staff/scan_files.hpp"

#include <fstream>
#include <iterator>

#include "base/text.hpp"
#include "store/content_type.hpp"

namespace dumas::web::pages {
namespace {

Refusal refused(std::string code, std::string key, std::vector<std::string> arguments = {}) {
  return {.code = std::move(code), .field = "evidence", .key = std::move(key), .arguments = std::move(arguments)};
}

}  // namespace

Result<std::vector<scan::ScanFile>> read_scan_files(Site&, const Visit& visit) {
  std::vector<scan::ScanFile> files;
  for (const auto& sent : visit.request.files) {
    if (sent.field != "evidence") continue;
    if (sent.too_big) return refused("INVALID_INPUT", "error.file_too_big");
    if (sent.path.empty() && visit.request.upload_failure == http::UploadFailure::None)
      return refused("INVALID_INPUT", "error.file_empty");
    if (sent.path.empty()) return refused("DISK_FULL", "error.disk_full");
    const auto judged = store::judge(sent.path, sent.filename);
    const auto format = judged ? scan::scan_format(store::mime_of(judged->type)) : std::nullopt;
    if (!format) return refused("INVALID_INPUT", "error.scan_type", {safe_filename(sent.filename)});
    std::ifstream stream(sent.path, std::ios::binary);
    files.push_back({.format = *format, .bytes = {std::istreambuf_iterator<char>{stream}, {}}});
  }
  if (files.empty()) return refused("INVALID_INPUT", "error.scan_choose");
  return files;
}

}  // namespace dumas::web::pages
