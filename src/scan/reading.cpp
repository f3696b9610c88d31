#include "scan/reading.hpp"

#include <algorithm>
#include <system_error>

#include "scan/frames.hpp"
#include "scan/worker_process.hpp"

namespace dumas::scan {
namespace {

using Clock = WorkerProcess::Clock;

class Conversation {
 public:
  Conversation(const std::vector<ScanFile>& files, const ReaderOptions& options)
      : files_(files), limits_(options.limits), site_(options.site), worker_(options.worker) {}

  Result<ScanReading> hold();

 private:
  void ask() const;
  Result<ScanReading> answer();
  [[nodiscard]] Refusal broken() const;

  const std::vector<ScanFile>& files_;
  const ScanLimits& limits_;
  const std::string& site_;
  Clock::time_point end_ = Clock::now() + limits_.time;
  WorkerProcess worker_;
  std::uint64_t current_ = 0;  // number of the file the worker was at when last heard of
};

Refusal unreadable(std::uint64_t file);
Refusal too_large(std::uint64_t file, const ScanLimits& limits);
Refusal unavailable();

}  // namespace

std::optional<ScanFormat> scan_format(std::string_view media_type) {
  if (media_type == "application/pdf") return ScanFormat::Pdf;
  if (media_type == "image/jpeg") return ScanFormat::Jpeg;
  if (media_type == "image/png") return ScanFormat::Png;
  if (media_type == "image/tiff") return ScanFormat::Tiff;
  return std::nullopt;
}

Result<ScanReading> read_scan(const std::vector<ScanFile>& files, const ReaderOptions& options) {
  if (files.empty()) return ScanReading{};
  std::uint64_t bytes = 0;
  for (std::size_t file = 0; file < files.size(); ++file) {
    bytes += files[file].bytes.size();
    if (bytes > options.limits.bytes || file >= options.limits.pages) return too_large(file + 1, options.limits);
  }
  try {
    return Conversation{files, options}.hold();
  } catch (const std::system_error&) {
    return unavailable();
  }
}

namespace {

Result<ScanReading> Conversation::hold() {
  ask();  // one that ends before it has heard all may still have said on which file
  return answer();
}

void Conversation::ask() const {
  Setup setup{.site = site_, .limits = limits_};
  for (const auto& file : files_) setup.formats.push_back(file.format);
  const auto say = [this](FrameKind kind, std::string_view body) {
    return worker_.send(frame_head(kind, body.size()), end_) && worker_.send(body, end_);
  };
  if (!say(FrameKind::Setup, write_setup(setup))) return;
  for (const auto& file : files_)
    if (!say(FrameKind::Data, file.bytes)) return;
}

Result<ScanReading> Conversation::answer() {
  // Pictures that PDF cannot hold as they came (TIFF) are coded anew and may grow.
  const std::uint64_t longest = limits_.bytes * 3;
  std::string bytes;
  for (;;) {
    const auto deadline = std::min(end_, Clock::now() + limits_.page_time);
    if (!worker_.receive(bytes, frame_head_bytes, deadline)) return broken();
    const auto head = read_frame_head(bytes);
    if (!head || head->size > longest || !worker_.receive(bytes, head->size, end_)) return broken();
    if (head->kind == FrameKind::Reading) {
      auto reading = read_reading(bytes, files_.size(), limits_.pages);
      return reading ? Result<ScanReading>{*std::move(reading)} : broken();
    }
    const auto file = read_number(bytes);
    if (!file || *file > files_.size()) return broken();
    current_ = *file;
    if (head->kind == FrameKind::TooLarge) return too_large(current_, limits_);
    if (head->kind != FrameKind::Progress) return unreadable(current_);
  }
}

// It says which file it turns to before it opens it: silence from the start is not that file's doing.
Refusal Conversation::broken() const { return current_ == 0 ? unavailable() : unreadable(current_); }

Refusal unreadable(std::uint64_t file) {
  return {.code = "SCAN_UNREADABLE", .key = "error.scan_unreadable", .arguments = {std::to_string(file)}};
}

Refusal too_large(std::uint64_t file, const ScanLimits& limits) {
  return {.code = "SCAN_TOO_LARGE",
          .key = "error.scan_too_large",
          .arguments = {std::to_string(file), std::to_string(limits.pages), std::to_string(limits.bytes >> 20)}};
}

Refusal unavailable() { return {.code = "SCAN_UNAVAILABLE", .key = "error.scan_unavailable"}; }

}  // namespace
}  // namespace dumas::scan
