// The office's key for the log: Ed25519, made from 32 secret bytes that store/ derives from the vault. Its public half is
// written as a "verifier key" of C2SP signed-note (https://c2sp.org/signed-note) and known to people by its fingerprint.
// Called by checkpoint.hpp, by store/ for signing, by the page and the paper that publish the fingerprint.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace dumas::proof {

// A public key under the name of the log it signs for.
struct VerifierKey {
  std::string name;
  std::array<std::byte, 32> bytes{};

  // "<name>+<8 hex digits>+<base64>", one line, as other tools for signed notes read it.
  [[nodiscard]] std::string text() const;
  // Four bytes that a signature line begins with: which key it asks for. Says nothing about genuineness.
  [[nodiscard]] std::string id() const;
  [[nodiscard]] std::string fingerprint() const;
  [[nodiscard]] bool verifies(std::string_view message, std::string_view signature) const;

  friend bool operator==(const VerifierKey&, const VerifierKey&) = default;
};
// nullopt: not such a line, another algorithm, or an id that is not this key's.
[[nodiscard]] std::optional<VerifierKey> read_verifier_key(std::string_view text);

// The first 128 bits of the key's SHA-256 in groups of four digits: short enough to be compared by eye, long enough that
// nobody finds a second key for it. It is the same whatever the log is called.
[[nodiscard]] std::string fingerprint_of(std::span<const std::byte, 32> public_key);
// As people type it: capitals, blanks, colons and hyphens do not matter.
[[nodiscard]] bool same_fingerprint(std::string_view typed, std::string_view fingerprint);
[[nodiscard]] bool looks_like_fingerprint(std::string_view typed);

// A name that may stand in a signed note: not empty, no white space, no plus sign, valid UTF-8.
[[nodiscard]] bool is_key_name(std::string_view name);

class SigningKey {
 public:
  explicit SigningKey(std::span<const unsigned char, 32> seed);
  SigningKey(const SigningKey&) = delete;
  SigningKey& operator=(const SigningKey&) = delete;
  SigningKey(SigningKey&&) = delete;
  SigningKey& operator=(SigningKey&&) = delete;
  ~SigningKey();  // wipes the secret

  [[nodiscard]] VerifierKey verifier(std::string_view name) const;
  [[nodiscard]] std::string sign(std::string_view message) const;  // 64 bytes

 private:
  std::array<unsigned char, 64> secret_{};
  std::array<std::byte, 32> public_{};
};

// RFC 4648 with padding; reading is strict: one spelling for each value.
[[nodiscard]] std::string to_base64(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace dumas::proof
