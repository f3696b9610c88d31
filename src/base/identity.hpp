// Strong ids: a case is not a meeting, a user is not a file.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace dumas {

template <class Tag>
struct Id {
  std::int64_t value = 0;  // 0: none

  constexpr explicit operator bool() const { return value != 0; }
  friend constexpr auto operator<=>(const Id&, const Id&) = default;  // NOLINT(modernize-use-nullptr): clang-tidy 14
};

using CaseId = Id<struct CaseTag>;
using MeetingId = Id<struct MeetingTag>;
using UserId = Id<struct UserTag>;
using RecordId = Id<struct RecordTag>;
using FileId = Id<struct FileTag>;
using PaperId = Id<struct PaperTag>;

}  // namespace dumas

template <class Tag>
struct std::hash<dumas::Id<Tag>> {
  std::size_t operator()(const dumas::Id<Tag>& id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
