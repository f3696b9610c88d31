// SHA-256 in steps, for the hash chain and the Merkle tree of the event log and for the fingerprints of files. Called by
// proof/ and store/.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace dumas {

using Digest = std::array<std::byte, 32>;

// The digest as bytes held in a string, as databases and JSON take them, and back; nullopt when it is not 32 bytes long.
[[nodiscard]] std::string_view as_bytes(const Digest&);
[[nodiscard]] std::optional<Digest> digest_from(std::string_view bytes);

class Sha256 {
 public:
  Sha256();
  Sha256& add(std::string_view bytes);
  Sha256& add(std::span<const std::byte> bytes);
  // Ends the sum; the object must not be used after it.
  [[nodiscard]] Digest finish();

 private:
  alignas(8) std::array<std::byte, 104> state_{};
};

[[nodiscard]] std::string to_hex(std::span<const std::byte> bytes);  // lower case
[[nodiscard]] std::string to_hex(std::string_view bytes);
[[nodiscard]] std::string sha256_hex(std::string_view bytes);  // 64 digits
// nullopt: not an even number of lower-case digits.
[[nodiscard]] std::optional<std::string> from_hex(std::string_view digits);

}  // namespace dumas
