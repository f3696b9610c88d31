// What the renderer and its worker say to each other: frames of named fields, both with their lengths before them.
// The other end is renderer/frames.py. Called by worker_process.cpp and conversation.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dumas::documents {

inline constexpr std::size_t frame_head = 4;                        // bytes of a length, the big end first
inline constexpr std::uint32_t largest_frame = 256U * 1024 * 1024;  // bytes; more is no answer of ours

class Fields {
 public:
  void add(std::string_view name, std::string_view value) { fields_.emplace_back(name, value); }
  // Empty when there is no such field.
  [[nodiscard]] std::string_view get(std::string_view name) const;

  [[nodiscard]] std::string frame() const;
  // From the bytes after a frame's length. Nothing when they are not fields from end to end.
  [[nodiscard]] static std::optional<Fields> read(std::string_view body);

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

// Of the four bytes at the front.
[[nodiscard]] std::uint32_t frame_length(std::string_view head);

}  // namespace dumas::documents
