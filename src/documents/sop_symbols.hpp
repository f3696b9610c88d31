// The outlines of the flowchart's symbols, in a box 120 wide and 72 high whose width is that of a cell. Both the printed
// sheet and the pages draw from here, so that paper and screen show one drawing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/sop_wiring.hpp"

namespace dumas::documents {

inline constexpr double symbol_width = 120, symbol_height = 72;

enum class Ink { Outline, Shared, Arrow };
struct Stroked {
  Ink ink = Ink::Outline;
  std::string path;  // the "d" of an SVG path
};
enum class Answer { Yes, No, PutOff };
struct Written {
  Answer answer = Answer::Yes;
  double x = 0, y = 0;
  std::string_view anchor;  // "start", "middle", "end"
};

struct Drawing {
  std::vector<Stroked> strokes;
  std::vector<Written> words;
};
[[nodiscard]] Drawing drawing_of(const Symbol&);

// The pentagon of a page link around its letter: 24 wide, 26 high, its point below.
[[nodiscard]] std::string_view page_link_path();

}  // namespace dumas::documents
