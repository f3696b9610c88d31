// Hexadecimal digits, as PDF strings and fingerprints write bytes. Used inside src/signing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dumas::signing {

[[nodiscard]] std::string to_hex(std::string_view bytes);  // lower case
// Strict: an even count of digits and nothing else.
[[nodiscard]] std::optional<std::string> from_hex(std::string_view digits);

}  // namespace dumas::signing
