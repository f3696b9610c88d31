#include "proof/keys.hpp"

#include <sodium.h>

#include <algorithm>
#include <stdexcept>

#include "base/digest.hpp"
#include "base/text.hpp"

namespace dumas::proof {
namespace {

// Ed25519 in the table of C2SP signed-note.
constexpr std::string_view algorithm = "\x01";
constexpr std::size_t id_bytes = 4;
constexpr std::size_t fingerprint_digits = 32;

const unsigned char* octets(const void* bytes) { return static_cast<const unsigned char*>(bytes); }

std::string_view chars(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};  // NOLINT: bytes to bytes
}

void start_sodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
}

// The digits alone, in lower case; nothing when something else stands among them.
std::string digits_of(std::string_view typed) {
  std::string digits;
  for (const char c : typed) {
    if (c == ' ' || c == ':' || c == '-' || c == '\n' || c == '\r' || c == '\t') continue;
    if (c >= 'A' && c <= 'F')
      digits += static_cast<char>(c - 'A' + 'a');
    else if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))
      digits += c;
    else
      return {};
  }
  return digits;
}

}  // namespace

std::string VerifierKey::id() const {
  const Digest sum = Sha256().add(name).add("\n").add(algorithm).add(chars(bytes)).finish();
  return std::string{as_bytes(sum).substr(0, id_bytes)};
}

std::string VerifierKey::text() const {
  return name + "+" + to_hex(std::string_view{id()}) + "+" + to_base64(std::string{algorithm}.append(chars(bytes)));
}

std::string VerifierKey::fingerprint() const { return fingerprint_of(bytes); }

bool VerifierKey::verifies(std::string_view message, std::string_view signature) const {
  start_sodium();
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(octets(signature.data()), octets(message.data()), message.size(),
                                     octets(bytes.data())) == 0;
}

std::optional<VerifierKey> read_verifier_key(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  const auto first = text.find('+');
  const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  VerifierKey key{.name = std::string{text.substr(0, first)}};
  const auto typed = from_base64(text.substr(second + 1));
  if (!is_key_name(key.name) || !typed || !typed->starts_with(algorithm)) return std::nullopt;
  if (typed->size() != algorithm.size() + key.bytes.size()) return std::nullopt;
  std::ranges::copy(std::as_bytes(std::span(*typed)).subspan(algorithm.size()), key.bytes.begin());
  if (key.text() != text) return std::nullopt;
  return key;
}

std::string fingerprint_of(std::span<const std::byte, 32> public_key) {
  const std::string digits = to_hex(Sha256().add(chars(public_key)).finish()).substr(0, fingerprint_digits);
  std::string grouped;
  for (std::size_t at = 0; at < digits.size(); at += 4) grouped.append(at == 0 ? "" : " ").append(digits, at, 4);
  return grouped;
}

bool same_fingerprint(std::string_view typed, std::string_view fingerprint) {
  return looks_like_fingerprint(typed) && digits_of(typed) == digits_of(fingerprint);
}

bool looks_like_fingerprint(std::string_view typed) { return digits_of(typed).size() == fingerprint_digits; }

bool is_key_name(std::string_view name) {
  return !name.empty() && is_valid_utf8(name) && std::ranges::all_of(name, [](char c) {
    return static_cast<unsigned char>(c) > ' ' && c != '+' && c != '\x7f';
  });
}

SigningKey::SigningKey(std::span<const unsigned char, 32> seed) {
  start_sodium();
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> key{};
  static_assert(crypto_sign_SECRETKEYBYTES == 64 && crypto_sign_PUBLICKEYBYTES == 32 && crypto_sign_SEEDBYTES == 32);
  crypto_sign_seed_keypair(key.data(), secret_.data(), seed.data());
  std::ranges::copy(std::as_bytes(std::span(key)), public_.begin());
}

SigningKey::~SigningKey() { sodium_memzero(secret_.data(), secret_.size()); }

VerifierKey SigningKey::verifier(std::string_view name) const {
  if (!is_key_name(name)) throw std::invalid_argument("no name for a log: " + std::string{name});
  return {.name = std::string{name}, .bytes = public_};
}

std::string SigningKey::sign(std::string_view message) const {
  std::array<unsigned char, crypto_sign_BYTES> signature{};
  crypto_sign_detached(signature.data(), nullptr, octets(message.data()), message.size(), secret_.data());
  return std::string{chars(std::as_bytes(std::span(signature)))};
}

std::string to_base64(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), octets(bytes.data()), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the terminating NUL is counted
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  const int code = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                                     text.size(), nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL);
  bytes.resize(code == 0 ? size : 0);
  if (code != 0 || to_base64(bytes) != text) return std::nullopt;
  return bytes;
}

}  // namespace dumas::proof
