// Small text rules of HTTP that several files need: percent escapes, UTF-8, tokens, dates, comparison of names.
// Used inside http/ and, where useful, by web/ and api/.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace dumas::http {

// Whether every byte belongs to well-formed UTF-8 (no overlong form, no surrogate, nothing above U+10FFFF).
[[nodiscard]] bool valid_utf8(std::string_view text);
// valid_utf8, and no NUL.
[[nodiscard]] bool well_formed_text(std::string_view text);

enum class Plus { Literal, Space };
// Decodes %XX; nothing when an escape is cut or not hexadecimal.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view encoded, Plus plus = Plus::Literal);
// Encodes everything but RFC 3986's unreserved characters: safe in a path segment or a query value.
[[nodiscard]] std::string percent_encode(std::string_view raw);

[[nodiscard]] bool equals_ignoring_case(std::string_view a, std::string_view b);  // ASCII only
[[nodiscard]] std::string_view trimmed(std::string_view text);                    // spaces and tabs
[[nodiscard]] bool is_token(std::string_view text);                               // RFC 9110, 5.6.2

// IMF-fixdate, e.g. "Sun, 06 Nov 1994 08:49:37 GMT".
[[nodiscard]] std::string http_date(std::chrono::system_clock::time_point moment);

// `bytes` random bytes of the system as lower-case hexadecimal. For request ids and temporary names.
[[nodiscard]] std::string random_hex(std::size_t bytes);

}  // namespace dumas::http
