// Randomness as a part that can be swapped: the system's for service, a seeded one for tests.
// Called by whoever makes tracking codes, PINs, session and reply tokens.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <random>
#include <span>
#include <string>
#include <string_view>

namespace dumas {

class Randomness {
 public:
  virtual ~Randomness() = default;
  // Fills all bytes. Safe to call from any thread.
  virtual void fill(std::span<std::byte> bytes) = 0;

 protected:
  Randomness() = default;
  Randomness(const Randomness&) = default;
  Randomness& operator=(const Randomness&) = default;
};

// The kernel's getrandom. Throws std::system_error if it fails: without it nothing secret can be made.
class SystemRandomness final : public Randomness {
 public:
  void fill(std::span<std::byte> bytes) override;
};

// The same bytes for the same seed, on every machine. For tests only: whoever sees some codes can compute the others.
class SeededRandomness final : public Randomness {
 public:
  explicit SeededRandomness(std::uint64_t seed) : engine_(seed) {}
  void fill(std::span<std::byte> bytes) override;

 private:
  std::mutex mutex_;
  std::mt19937_64 engine_;
};

// `chars` characters of Crockford's base 32 (0-9, A-Z without I, L, O, U), 5 bits each: to be read aloud and retyped.
[[nodiscard]] std::string crockford_code(Randomness& randomness, int chars);
// Decimal digits, each equally likely. For PINs.
[[nodiscard]] std::string digits(Randomness& randomness, int count);
// `bytes` random bytes as base64url without padding. For tokens in links.
[[nodiscard]] std::string url_token(Randomness& randomness, int bytes);

// What a person typed of a Crockford code, in its one spelling: upper case, no spaces and hyphens, I and L are 1, O is 0.
// Other characters stay, so that a wrong code stays wrong.
[[nodiscard]] std::string normalise_code(std::string_view typed);

}  // namespace dumas
