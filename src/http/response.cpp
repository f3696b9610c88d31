// Building of answers.
#include "http/response.hpp"

#include <algorithm>
#include <stdexcept>
#include <system_error>

#include "http/text.hpp"

namespace dumas::http {
namespace {

void check_header(std::string_view name, std::string_view value) {
  constexpr std::string_view forbidden("\r\n\0", 3);
  if (!is_token(name) || value.find_first_of(forbidden) != std::string_view::npos) {
    throw std::invalid_argument("not a header: " + std::string(name));
  }
}

Response typed(int status, std::string body, std::string_view type) {
  Response response{.status = status};
  response.body = std::move(body);
  response.set_header("Content-Type", type);
  return response;
}

// Keeps what is already a URL, encodes what none can hold: controls, spaces, quotes, non-ASCII bytes.
std::string url_safe(std::string_view location) {
  std::string safe;
  for (const char c : location) {
    const bool keep = c > ' ' && c < 0x7f && std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos;
    safe += keep ? std::string(1, c) : percent_encode(std::string_view(&c, 1));
  }
  return safe;
}

}  // namespace

Response& Response::set_header(std::string_view name, std::string_view value) {
  check_header(name, value);
  std::erase_if(headers, [&](const auto& header) { return equals_ignoring_case(header.first, name); });
  headers.emplace_back(name, value);
  return *this;
}

Response& Response::add_header(std::string_view name, std::string_view value) {
  check_header(name, value);
  headers.emplace_back(name, value);
  return *this;
}

Response& Response::set_cookie(const Cookie& cookie) { return add_header("Set-Cookie", set_cookie_header(cookie)); }

std::optional<std::string> Response::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (equals_ignoring_case(key, name)) return value;
  }
  return std::nullopt;
}

const std::string& Response::text_body() const {
  static const std::string none;
  const auto* held = std::get_if<std::string>(&body);
  return held ? *held : none;
}

Response html(int status, std::string body) { return typed(status, std::move(body), "text/html; charset=utf-8"); }
Response json(int status, std::string body) { return typed(status, std::move(body), "application/json"); }
Response text(int status, std::string body) { return typed(status, std::move(body), "text/plain; charset=utf-8"); }

Response see_other(std::string_view location) {
  Response response{.status = 303};
  response.set_header("Location", url_safe(location));
  return response;
}

Response file_download(const std::filesystem::path& path, std::string_view filename, std::string_view content_type) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error) return text(404, "Berkas tidak ditemukan. / File not found.\n");
  Response response;
  response.body = FileBody{path, size};
  response.set_header("Content-Type", content_type);
  response.set_header("Content-Disposition", content_disposition_attachment(filename));
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Content-Security-Policy", "default-src 'none'; sandbox");
  response.set_header("Cache-Control", "private, no-store");
  return response;
}

std::string content_disposition_attachment(std::string_view filename) {
  std::string fallback;
  for (const char c : filename) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 && byte < 0xC0) continue;  // one mark for a whole character
    const bool plain = byte >= ' ' && byte < 0x7f && std::string_view("\"\\/%;").find(c) == std::string_view::npos;
    fallback += plain ? c : '_';
  }
  if (fallback.empty()) fallback = "berkas";
  std::string header = "attachment; filename=\"" + fallback + "\"";
  if (fallback != filename && well_formed_text(filename) && !filename.empty()) {
    header += "; filename*=UTF-8''" + percent_encode(filename);
  }
  return header;
}

std::string_view reason_phrase(int status) {
  static constexpr std::pair<int, std::string_view> phrases[] = {{100, "Continue"},
                                                                 {200, "OK"},
                                                                 {201, "Created"},
                                                                 {202, "Accepted"},
                                                                 {204, "No Content"},
                                                                 {206, "Partial Content"},
                                                                 {301, "Moved Permanently"},
                                                                 {302, "Found"},
                                                                 {303, "See Other"},
                                                                 {304, "Not Modified"},
                                                                 {307, "Temporary Redirect"},
                                                                 {308, "Permanent Redirect"},
                                                                 {400, "Bad Request"},
                                                                 {401, "Unauthorized"},
                                                                 {403, "Forbidden"},
                                                                 {404, "Not Found"},
                                                                 {405, "Method Not Allowed"},
                                                                 {406, "Not Acceptable"},
                                                                 {408, "Request Timeout"},
                                                                 {409, "Conflict"},
                                                                 {410, "Gone"},
                                                                 {411, "Length Required"},
                                                                 {412, "Precondition Failed"},
                                                                 {413, "Content Too Large"},
                                                                 {414, "URI Too Long"},
                                                                 {415, "Unsupported Media Type"},
                                                                 {417, "Expectation Failed"},
                                                                 {421, "Misdirected Request"},
                                                                 {422, "Unprocessable Content"},
                                                                 {428, "Precondition Required"},
                                                                 {429, "Too Many Requests"},
                                                                 {431, "Request Header Fields Too Large"},
                                                                 {500, "Internal Server Error"},
                                                                 {501, "Not Implemented"},
                                                                 {503, "Service Unavailable"},
                                                                 {505, "HTTP Version Not Supported"},
                                                                 {507, "Insufficient Storage"}};
  for (const auto& [code, phrase] : phrases) {
    if (code == status) return phrase;
  }
  return "Other";
}

}  // namespace dumas::http
