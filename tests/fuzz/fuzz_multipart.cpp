// libFuzzer target of the multipart parser. The first byte chooses how the body is split; the outcome must be the same
// as when it comes whole. Build with clang and -DDUMAS_FUZZ=ON; run `fuzz_multipart -max_total_time=60`.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "http/multipart.hpp"
#include "http/part_header.hpp"

using namespace dumas::http;

namespace {

// Keeps a digest of what was written instead of files.
class CountingSink : public UploadSink {
 public:
  std::error_code open(std::filesystem::path&) override {
    if (open_) std::abort();
    open_ = true;
    return {};
  }
  std::error_code write(std::string_view bytes) override {
    if (!open_ || bytes.empty()) std::abort();
    for (const char c : bytes) digest = (digest ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    return {};
  }
  std::error_code close() override {
    open_ = false;
    return {};
  }
  std::uint64_t digest = 14695981039346656037ull;

 private:
  bool open_ = false;
};

std::string outcome(std::string_view body, std::size_t piece) {
  const Limits limits{
      .body_bytes = 300, .file_bytes = 200, .files = 2, .total_bytes = 4000, .field_bytes = 100, .form_fields = 4};
  CountingSink sink;
  MultipartParser parser("b", limits, sink);
  for (std::size_t at = 0; at < body.size(); at += piece) (void)parser.feed(body.substr(at, piece));
  const auto status = parser.finish();
  if (status != MultipartParser::Status::Good) return "refused";
  std::string seen = std::to_string(static_cast<int>(parser.failure())) + "\n";
  for (const auto& [name, value] : parser.form().fields()) seen += name + "=" + value + "\n";
  for (const auto& file : parser.files()) {
    seen += file.field + ":" + file.filename + ":" + std::to_string(file.size) + (file.too_big ? "big" : "") + "\n";
    // A file cut off for its size is written up to a place that depends on the pieces.
    if (file.too_big) sink.digest = 0;
  }
  return seen + std::to_string(sink.digest);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t piece = 1 + data[0] % 32;
  if (outcome(body, body.size() + 1) != outcome(body, piece)) std::abort();
  (void)parse_parameters(body);
  (void)MultipartParser::boundary_of(body);
  return 0;
}
