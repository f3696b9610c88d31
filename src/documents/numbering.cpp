// Letter numbers: see numbering.hpp.
#include "documents/numbering.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <regex>
#include <stdexcept>

namespace dumas::documents {

namespace {

constexpr std::size_t longest_pattern = 100;

struct TokenName {
  std::string_view name;
  NumberToken token;
  bool numeric;
};
constexpr std::array token_names{
    TokenName{"seq", NumberToken::Sequence, true}, TokenName{"class", NumberToken::Classification, false},
    TokenName{"type", NumberToken::Type, false},   TokenName{"region", NumberToken::Region, false},
    TokenName{"unit", NumberToken::Unit, false},   TokenName{"month_roman", NumberToken::MonthRoman, false},
    TokenName{"month", NumberToken::Month, true},  TokenName{"year", NumberToken::Year, false},
};
constexpr std::array<std::string_view, 12> roman{"I",   "II",   "III", "IV", "V",  "VI",
                                                 "VII", "VIII", "IX",  "X",  "XI", "XII"};

Refusal refused(std::string key, std::string_view argument = {}) {
  Refusal refusal{.code = "INVALID_INPUT", .field = "pattern", .key = std::move(key)};
  if (!argument.empty()) refusal.arguments.emplace_back(argument);
  return refusal;
}

// `inside` is what stands between the braces, e.g. "seq:4".
Result<PatternPiece> parse_token(std::string_view inside) {
  const auto colon = inside.find(':');
  const auto name = inside.substr(0, colon);
  const auto known =
      std::find_if(token_names.begin(), token_names.end(), [&](const auto& it) { return it.name == name; });
  if (known == token_names.end()) return refused("error.numbering_unknown_token", fmt::format("{{{}}}", inside));
  PatternPiece piece{.token = known->token};
  if (colon == std::string_view::npos) return piece;
  const auto width = inside.substr(colon + 1);
  if (!known->numeric || width.size() != 1 || width[0] < '1' || width[0] > '9') {
    return refused("error.numbering_width", fmt::format("{{{}}}", inside));
  }
  piece.width = static_cast<std::size_t>(width[0] - '0');
  return piece;
}

std::string print(const PatternPiece& piece, const NumberParts& parts) {
  const auto date = year_month_day_of(parts.date);
  const unsigned month{date.month()};
  switch (piece.token) {
    case NumberToken::Literal: return piece.literal;
    case NumberToken::Sequence: return fmt::format("{:0{}}", parts.sequence, piece.width);
    case NumberToken::Classification: return parts.classification;
    case NumberToken::Type: return parts.type;
    case NumberToken::Region: return parts.region;
    case NumberToken::Unit: return parts.unit;
    case NumberToken::MonthRoman: return std::string{roman.at(month - 1U)};
    case NumberToken::Month: return fmt::format("{:0{}}", month, piece.width);
    case NumberToken::Year: return fmt::format("{}", static_cast<int>(date.year()));
  }
  throw std::logic_error("numbering: unknown token");
}

// What a piece may read as, for std::regex; only the sequence is caught.
std::string reading_of(const PatternPiece& piece) {
  switch (piece.token) {
    case NumberToken::Literal: {
      static const std::regex special{R"([-.^$|()\[\]{}*+?\\/])"};
      return std::regex_replace(piece.literal, special, R"(\$&)");
    }
    case NumberToken::Sequence: return "([0-9]{1,9})";
    case NumberToken::MonthRoman: return "[IVX]+";
    case NumberToken::Month:
    case NumberToken::Year: return "[0-9]+";
    case NumberToken::Classification:
    case NumberToken::Type:
    case NumberToken::Region:
    case NumberToken::Unit: return ".+";
  }
  throw std::logic_error("numbering: unknown token");
}

}  // namespace

bool Pattern::uses(NumberToken token) const {
  return std::any_of(pieces.begin(), pieces.end(), [&](const auto& piece) { return piece.token == token; });
}

Result<Pattern> parse_pattern(std::string_view text) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7F; };
  if (text.empty() || text.size() > longest_pattern || std::any_of(text.begin(), text.end(), control)) {
    return refused("error.numbering_text");
  }
  Pattern pattern;
  while (!text.empty()) {
    if (text.front() != '{') {
      const auto literal = text.substr(0, text.find('{'));
      if (literal.find('}') != std::string_view::npos) return refused("error.numbering_brace");
      pattern.pieces.push_back({.literal = std::string{literal}});
      text.remove_prefix(literal.size());
      continue;
    }
    const auto close = text.find('}');
    if (close == std::string_view::npos) return refused("error.numbering_brace");
    auto piece = parse_token(text.substr(1, close - 1));
    if (!piece) return piece.refusal();
    pattern.pieces.push_back(std::move(*piece));
    text.remove_prefix(close + 1);
  }
  if (!pattern.uses(NumberToken::Sequence)) return refused("error.numbering_no_sequence");
  return pattern;
}

std::string format_number(const Pattern& pattern, const NumberParts& parts) {
  std::string number;
  for (const auto& piece : pattern.pieces) number += print(piece, parts);
  return number;
}

std::optional<std::int64_t> sequence_in(const Pattern& pattern, std::string_view number) {
  if (number.size() > 2 * longest_pattern) return std::nullopt;
  std::string reading;
  for (const auto& piece : pattern.pieces) reading += reading_of(piece);
  std::smatch found;
  const std::string text{number};
  if (!std::regex_match(text, found, std::regex{reading}) || found.size() < 2) return std::nullopt;
  return std::stoll(found[1].str());
}

}  // namespace dumas::documents
