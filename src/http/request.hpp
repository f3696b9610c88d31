// A request as handlers see it: read under limits, decoded, validated, nothing of the network left in it.
// Made by the server, read by the router, the pages and the API.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/cookies.hpp"
#include "http/form.hpp"

namespace dumas::http {

enum class Method { Get, Head, Post, Put, Delete, Options };
[[nodiscard]] std::string_view to_string(Method method);
[[nodiscard]] std::optional<Method> method_from(std::string_view name);  // exact, upper case

// Removes the file when the last owner dies; moving (renaming) the file away first is how a handler keeps it.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::filesystem::path path) : path_(std::move(path)) {}
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// One file of a multipart body. A file input left empty by the browser (no name, no bytes) is not listed.
struct UploadedFile {
  std::string field;
  // As sent, decoded; may hold anything ("../../etc/passwd", a right-to-left override): never used as a path.
  std::string filename;
  std::string content_type;      // as claimed by the client
  std::filesystem::path path{};  // the temporary file; empty when too_big, or when it could not be written
  std::uint64_t size = 0;        // bytes received, counted beyond the limit too
  bool too_big = false;
  std::shared_ptr<TemporaryFile> keeper{};
};

// Why the files of a multipart body could not be kept. Text fields are kept in every case, so that the page can
// say "belum tersimpan" with everything still in the form.
enum class UploadFailure { None, DiskFull, WriteError, TooManyFiles };

struct Request {
  Method method = Method::Get;
  // Percent-decoded, begins with '/', valid UTF-8 without control characters, "." or ".." segments.
  std::string path;
  std::string target;  // as sent (origin form), e.g. for "next=" links
  Form query;
  std::vector<std::pair<std::string, std::string>> headers;
  Cookies cookies;
  std::string body;  // raw, unless the body was a form
  Form form;         // urlencoded or multipart text fields
  std::vector<UploadedFile> files;
  UploadFailure upload_failure = UploadFailure::None;
  std::string remote_address;                                   // of the client, behind trusted proxies too
  std::string id;                                               // random, 16 hexadecimal digits; also in X-Request-Id
  std::string host;                                             // validated Host, lower case, with port when sent
  std::vector<std::pair<std::string, std::string>> parameters;  // of the route's pattern

  // First value of a header, name compared without case.
  [[nodiscard]] std::optional<std::string> header(std::string_view name) const;
  [[nodiscard]] std::optional<std::string> cookie(std::string_view name) const;
  // A path parameter, e.g. parameter("id") of /kasus/{id}; empty when the pattern has none of that name.
  [[nodiscard]] std::string parameter(std::string_view name) const;
  // "application/json" of `Content-Type: Application/JSON; charset=utf-8`.
  [[nodiscard]] std::string content_type() const;
};

}  // namespace dumas::http
