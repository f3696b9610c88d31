// Cleaning typed text and file names: see text.hpp. Masks are in mask.cpp.
#include "base/text.hpp"

#include "base/utf8.hpp"

#include <algorithm>

namespace dumas {

namespace {

constexpr std::size_t longest_filename = 120;
constexpr std::size_t longest_extension = 16;

Refusal refused(const TextRules& rules, std::string key) {
  return {.code = "INVALID_INPUT", .field = std::string{rules.field}, .key = std::move(key)};
}

Refusal refused(const TextRules& rules, std::string key, std::size_t limit) {
  Refusal refusal = refused(rules, std::move(key));
  refusal.arguments.push_back(std::to_string(limit));
  return refusal;
}

// Every line break as LF, whichever system typed it.
std::string with_plain_line_breaks(std::string_view raw) {
  std::string text;
  text.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '\r') {
      text += raw[i];
    } else if (i + 1 == raw.size() || raw[i + 1] != '\n') {
      text += '\n';
    }
  }
  return text;
}

std::string_view trimmed(std::string_view text) {
  std::size_t begin = text.size();
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto [point, size] = utf8::front(text.substr(at));
    if (!utf8::is_space(point)) {
      begin = std::min(begin, at);
      end = at + size;
    }
    at += size;
  }
  return end == 0 ? std::string_view{} : text.substr(begin, end - begin);
}

bool acceptable(std::string_view text, Lines lines) {
  while (!text.empty()) {
    const auto [point, size] = utf8::front(text);
    const bool many = lines == Lines::Many;
    const bool allowed_control = point == '\t' || (many && (point == '\n' || point == 0x2028U || point == 0x2029U));
    if (utf8::is_control(point) && !allowed_control) return false;
    if (!many && utf8::turns_direction(point)) return false;
    text.remove_prefix(size);
  }
  return true;
}

// The first `count` code points of valid UTF-8.
std::string_view first(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; count > 0 && at < text.size(); --count) at += utf8::front(text.substr(at)).size;
  return text.substr(0, at);
}

}  // namespace

Result<std::string> clean_text(std::string_view raw, const TextRules& rules) {
  if (!is_valid_utf8(raw)) return refused(rules, "error.text_invalid");
  const std::string plain = with_plain_line_breaks(raw);
  std::string text{trimmed(plain)};
  if (!acceptable(text, rules.lines)) return refused(rules, "error.text_invalid");
  if (text.empty()) {
    if (rules.presence == Presence::Required) return refused(rules, "error.text_missing");
    return text;
  }
  const std::size_t length = code_points(text);
  if (length > rules.most) return refused(rules, "error.text_too_long", rules.most);
  if (length < rules.least) return refused(rules, "error.text_too_short", rules.least);
  if (rules.lines == Lines::Single) std::replace(text.begin(), text.end(), '\t', ' ');
  return text;
}

std::string safe_filename(std::string_view name) {
  if (const auto slash = name.find_last_of("/\\"); slash != std::string_view::npos) name.remove_prefix(slash + 1);
  std::string kept;
  while (!name.empty()) {
    const auto [point, size] = utf8::front(name);
    const std::size_t step = std::max<std::size_t>(size, 1);
    if (size != 0 && !utf8::is_control(point) && !utf8::turns_direction(point)) kept += name.substr(0, size);
    name.remove_prefix(step);
  }
  kept = trimmed(kept);
  if (kept.find_first_not_of('.') == std::string::npos) return "berkas";
  if (code_points(kept) <= longest_filename) return kept;
  const auto dot = kept.rfind('.');
  std::string extension = dot == std::string::npos || dot == 0 ? std::string{} : kept.substr(dot);
  if (code_points(extension) > longest_extension) extension.clear();
  return std::string{first(kept, longest_filename - code_points(extension))} + extension;
}

bool is_valid_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto size = utf8::front(text).size;
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace dumas
