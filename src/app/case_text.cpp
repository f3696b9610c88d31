#include "app/case_text.hpp"

namespace dumas::app {
namespace {
constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr int length = 13;  // 65 bits hold any positive 63-bit id
}  // namespace

std::string id_text(std::int64_t id) {
  std::string text(length, '0');
  auto rest = static_cast<std::uint64_t>(id);
  for (auto place = text.rbegin(); place != text.rend(); ++place, rest >>= 5U) *place = alphabet[rest & 31U];
  return text;
}

std::optional<std::int64_t> parse_id(std::string_view text) {
  if (text.size() != length) return std::nullopt;
  std::uint64_t id = 0;
  for (const char given : text) {
    const char lower = given >= 'A' && given <= 'Z' ? static_cast<char>(given - 'A' + 'a') : given;
    const auto digit = alphabet.find(lower);
    if (digit == std::string_view::npos || id >> 58U != 0) return std::nullopt;
    id = (id << 5U) | digit;
  }
  if (id == 0 || id > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
  return static_cast<std::int64_t>(id);
}

std::string grouped(std::string_view code) {
  if (code.size() < 8) return std::string{code};
  const auto half = code.size() / 2;
  return std::string{code.substr(0, half)} + "-" + std::string{code.substr(half)};
}

}  // namespace dumas::app
