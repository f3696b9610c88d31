#include "scan/page_reader.hpp"

#define ZX_USE_UTF8 1
#include <ReadBarcode.h>

#include <algorithm>
#include <utility>

namespace dumas::scan {
namespace {

using ZXing::Binarizer;

// The longer side of what is looked at, in pixels: A4 and F4 at 200 and 300 dpi. The modules of our code (0.5 mm) are
// then 4 and 6 pixels wide; more costs time and shows only the paper's grain.
constexpr int first_side = 2700, second_side = 4200;

class PageLook {
 public:
  explicit PageLook(std::string_view site) : site_(site) {}
  // True when the page's mark is decided and no further attempt is needed.
  bool attempt(const GreyPicture&, Binarizer);
  [[nodiscard]] const PageMark& found() const { return found_; }

 private:
  std::string_view site_;
  PageMark found_;
};

std::vector<GreyPicture> corners(const GreyPicture& picture);
Turn turn_of(int orientation);

}  // namespace

PageMark find_mark(const GreyPicture& picture, std::string_view site, Effort effort) {
  PageLook look{site};
  const GreyPicture first = shrink(picture, first_side);
  if (look.attempt(first, Binarizer::LocalAverage) || effort == Effort::FirstLook) return look.found();
  if (std::max(picture.width, picture.height) > first_side &&
      look.attempt(shrink(picture, second_side), Binarizer::LocalAverage))
    return look.found();
  for (const auto& corner : corners(first))
    if (look.attempt(sharpen(corner, 2, 2), Binarizer::LocalAverage) ||
        look.attempt(despeckle(corner), Binarizer::LocalAverage) ||
        look.attempt(sharpen(corner, 3, 4), Binarizer::LocalAverage) ||
        look.attempt(corner, Binarizer::GlobalHistogram) ||
        look.attempt(enlarge(despeckle(corner)), Binarizer::LocalAverage))
      break;
  return look.found();
}

namespace {

bool PageLook::attempt(const GreyPicture& picture, Binarizer binarizer) {
  if (picture.empty()) return true;
  const auto hints = ZXing::DecodeHints()
                         .setFormats(ZXing::BarcodeFormat::QRCode)
                         .setTryHarder(true)
                         .setTryRotate(true)
                         .setBinarizer(binarizer);
  const ZXing::ImageView view(picture.pixels.data(), picture.width, picture.height, ZXing::ImageFormat::Lum);
  std::vector<std::string> texts;
  std::vector<int> orientations;
  for (const auto& code : ZXing::ReadBarcodes(view, hints)) {
    if (!code.isValid()) continue;
    texts.push_back(code.text());
    orientations.push_back(code.orientation());
  }
  const auto chosen = choose_mark(texts, site_);
  found_.foreign_code = found_.foreign_code || (!texts.empty() && chosen.choice == MarkChoice::None);
  if (chosen.choice == MarkChoice::None) return false;
  found_.choice = chosen.choice;
  found_.mark = chosen.mark;
  if (chosen.choice == MarkChoice::One) found_.turn = turn_of(orientations.at(chosen.index));
  return true;
}

// Our code is printed in a corner, but which corner of the scan that is, is not known: four squares of 75 mm on A4. In
// so little the costly attempts are cheap, and a histogram is that of the code and its surroundings.
std::vector<GreyPicture> corners(const GreyPicture& picture) {
  const int side = std::min(picture.width, picture.height) * 36 / 100;
  const int right = picture.width - side, bottom = picture.height - side;
  if (side == 0) return {};
  return {crop(picture, 0, bottom, side, side), crop(picture, right, 0, side, side),  // upright, then upside down
          crop(picture, 0, 0, side, side), crop(picture, right, bottom, side, side)};
}

// The symbol's own direction, clockwise in degrees, is how far the page was turned; a skew is rounded away.
Turn turn_of(int orientation) {
  const int quarters = ((orientation + 360 + 45) / 90) % 4;
  constexpr Turn back[] = {Turn::None, Turn::Left, Turn::Half, Turn::Right};
  return back[quarters];
}

}  // namespace
}  // namespace dumas::scan
