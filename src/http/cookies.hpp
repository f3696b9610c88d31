// Cookies: reading the Cookie header, writing Set-Cookie.
// Called by the server for every request and by pages that set one.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dumas::http {

enum class SameSite { Lax, Strict, None };
enum class CookieReader { ServerOnly, Script };  // ServerOnly: HttpOnly
enum class CookieTransport { HttpsOnly, Any };   // HttpsOnly: Secure

struct Cookie {
  std::string name;
  std::string value;
  // Absent: until the browser closes. Zero: delete now.
  std::optional<std::chrono::seconds> max_age{};
  CookieReader reader = CookieReader::ServerOnly;
  SameSite same_site = SameSite::Lax;
  CookieTransport transport = CookieTransport::HttpsOnly;
  std::string path = "/";
};

// The value of one Set-Cookie header. Throws std::invalid_argument on a name, value or path that a cookie cannot
// carry (a bug of the caller: encode first).
[[nodiscard]] std::string set_cookie_header(const Cookie& cookie);

using Cookies = std::vector<std::pair<std::string, std::string>>;
// Pairs of a Cookie header, in order; what is not a pair is passed over.
[[nodiscard]] Cookies parse_cookies(std::string_view header);

}  // namespace dumas::http
