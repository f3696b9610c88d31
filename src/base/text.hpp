// Hygiene of everything people type, and names and numbers shown without giving them away.
// Called by every form (web/, api/), inbound mail, the people's store and the logs.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace dumas {

// Strict: no overlong form, no surrogate, nothing above U+10FFFF (Unicode table 3-7). NUL is valid UTF-8.
[[nodiscard]] bool is_valid_utf8(std::string_view text);
// Code points of valid UTF-8; in other bytes, the count of bytes that begin something.
[[nodiscard]] std::size_t code_points(std::string_view text);

enum class Lines { Single, Many };
enum class Presence { Required, Optional };

struct TextRules {
  std::string_view field{};  // for the refusal
  Lines lines = Lines::Single;
  Presence presence = Presence::Required;
  std::size_t most = 200;  // code points after cleaning; each field's own setting
  std::size_t least = 0;   // not asked of an empty optional field
};

// CRLF and CR become LF, white space at both ends goes (also U+00A0, U+3000, zero-width space, BOM). In a single line tabs
// become spaces and a line break is refused. Refusals, INVALID_INPUT on rules.field: error.text_invalid (not UTF-8, NUL
// or another control character, or in a single line U+202A-202E, U+2066-2069, which turn the reading direction),
// error.text_missing, error.text_too_long {most}, error.text_too_short {least}.
[[nodiscard]] Result<std::string> clean_text(std::string_view raw, const TextRules& rules);

// "Siti Aminah" -> "S*** A*****": the first letter of each word, a star for every further code point.
[[nodiscard]] std::string mask_name(std::string_view name);
// "3571234567890001" -> "3571********0001". Shorter than 12: only stars.
[[nodiscard]] std::string mask_number(std::string_view number);
// "siti.aminah@example.org" -> "s**********@example.org"; without an @ only stars.
[[nodiscard]] std::string mask_email(std::string_view email);
// "+62 812-3456-7890" -> "+** ***-****-*890": the last three digits stay. Fewer than eight digits: none stay.
[[nodiscard]] std::string mask_phone(std::string_view phone);

// A name that may stand in a header or on a disk's label: the last component of a path (/ or \), without controls, line
// separators, direction controls and invalid bytes, at most 120 code points with the extension kept; never empty, never
// "." or "..". The file itself is stored under an id, never under this.
[[nodiscard]] std::string safe_filename(std::string_view name);

}  // namespace dumas
