#include "base/digest.hpp"

#include <sodium.h>

#include <cstring>

namespace dumas {

namespace {
crypto_hash_sha256_state* as_state(std::array<std::byte, 104>& bytes) {
  static_assert(sizeof(crypto_hash_sha256_state) <= 104 && alignof(crypto_hash_sha256_state) <= 8);
  return reinterpret_cast<crypto_hash_sha256_state*>(bytes.data());
}
const unsigned char* octets(const void* bytes) { return static_cast<const unsigned char*>(bytes); }
}  // namespace

std::string_view as_bytes(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};  // NOLINT: bytes to bytes
}

std::optional<Digest> digest_from(std::string_view bytes) {
  Digest digest{};
  if (bytes.size() != digest.size()) return std::nullopt;
  std::memcpy(digest.data(), bytes.data(), bytes.size());
  return digest;
}

Sha256::Sha256() { crypto_hash_sha256_init(as_state(state_)); }

Sha256& Sha256::add(std::string_view bytes) {
  crypto_hash_sha256_update(as_state(state_), octets(bytes.data()), bytes.size());
  return *this;
}

Sha256& Sha256::add(std::span<const std::byte> bytes) {
  crypto_hash_sha256_update(as_state(state_), octets(bytes.data()), bytes.size());
  return *this;
}

Digest Sha256::finish() {
  Digest digest{};
  crypto_hash_sha256_final(as_state(state_), reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

std::string to_hex(std::span<const std::byte> bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::byte byte : bytes) {
    text += digits[std::to_integer<unsigned>(byte) >> 4];
    text += digits[std::to_integer<unsigned>(byte) & 15U];
  }
  return text;
}

std::string to_hex(std::string_view bytes) { return to_hex(std::as_bytes(std::span(bytes))); }

std::optional<std::string> from_hex(std::string_view digits) {
  const auto value = [](char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    return -1;
  };
  if (digits.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(digits.size() / 2);
  for (std::size_t at = 0; at < digits.size(); at += 2) {
    const int high = value(digits[at]), low = value(digits[at + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::string sha256_hex(std::string_view bytes) { return to_hex(Sha256().add(bytes).finish()); }

}  // namespace dumas
