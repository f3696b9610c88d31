// Decoding and classes of code points: see utf8.hpp.
#include "base/utf8.hpp"

#include <array>

namespace dumas::utf8 {

// Unicode table 3-7: the lead byte fixes the length and the range of the second byte.
Decoded front(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80U) return {lead, 1};
  if (lead < 0xC2U || lead > 0xF4U) return {};
  const std::size_t size = lead < 0xE0U ? 2 : lead < 0xF0U ? 3 : 4;
  if (text.size() < size) return {};
  unsigned least = 0x80U;
  unsigned most = 0xBFU;
  if (lead == 0xE0U) least = 0xA0U;  // overlong
  if (lead == 0xEDU) most = 0x9FU;   // surrogates
  if (lead == 0xF0U) least = 0x90U;  // overlong
  if (lead == 0xF4U) most = 0x8FU;   // above U+10FFFF
  constexpr std::array<unsigned, 5> lead_bits{0, 0x7FU, 0x1FU, 0x0FU, 0x07U};
  char32_t point = lead & lead_bits.at(size);
  for (std::size_t i = 1; i < size; ++i) {
    if (byte(i) < least || byte(i) > most) return {};
    point = (point << 6U) | (byte(i) & 0x3FU);
    least = 0x80U;
    most = 0xBFU;
  }
  return {point, size};
}

bool is_control(char32_t point) {
  return point < 0x20U || (point >= 0x7FU && point < 0xA0U) || point == 0x2028U || point == 0x2029U;
}

bool turns_direction(char32_t point) {
  return (point >= 0x202AU && point <= 0x202EU) || (point >= 0x2066U && point <= 0x2069U);
}

bool is_space(char32_t point) {
  return point == ' ' || point == '\t' || point == '\n' || point == 0xA0U || (point >= 0x2000U && point <= 0x200BU) ||
         point == 0x202FU || point == 0x205FU || point == 0x3000U || point == 0xFEFFU;
}

}  // namespace dumas::utf8
