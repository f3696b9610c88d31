// The number of an official letter, built from a pattern the office may edit:
//   old style  {seq}/{class}-{type}/{region}/{unit}/{month_roman}/{year}   20/HK.03.2-Kpt/3571/Sek-Kot/XI/2021
//   new style  {seq}/{class}-{type}/{region}/{year}                        123/HM.02-SD/3571/2026
// Who counts (per type and year, from 1 on 1 January) is the store's affair; this only prints.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dumas::documents {

enum class NumberToken { Literal, Sequence, Classification, Type, Region, Unit, MonthRoman, Month, Year };

struct PatternPiece {
  NumberToken token = NumberToken::Literal;
  std::string literal{};  // only for Literal
  std::size_t width = 0;  // zeros in front up to this many digits; only for Sequence and Month

  friend bool operator==(const PatternPiece&, const PatternPiece&) = default;
};

// A checked pattern; made by parse_pattern.
struct Pattern {
  std::vector<PatternPiece> pieces;

  // Whether the number will print this part, so that a form can ask for it.
  [[nodiscard]] bool uses(NumberToken token) const;
  friend bool operator==(const Pattern&, const Pattern&) = default;
};

struct NumberParts {
  long sequence = 0;
  std::string classification{};  // "HM.02"
  std::string type{};            // "SD"
  std::string region{};          // "3571"
  std::string unit{};            // "Sek-Kot"
  Date date{};                   // of the letter: gives month and year
};

// Tokens: {seq} {seq:4} {class} {type} {region} {unit} {month_roman} {month} {month:2} {year}; a width is 1 to 9.
// Refusals, all INVALID_INPUT on field "pattern": error.numbering_unknown_token (the token as written),
// error.numbering_width (the token), error.numbering_brace (a brace without its partner),
// error.numbering_no_sequence (numbers would repeat), error.numbering_text (empty, over 100 bytes or control characters).
[[nodiscard]] Result<Pattern> parse_pattern(std::string_view text);

[[nodiscard]] std::string format_number(const Pattern& pattern, const NumberParts& parts);

// The sequence that a number written by somebody reads as, if it could have come from this pattern.
[[nodiscard]] std::optional<std::int64_t> sequence_in(const Pattern& pattern, std::string_view number);

}  // namespace dumas::documents
