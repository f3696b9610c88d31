// Reading and writing of cookies (RFC 6265).
#include "http/cookies.hpp"

#include <algorithm>
#include <stdexcept>

#include "http/text.hpp"

namespace dumas::http {
namespace {

// RFC 6265, 4.1.1: no control character, space, quote, comma, semicolon or backslash.
bool cookie_value(std::string_view value) {
  return std::all_of(value.begin(), value.end(),
                     [](char c) { return c > ' ' && c < 0x7f && c != '"' && c != ',' && c != ';' && c != '\\'; });
}

bool cookie_path(std::string_view path) {
  return !path.empty() && path.front() == '/' && path.find(';') == std::string_view::npos &&
         std::all_of(path.begin(), path.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

}  // namespace

std::string set_cookie_header(const Cookie& cookie) {
  if (!is_token(cookie.name) || !cookie_value(cookie.value) || !cookie_path(cookie.path)) {
    throw std::invalid_argument("not a cookie: " + cookie.name);
  }
  std::string header = cookie.name + "=" + cookie.value + "; Path=" + cookie.path;
  if (cookie.max_age) header += "; Max-Age=" + std::to_string(cookie.max_age->count());
  if (cookie.reader == CookieReader::ServerOnly) header += "; HttpOnly";
  if (cookie.transport == CookieTransport::HttpsOnly) header += "; Secure";
  switch (cookie.same_site) {
    case SameSite::Lax: return header + "; SameSite=Lax";
    case SameSite::Strict: return header + "; SameSite=Strict";
    case SameSite::None: return header + "; SameSite=None";
  }
  return header;
}

Cookies parse_cookies(std::string_view header) {
  Cookies cookies;
  while (!header.empty()) {
    const auto end = std::min(header.find(';'), header.size());
    const auto pair = trimmed(header.substr(0, end));
    header.remove_prefix(std::min(end + 1, header.size()));
    const auto middle = pair.find('=');
    if (middle == std::string_view::npos || middle == 0) continue;
    auto value = trimmed(pair.substr(middle + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    cookies.emplace_back(trimmed(pair.substr(0, middle)), value);
  }
  return cookies;
}

}  // namespace dumas::http
