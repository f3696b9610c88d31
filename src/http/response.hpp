// An answer: status, headers, and a text or a file. Made by handlers, written by the server, which adds Date,
// Content-Length, Connection and X-Request-Id.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "http/cookies.hpp"

namespace dumas::http {

struct Request;

struct FileBody {
  std::filesystem::path path;
  std::uint64_t size = 0;                // bytes to send; the file must have at least these
  std::shared_ptr<const void> keeper{};  // of a file that is there only as long as somebody holds it
};

// gzip of a text answer above 1 KiB when the client accepts it. Off by default: a page that echoes a CSRF token or
// another secret beside the reader's input must not be compressed (the BREACH attack); other pages opt in.
enum class Compression { Off, Gzip };

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers{};
  std::variant<std::string, FileBody> body{};
  Compression compression = Compression::Off;

  // Replaces (set) or adds a header. Throws std::invalid_argument on a name or value with CR, LF or NUL.
  Response& set_header(std::string_view name, std::string_view value);
  Response& add_header(std::string_view name, std::string_view value);
  Response& set_cookie(const Cookie& cookie);
  Response& compress() { return compression = Compression::Gzip, *this; }
  [[nodiscard]] std::optional<std::string> header(std::string_view name) const;
  [[nodiscard]] const std::string& text_body() const;  // empty for a file
};

using Handler = std::function<Response(const Request&)>;

[[nodiscard]] Response html(int status, std::string body);
[[nodiscard]] Response json(int status, std::string body);
[[nodiscard]] Response text(int status, std::string body);
// 303 to a GET. What a URL cannot hold is percent-encoded.
[[nodiscard]] Response see_other(std::string_view location);
// Always an attachment under that name (RFC 6266 with an ASCII fallback and RFC 5987 UTF-8 form), never rendered
// inside the site: nosniff and a sandbox policy. 404 when there is no such file.
[[nodiscard]] Response file_download(const std::filesystem::path& path, std::string_view filename,
                                     std::string_view content_type);
[[nodiscard]] std::string content_disposition_attachment(std::string_view filename);

// "Not Found" for 404, and so on.
[[nodiscard]] std::string_view reason_phrase(int status);

}  // namespace dumas::http
