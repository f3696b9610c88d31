// multipart/form-data, read piece by piece: text fields into memory, files straight to disk (RFC 7578, strict).
// Fed by the server; fuzzed by tests/fuzz/fuzz_multipart.cpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "http/form.hpp"
#include "http/limits.hpp"
#include "http/request.hpp"

namespace dumas::http {

// Where the bytes of one file after another go.
class UploadSink {
 public:
  virtual ~UploadSink() = default;
  // Begins a new file and tells its path.
  virtual std::error_code open(std::filesystem::path& path) = 0;
  virtual std::error_code write(std::string_view bytes) = 0;
  virtual std::error_code close() = 0;
};

// New files of random names in one directory, readable by this user alone.
class DiskSink : public UploadSink {
 public:
  explicit DiskSink(std::filesystem::path directory) : directory_(std::move(directory)) {}
  DiskSink(const DiskSink&) = delete;
  DiskSink& operator=(const DiskSink&) = delete;
  ~DiskSink() override;
  std::error_code open(std::filesystem::path& path) override;
  std::error_code write(std::string_view bytes) override;
  std::error_code close() override;

 private:
  std::filesystem::path directory_;
  int file_ = -1;
};

class MultipartParser {
 public:
  // The boundary of `multipart/form-data; boundary=...`; nothing when it is missing or not one (RFC 2046, 5.1.1).
  static std::optional<std::string> boundary_of(std::string_view content_type);

  // `sink` must outlive the parser.
  MultipartParser(std::string_view boundary, const Limits& limits, UploadSink& sink);

  enum class Status { Good, Malformed, TooLarge };
  // Takes the next bytes, split anywhere. After Malformed or TooLarge nothing more is read.
  Status feed(std::string_view bytes);
  // At the end of the body: Malformed unless the closing boundary was seen.
  Status finish();

  [[nodiscard]] Form& form() { return form_; }
  [[nodiscard]] std::vector<UploadedFile>& files() { return files_; }
  [[nodiscard]] UploadFailure failure() const { return failure_; }
  // Bytes of text fields held in memory so far.
  [[nodiscard]] std::size_t text_bytes() const { return text_bytes_; }

 private:
  enum class State { Start, AfterDelimiter, PartHeader, PartBody, End };
  enum class PartKind { Text, File };

  bool step();  // false: needs more bytes, or stopped
  bool start_part(std::string_view header);
  void take(std::string_view bytes);
  void take_text(std::string_view bytes);
  void take_file(std::string_view bytes);
  void end_part();
  void fail_upload(const std::error_code& error);
  bool stop(Status status);

  Limits limits_;
  UploadSink* sink_;
  std::string delimiter_;
  std::string pending_;
  State state_ = State::Start;
  Status status_ = Status::Good;

  Form form_;
  std::vector<UploadedFile> files_;
  UploadFailure failure_ = UploadFailure::None;
  std::uint64_t received_ = 0;
  std::size_t parts_ = 0;
  std::size_t text_bytes_ = 0;

  PartKind kind_ = PartKind::Text;
  std::string name_;
  std::string text_;
  UploadedFile file_;
  enum class Keeping { NotYet, Writing, Discarding };
  Keeping keeping_ = Keeping::NotYet;
};

}  // namespace dumas::http
