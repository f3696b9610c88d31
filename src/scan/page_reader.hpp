// Finds the mark on the picture of a page, whichever way up, skewed, dark, noisy or stamped over. Called by the worker.
#pragma once

#include <string_view>

#include "scan/mark.hpp"
#include "scan/picture.hpp"

namespace dumas::scan {

struct PageMark {
  MarkChoice choice = MarkChoice::None;
  bool foreign_code = false;  // no mark, but some QR code was read
  PaperMark mark;             // when One
  Turn turn = Turn::None;     // when One
};

// How much is tried: a first look costs tens of milliseconds, a thorough one several hundred.
enum class Effort { FirstLook, Thorough };
[[nodiscard]] PageMark find_mark(const GreyPicture&, std::string_view site, Effort);

}  // namespace dumas::scan
