// Clocks: see clock.hpp.
#include "base/clock.hpp"

namespace dumas {

Instant SystemClock::now() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Instant OffsetClock::now() const {
  return start_ + std::chrono::floor<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began_);
}

}  // namespace dumas
