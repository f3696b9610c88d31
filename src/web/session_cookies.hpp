// Names and properties of our cookies, and small helpers of the guard and the sign-in pages.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "http/cookies.hpp"
#include "web/visit.hpp"

namespace dumas::web {

namespace cookies {
inline constexpr std::string_view session = "dumas_sesi";        // signed-in staff
inline constexpr std::string_view visitor = "dumas_pengunjung";  // owns a citizen's draft and guards his forms
inline constexpr std::string_view language = "dumas_bahasa";
inline constexpr std::string_view tracking = "dumas_lacak";  // an open tracking page
inline constexpr std::chrono::hours visitor_age{48};         // as long as a draft is kept

inline http::Cookie make(const Site& site, std::string_view name, std::string_view value,
                         std::optional<std::chrono::seconds> max_age = std::nullopt) {
  return {.name = std::string{name},
          .value = std::string{value},
          .max_age = max_age,
          .transport = site.secure_cookies ? http::CookieTransport::HttpsOnly : http::CookieTransport::Any};
}
}  // namespace cookies

// Under which name the text of a form at this path is kept as an officer's draft.
[[nodiscard]] std::string draft_name(std::string_view path);

// Percent-encodes a text for the query part of an address; slashes stay.
[[nodiscard]] std::string encode_query(std::string_view text);

}  // namespace dumas::web
