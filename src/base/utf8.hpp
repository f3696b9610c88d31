// One code point at a time. Used by text.cpp and mask.cpp.
#pragma once

#include <cstddef>
#include <string_view>

namespace dumas::utf8 {

struct Decoded {
  char32_t point = 0;
  std::size_t size = 0;  // bytes; 0: the bytes at the front are not UTF-8
};

// The code point at the front of a text that is not empty.
[[nodiscard]] Decoded front(std::string_view text);

// Controls of C0 and C1, DEL, and the separators that break a line (U+2028, U+2029).
[[nodiscard]] bool is_control(char32_t point);
// Embeddings, overrides and isolates: U+202A-202E, U+2066-2069.
[[nodiscard]] bool turns_direction(char32_t point);
[[nodiscard]] bool is_space(char32_t point);

}  // namespace dumas::utf8
