#include "scan/picture.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace dumas::scan {

GreyPicture shrink(GreyPicture picture, int longest) {
  const int factor = (std::max(picture.width, picture.height) + longest - 1) / longest;
  if (factor <= 1) return picture;
  GreyPicture small{picture.width / factor, picture.height / factor, {}};
  if (small.width == 0 || small.height == 0) return picture;  // a strip: nothing to read in it anyway
  small.pixels.resize(std::size_t(small.width) * std::size_t(small.height));
  std::vector<std::uint32_t> sums(std::size_t(small.width));
  for (int y = 0; y < small.height; ++y) {
    std::fill(sums.begin(), sums.end(), 0);
    for (int part = 0; part < factor; ++part) {
      const std::uint8_t* from = picture.row(y * factor + part);
      for (auto& sum : sums)
        for (int i = 0; i < factor; ++i) sum += *from++;
    }
    std::uint8_t* to = small.row(y);
    for (const auto sum : sums) *to++ = static_cast<std::uint8_t>(sum / std::uint32_t(factor * factor));
  }
  return small;
}

GreyPicture enlarge(const GreyPicture& picture) {
  GreyPicture large{picture.width * 2, picture.height * 2, {}};
  large.pixels.resize(std::size_t(large.width) * std::size_t(large.height));
  for (int y = 0; y < large.height; ++y) {
    const std::uint8_t* above = picture.row(y / 2);
    const std::uint8_t* below = picture.row(std::min((y + 1) / 2, picture.height - 1));
    std::uint8_t* to = large.row(y);
    for (int x = 0; x < large.width; ++x) {
      const int left = x / 2, right = std::min((x + 1) / 2, picture.width - 1);
      *to++ = static_cast<std::uint8_t>((above[left] + above[right] + below[left] + below[right] + 2) / 4);
    }
  }
  return large;
}

GreyPicture crop(const GreyPicture& picture, int left, int top, int width, int height) {
  GreyPicture part{width, height, {}};
  part.pixels.reserve(std::size_t(width) * std::size_t(height));
  for (int y = top; y < top + height; ++y)
    part.pixels.insert(part.pixels.end(), picture.row(y) + left, picture.row(y) + left + width);
  return part;
}

GreyPicture despeckle(const GreyPicture& picture) {
  GreyPicture clean = picture;
  for (int y = 1; y + 1 < picture.height; ++y) {
    const std::array<const std::uint8_t*, 3> rows{picture.row(y - 1), picture.row(y), picture.row(y + 1)};
    std::uint8_t* to = clean.row(y);
    for (int x = 1; x + 1 < picture.width; ++x) {
      std::array<std::uint8_t, 9> around{};
      std::size_t at = 0;
      for (const auto* row : rows)
        for (int dx = -1; dx <= 1; ++dx) around.at(at++) = row[x + dx];
      std::nth_element(around.begin(), around.begin() + 4, around.end());
      to[x] = around[4];
    }
  }
  return clean;
}

namespace {

// The mean of 2 * radius + 1 pixels along each row, written as columns: twice gives the mean of squares.
GreyPicture mean_of_rows_turned(const GreyPicture& picture, int radius) {
  GreyPicture mean{picture.height, picture.width, std::vector<std::uint8_t>(picture.pixels.size())};
  for (int y = 0; y < picture.height; ++y) {
    const std::uint8_t* row = picture.row(y);
    const auto at = [&](int x) { return int(row[std::clamp(x, 0, picture.width - 1)]); };
    int sum = 0;
    for (int x = -radius; x <= radius; ++x) sum += at(x);
    for (int x = 0; x < picture.width; ++x) {
      mean.row(x)[y] = static_cast<std::uint8_t>(sum / (2 * radius + 1));
      sum += at(x + radius + 1) - at(x - radius);
    }
  }
  return mean;
}

}  // namespace

GreyPicture sharpen(const GreyPicture& picture, int radius, int amount) {
  GreyPicture around = picture;
  for (int pass = 0; pass < 4; ++pass) around = mean_of_rows_turned(around, radius);  // nearly a Gaussian
  for (std::size_t at = 0; at < picture.pixels.size(); ++at) {
    const int level = picture.pixels[at];
    around.pixels[at] = static_cast<std::uint8_t>(std::clamp(level + amount * (level - around.pixels[at]), 0, 255));
  }
  return around;
}

bool is_blank(const GreyPicture& picture) {
  if (picture.empty()) return true;
  // Against the paper's own tone, which a scanner may show as grey; the outer twentieth is left out, where lids cast
  // shadows. One pixel in ten thousand is dust, a line of writing is more.
  const int edge_x = picture.width / 20, edge_y = picture.height / 20;
  std::array<std::size_t, 256> counts{};
  std::size_t all = 0;
  for (int y = edge_y; y < picture.height - edge_y; ++y)
    for (int x = edge_x; x < picture.width - edge_x; ++x, ++all) ++counts.at(picture.row(y)[x]);
  std::size_t seen = 0;
  int paper = 0;
  while (paper < 255 && (seen += counts.at(std::size_t(paper))) * 2 < all) ++paper;
  std::size_t dark = 0;
  for (int level = 0; level < paper - 50; ++level) dark += counts.at(std::size_t(level));
  return dark * 10'000 < all;
}

}  // namespace dumas::scan
