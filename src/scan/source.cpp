#include "scan/source.hpp"

#include <zlib.h>

namespace dumas::scan {

void check_size(std::uint64_t width, std::uint64_t height, PageBounds bounds) {
  constexpr std::uint64_t longest = 65'500;  // as JPEG; longer ones are no page
  if (width == 0 || height == 0) throw Unreadable("picture without pixels");
  if (width > longest || height > longest || width * height > bounds.page_pixels) throw TooLarge("picture too large");
}

std::string deflate(std::string_view bytes) {
  uLongf size = compressBound(bytes.size());
  std::string packed(size, '\0');
  if (compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
                bytes.size(), Z_DEFAULT_COMPRESSION) != Z_OK)
    throw std::bad_alloc();
  packed.resize(size);
  return packed;
}

}  // namespace dumas::scan
