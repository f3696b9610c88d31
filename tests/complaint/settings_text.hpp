// A shipped settings file as text, and one with a slip in it: what stands once in the file is replaced.
// Used by sop_test.cpp and office_test.cpp.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

inline std::string shipped(std::string_view path) {
  std::ifstream file{std::string{DUMAS_SOURCE_DIR} + "/" + std::string{path}};
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>{file}, {}};
}

// From the first place at or after `from` on (e.g. "key = \"plenary\""); both must be there.
inline std::string with_slip(std::string text, std::string_view from, std::string_view old_text,
                             std::string_view new_text) {
  const auto begin = text.find(from);
  REQUIRE_MESSAGE(begin != std::string::npos, from);
  const auto at = text.find(old_text, begin);
  REQUIRE_MESSAGE(at != std::string::npos, old_text);
  return text.replace(at, old_text.size(), new_text);
}

// The line on which `what` first stands at or after `from`.
inline int line_of(std::string_view text, std::string_view from, std::string_view what) {
  const auto at = text.find(what, text.find(from));
  REQUIRE_MESSAGE(at != std::string_view::npos, what);
  return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}
