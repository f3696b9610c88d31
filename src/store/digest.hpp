// SHA-256 in steps, for the hash chain of the event log and the fingerprints of files.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace dumas::store {

using Digest = std::array<std::byte, 32>;

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

}  // namespace dumas::store
