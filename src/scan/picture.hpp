// A page as a grey picture, row by row without gaps: 0 black, 255 white. What the readers of files hand to the reader
// of codes. A coloured pixel counts as its brightest channel: printed black stays black, the violet or red of a stamp
// over a code fades.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace dumas::scan {

struct GreyPicture {
  int width = 0, height = 0;
  std::vector<std::uint8_t> pixels;

  [[nodiscard]] bool empty() const { return pixels.empty(); }
  [[nodiscard]] const std::uint8_t* row(int y) const { return pixels.data() + std::size_t(y) * std::size_t(width); }
  [[nodiscard]] std::uint8_t* row(int y) { return pixels.data() + std::size_t(y) * std::size_t(width); }
};

enum class Turn { None, Right, Half, Left };  // what brings a page upright, clockwise

// The tone that a colour counts as.
inline std::uint8_t tone(std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
  return std::max({red, green, blue});
}

// Averages squares of pixels until the longer side is at most `longest`. A picture that is small enough stays.
[[nodiscard]] GreyPicture shrink(GreyPicture picture, int longest);
[[nodiscard]] GreyPicture crop(const GreyPicture& picture, int left, int top, int width, int height);
// Twice as large, between the pixels a mean: small modules become readable.
[[nodiscard]] GreyPicture enlarge(const GreyPicture& picture);
// The median of each 3 x 3 square: takes away single wrong pixels, keeps edges.
[[nodiscard]] GreyPicture despeckle(const GreyPicture& picture);
// Adds `amount` times what a pixel differs from its surroundings of about `radius` pixels: undoes a blur.
[[nodiscard]] GreyPicture sharpen(const GreyPicture& picture, int radius, int amount);
// True when hardly anything is printed: the back of a page in a scanner for both sides.
[[nodiscard]] bool is_blank(const GreyPicture& picture);

}  // namespace dumas::scan
