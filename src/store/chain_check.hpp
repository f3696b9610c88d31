// One row of the log held against its hash: for reading a stream (event_reading.cpp) and walking the whole (event_log.cpp).
#pragma once

#include <string>
#include <string_view>

#include "store/event_log.hpp"

namespace dumas::store {

// The hash a row should have after one of hash `before` ("": it is the first), and whether it has it.
[[nodiscard]] std::string chained(const LoggedEvent&, std::string_view before);
[[nodiscard]] bool fits(const LoggedEvent&, std::string_view before);

}  // namespace dumas::store
