// Ids as they stand in addresses and in the API: 13 characters of Crockford's base 32. Tracking codes as people read them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dumas::app {

[[nodiscard]] std::string id_text(std::int64_t id);
// Nothing for what is no such text (letters of either case are read).
[[nodiscard]] std::optional<std::int64_t> parse_id(std::string_view text);

// A tracking code in two halves, which are read aloud and copied with fewer slips: "K7Q2M-4XWPD".
[[nodiscard]] std::string grouped(std::string_view code);

}  // namespace dumas::app
