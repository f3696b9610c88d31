// One code point at a time.
#include "signing/plain_text.hpp"

#include "base/utf8.hpp"

namespace dumas::signing {

std::string plain_text(std::string_view raw) {
  constexpr int most = 200;
  std::string text;
  for (int count = 0; !raw.empty() && count < most; ++count) {
    const auto letter = utf8::front(raw);
    const std::size_t size = letter.size == 0 ? 1 : letter.size;
    if (letter.size == 0)
      text += '?';
    else if (!utf8::is_control(letter.point) && !utf8::turns_direction(letter.point))
      text += raw.substr(0, size);
    raw.remove_prefix(size);
  }
  return text;
}

}  // namespace dumas::signing
