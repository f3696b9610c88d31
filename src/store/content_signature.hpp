// Which of the allowed types a file's bytes are, and what an image's header says of its size. For content_type.cpp.
#pragma once

#include <cstdint>
#include <optional>

#include "store/content_reader.hpp"
#include "store/content_type.hpp"

namespace dumas::store {

[[nodiscard]] std::optional<ContentType> type_by_content(ContentReader& file);
// The two families whose members are told apart by what lies inside (content_container.cpp).
[[nodiscard]] std::optional<ContentType> type_in_zip(ContentReader& file);
[[nodiscard]] std::optional<ContentType> type_in_compound_file(ContentReader& file);

struct ImageSize {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
};
[[nodiscard]] ImageSize image_size(ContentReader& file, ContentType type);  // zeros: not an image, or not said

}  // namespace dumas::store
