// The mark on each page of an issued paper: what its QR code says, and which of the codes on a page is ours.
// A page may carry other codes: a citizen's evidence is printed too, and may hold one made to mislead.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dumas::scan {

constexpr std::size_t token_characters = 16;  // Crockford's base 32: 80 bits

struct PaperMark {
  std::string token;  // in its one spelling
  int page = 0;       // from 1
  int total = 0;      // 0: the mark does not say

  friend bool operator==(const PaperMark&, const PaperMark&) = default;
};

// Reads "SITE/periksa/TOKEN?h=PAGE" with an optional "&dari=TOTAL", and nothing before or after. Another site is read
// too (an office may have moved since it printed), but `own_site` tells whether it is ours. Empty when it is no mark.
struct ReadMark {
  PaperMark mark;
  bool own_site = false;
};
[[nodiscard]] std::optional<ReadMark> read_mark(std::string_view text, std::string_view site);

// Which mark a page bears. One of our own site goes before any other; two different ones of the same rank decide
// nothing, because a guess would file somebody's page at a stranger's case.
enum class MarkChoice { None, One, Several };
struct ChosenMark {
  MarkChoice choice = MarkChoice::None;
  std::size_t index = 0;  // into the texts, when One
  PaperMark mark;
};
[[nodiscard]] ChosenMark choose_mark(const std::vector<std::string>& texts, std::string_view site);

}  // namespace dumas::scan
