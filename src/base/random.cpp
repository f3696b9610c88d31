// Random codes, PINs and tokens: see random.hpp.
#include "base/random.hpp"

#include <sys/random.h>

#include <cerrno>
#include <system_error>
#include <vector>

namespace dumas {

namespace {

constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::string_view base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::vector<std::byte> random_bytes(Randomness& randomness, int count) {
  std::vector<std::byte> bytes(count > 0 ? static_cast<std::size_t>(count) : 0U);
  randomness.fill(bytes);
  return bytes;
}

}  // namespace

std::string crockford_code(Randomness& randomness, int chars) {
  std::string code;
  // 256 is a multiple of 32: the low five bits of a byte are unbiased.
  for (const std::byte byte : random_bytes(randomness, chars))
    code += crockford[std::to_integer<std::size_t>(byte) % 32U];
  return code;
}

std::string digits(Randomness& randomness, int count) {
  std::string text;
  while (text.size() < static_cast<std::size_t>(count > 0 ? count : 0)) {
    for (const std::byte byte : random_bytes(randomness, count - static_cast<int>(text.size()))) {
      // 250 to 255 would favour the digits 0 to 5.
      if (const auto value = std::to_integer<unsigned>(byte); value < 250U)
        text += static_cast<char>('0' + value % 10U);
    }
  }
  return text;
}

std::string url_token(Randomness& randomness, int bytes) {
  std::string token;
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const std::byte byte : random_bytes(randomness, bytes)) {
    bits = (bits << 8U) | std::to_integer<std::uint32_t>(byte);
    held += 8U;
    while (held >= 6U) {
      held -= 6U;
      token += base64url[(bits >> held) & 0x3FU];
    }
  }
  if (held > 0) token += base64url[(bits << (6U - held)) & 0x3FU];
  return token;
}

std::string normalise_code(std::string_view typed) {
  std::string code;
  for (char c : typed) {
    if (c == ' ' || c == '-') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'I' || c == 'L') c = '1';
    if (c == 'O') c = '0';
    code += c;
  }
  return code;
}

void SystemRandomness::fill(std::span<std::byte> bytes) {
  while (!bytes.empty()) {
    const auto got = getrandom(bytes.data(), bytes.size(), 0);
    if (got < 0) {
      if (errno == EINTR) continue;
      throw std::system_error(errno, std::generic_category(), "getrandom");
    }
    bytes = bytes.subspan(static_cast<std::size_t>(got));
  }
}

void SeededRandomness::fill(std::span<std::byte> bytes) {
  const std::lock_guard lock{mutex_};
  for (std::byte& byte : bytes) byte = static_cast<std::byte>(engine_() >> 56U);
}

}  // namespace dumas
