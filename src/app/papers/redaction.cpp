#include "app/papers/redaction.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace dumas::app::papers {
namespace {

constexpr std::size_t shortest_word = 3;    // "Al" would take the article out of every Arabic name
constexpr std::size_t shortest_number = 6;  // below it a year or a count would go

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
// A byte of a word; those of other scripts are all above ASCII.
bool in_word(char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') || (c & '\x80') != 0; }
bool between_digits(char c) { return c == ' ' || c == '-' || c == '.' || c == '(' || c == ')'; }

std::string digits_of(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_digit);
  return digits;
}

// The same number at home and abroad: 0812..., +62812..., 62812... The part they share is what is looked for.
std::string without_prefix(std::string digits) {
  if (digits.starts_with("62")) return digits.substr(2);
  return digits.starts_with("0") ? digits.substr(1) : digits;
}

// How far `word` reaches in `text` from there: letters of any size, a run of spaces for a space. 0: it does not stand.
std::size_t reach(std::string_view text, std::size_t at, std::string_view word) {
  std::size_t end = at;
  for (std::size_t w = 0; w < word.size(); ++w) {
    if (end >= text.size()) return 0;
    if (is_space(word[w])) {
      if (!is_space(text[end])) return 0;
      while (end < text.size() && is_space(text[end])) ++end;
      while (w + 1 < word.size() && is_space(word[w + 1])) ++w;
    } else if (lower(text[end++]) != word[w]) {
      return 0;
    }
  }
  if (end < text.size() && in_word(text[end]) && in_word(text[end - 1])) return 0;
  return end - at;
}

// The same for a number, whatever stands between its digits.
std::size_t reach_digits(std::string_view text, std::size_t at, std::string_view digits) {
  std::size_t end = at, seen = 0;
  while (end < text.size() && seen < digits.size()) {
    if (is_digit(text[end])) {
      if (text[end] != digits[seen]) return 0;
      ++seen;
    } else if (seen == 0 || !between_digits(text[end])) {
      return 0;
    }
    ++end;
  }
  return seen == digits.size() ? end - at : 0;
}

}  // namespace

Redaction::Redaction(const complaint::Content& reporter) {
  const auto word = [&](std::string_view field, auto mask) {
    std::string given = reporter.text(field);
    if (given.size() < shortest_word) return;
    const std::string masked = mask(given);
    std::transform(given.begin(), given.end(), given.begin(), lower);
    words_.emplace_back(std::move(given), masked);
  };
  const auto number = [&](std::string_view field, auto mask) {
    const std::string given = reporter.text(field);
    const std::string digits = without_prefix(digits_of(given));
    if (digits.size() >= shortest_number) numbers_.emplace_back(digits, mask(given));
  };
  word("name", mask_name);
  word("address", [](const std::string&) { return std::string{"***"}; });
  word("email", mask_email);
  word("identity_number", mask_number);
  word("phone", mask_phone);
  number("identity_number", mask_number);
  number("phone", mask_phone);
}

std::string Redaction::text(std::string_view given) const {
  std::string out;
  for (std::size_t at = 0; at < given.size();) {
    const bool begins = at == 0 || !in_word(given[at - 1]) || !in_word(given[at]);
    const auto* mask = static_cast<const std::string*>(nullptr);
    std::size_t length = 0;
    for (const auto& [word, masked] : words_)
      if (const auto here = begins ? reach(given, at, word) : 0; here > length) length = here, mask = &masked;
    for (const auto& [digits, masked] : numbers_)
      if (const auto here = is_digit(given[at]) ? reach_digits(given, at, digits) : 0; here > length)
        length = here, mask = &masked;
    if (mask == nullptr) {
      out += given[at++];
    } else {
      out += *mask;
      at += length;
    }
  }
  return out;
}

documents::Model Redaction::model(const documents::Model& given) const {
  if (words_.empty() && numbers_.empty()) return given;
  documents::Model out;
  for (const auto& [name, value] : given.texts()) out.set(name, text(value));
  for (const auto& [name, rows] : given.sections())
    for (const auto& row : rows) out.section(name) = model(row);
  return out;
}

}  // namespace dumas::app::papers
