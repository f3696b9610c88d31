// Width and height as an image's header says, without decoding it.
#include <algorithm>

#include "store/content_signature.hpp"

namespace dumas::store {

namespace {
ImageSize jpeg_size(ContentReader& file);
ImageSize webp_size(ContentReader& file);
ImageSize heic_size(ContentReader& file);
}  // namespace

ImageSize image_size(ContentReader& file, ContentType type) {
  if (type == ContentType::Png) return {file.big(16, 4), file.big(20, 4)};
  if (type == ContentType::Gif) return {file.little(6, 2), file.little(8, 2)};
  if (type == ContentType::Jpeg) return jpeg_size(file);
  if (type == ContentType::Webp) return webp_size(file);
  if (type == ContentType::Heic) return heic_size(file);
  return {};
}

namespace {

// Walks the segments to the frame header SOF0..SOF15 (ITU T.81, B.2.2); C4, C8 and CC in that range are none.
ImageSize jpeg_size(ContentReader& file) {
  std::uint64_t at = 2;
  for (int segment = 0; segment < 4096; ++segment) {
    while (file.big(at, 2) == 0xffff) ++at;
    const std::uint32_t marker = file.big(at, 2);
    if (marker >> 8 != 0xff || marker == 0xffda) return {};
    const bool frame = marker >= 0xffc0 && marker <= 0xffcf && marker != 0xffc4 && marker != 0xffc8 && marker != 0xffcc;
    if (frame) return {file.big(at + 7, 2), file.big(at + 5, 2)};
    at += 2U + file.big(at + 2, 2);
  }
  return {};
}

ImageSize webp_size(ContentReader& file) {
  const std::string chunk = file.at(12, 4);
  if (chunk == "VP8X") return {file.little(24, 3) + 1, file.little(27, 3) + 1};
  if (chunk == "VP8 ") return {file.little(26, 2) & 0x3fffU, file.little(28, 2) & 0x3fffU};
  if (chunk == "VP8L") {
    const std::uint32_t bits = file.little(21, 4);
    return {(bits & 0x3fffU) + 1, (bits >> 14 & 0x3fffU) + 1};
  }
  return {};
}

// The largest of the "ispe" boxes: a picture is tiled, and each tile and the whole have one.
ImageSize heic_size(ContentReader& file) {
  const std::string head = file.at(0, 262'144);
  ImageSize largest;
  for (std::size_t at = head.find("ispe"); at != std::string::npos; at = head.find("ispe", at + 4)) {
    largest.width = std::max(largest.width, file.big(at + 8, 4));
    largest.height = std::max(largest.height, file.big(at + 12, 4));
  }
  return largest;
}

}  // namespace
}  // namespace dumas::store
