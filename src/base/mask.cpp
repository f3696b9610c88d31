// Names, numbers and addresses shown without giving them away: declared in text.hpp.
#include "base/text.hpp"
#include "base/utf8.hpp"

#include <algorithm>

namespace dumas {

namespace {

// Below this an end of the number would give away most of it.
constexpr std::size_t shortest_shown_number = 12;
constexpr std::size_t shown_end = 4;
constexpr std::ptrdiff_t shortest_shown_phone = 8;
constexpr std::ptrdiff_t shown_phone_digits = 3;

std::string stars(std::string_view text) { return std::string(code_points(text), '*'); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string mask_name(std::string_view name) {
  std::string masked;
  bool word_begins = true;
  while (!name.empty()) {
    const auto [point, size] = utf8::front(name);
    if (size == 0) {
      masked += '*';
    } else if (utf8::is_space(point)) {
      masked += ' ';
    } else if (word_begins) {
      masked += name.substr(0, size);
    } else {
      masked += '*';
    }
    word_begins = size != 0 && utf8::is_space(point);
    name.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return masked;
}

std::string mask_number(std::string_view number) {
  if (number.size() < shortest_shown_number || !std::all_of(number.begin(), number.end(), is_digit))
    return stars(number);
  return std::string{number.substr(0, shown_end)} + std::string(number.size() - 2 * shown_end, '*') +
         std::string{number.substr(number.size() - shown_end)};
}

std::string mask_email(std::string_view email) {
  const auto at = email.rfind('@');
  if (at == std::string_view::npos || at == 0) return stars(email);
  const std::size_t size = std::max<std::size_t>(utf8::front(email).size, 1);
  if (size >= at) return "*" + std::string{email.substr(at)};
  return std::string{email.substr(0, size)} + stars(email.substr(size, at - size)) + std::string{email.substr(at)};
}

std::string mask_phone(std::string_view phone) {
  const auto digits = std::count_if(phone.begin(), phone.end(), is_digit);
  auto hidden = digits < shortest_shown_phone ? digits : digits - shown_phone_digits;
  std::string masked{phone};
  for (char& c : masked) {
    if (is_digit(c) && hidden-- > 0) c = '*';
  }
  return masked;
}

}  // namespace dumas
