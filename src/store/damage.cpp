#include "store/damage.hpp"

#include <fmt/format.h>

namespace dumas::store {

Damaged::Damaged(std::string_view stream_kind, std::int64_t stream, std::string_view what)
    : std::runtime_error(fmt::format("{} {}: {}", stream_kind, stream, what)),
      stream_kind_(stream_kind),
      stream_(stream),
      reason_(what) {}

}  // namespace dumas::store
