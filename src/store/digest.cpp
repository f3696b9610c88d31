#include "store/digest.hpp"

#include <sodium.h>

namespace dumas::store {

namespace {
crypto_hash_sha256_state* as_state(std::array<std::byte, 104>& bytes) {
  static_assert(sizeof(crypto_hash_sha256_state) <= 104 && alignof(crypto_hash_sha256_state) <= 8);
  return reinterpret_cast<crypto_hash_sha256_state*>(bytes.data());
}
const unsigned char* octets(const void* bytes) { return static_cast<const unsigned char*>(bytes); }
}  // namespace

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

std::string sha256_hex(std::string_view bytes) { return to_hex(Sha256().add(bytes).finish()); }

}  // namespace dumas::store
