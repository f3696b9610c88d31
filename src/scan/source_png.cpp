// PNG: read through libpng. PDF knows PNG's own coding, so most files are kept as they are; the rest (interlaced, with
// transparency) is decoded and deflated again, which loses nothing.
#include <png.h>

#include <array>

#include "scan/source.hpp"

namespace dumas::scan {
namespace {

// What the chunks say, for keeping the file's own data (PNG specification, 5 and 11).
struct PngParts {
  int bits = 0, colour_type = 0, interlace = 0;
  double dpi = 0;
  bool transparent = false;
  std::string palette, data;
};

PngParts read_parts(std::string_view bytes);

class PngFile : public SourceFile {
 public:
  PngFile(std::string_view bytes, PageBounds bounds) : bytes_(bytes) {
    const Image image{bytes_};
    width_ = image.header.width;
    height_ = image.header.height;
    coloured_ = (image.header.format & PNG_FORMAT_FLAG_COLOR) != 0;
    check_size(width_, height_, bounds);
  }

  [[nodiscard]] int pages() const override { return 1; }

  [[nodiscard]] GreyPicture picture(int, int) override {
    if (!coloured_) return {int(width_), int(height_), decode(PNG_FORMAT_GRAY, 1)};
    GreyPicture grey{int(width_), int(height_), std::vector<std::uint8_t>(std::size_t(width_) * height_)};
    const auto rgb = decode(PNG_FORMAT_RGB, 3);
    const std::uint8_t* from = rgb.data();
    for (auto& pixel : grey.pixels) {
      pixel = tone(from[0], from[1], from[2]);
      from += 3;
    }
    return grey;
  }

  [[nodiscard]] std::optional<StoredPicture> stored(int) override {
    PngParts parts = read_parts(bytes_);
    StoredPicture kept{.width = int(width_), .height = int(height_), .bits = parts.bits, .dpi = parts.dpi};
    const bool as_it_is = parts.interlace == 0 && !parts.transparent && parts.bits <= 8 &&
                          (parts.colour_type & PNG_COLOR_MASK_ALPHA) == 0;
    if (as_it_is) {
      kept.coding = Coding::PngRows;
      kept.colours = parts.colour_type == PNG_COLOR_TYPE_PALETTE ? Colours::Palette
                     : parts.colour_type == PNG_COLOR_TYPE_RGB   ? Colours::Rgb
                                                                 : Colours::Grey;
      kept.palette = std::move(parts.palette);
      kept.bytes = std::move(parts.data);
      return kept;
    }
    kept.coding = Coding::Deflate;
    kept.colours = Colours::Rgb;
    kept.bits = 8;
    const auto pixels = decode(PNG_FORMAT_RGB, 3);
    kept.bytes = deflate({reinterpret_cast<const char*>(pixels.data()), pixels.size()});
    return kept;
  }

 private:
  // libpng's simplified reading: no jumps through our frames, and the header is known before anything is reserved.
  struct Image {
    explicit Image(std::string_view bytes) {
      header.version = PNG_IMAGE_VERSION;
      if (png_image_begin_read_from_memory(&header, bytes.data(), bytes.size()) == 0) throw Unreadable("no PNG");
    }
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;
    ~Image() { png_image_free(&header); }
    png_image header{};
  };

  [[nodiscard]] std::vector<std::uint8_t> decode(png_uint_32 format, std::size_t channels) const {
    Image image{bytes_};
    image.header.format = format;
    std::vector<std::uint8_t> pixels(std::size_t(width_) * height_ * channels);
    const png_color white{255, 255, 255};  // behind what is transparent
    if (png_image_finish_read(&image.header, &white, pixels.data(), 0, nullptr) == 0) throw Unreadable("damaged PNG");
    return pixels;
  }

  std::string_view bytes_;
  png_uint_32 width_ = 0, height_ = 0;
  bool coloured_ = false;
};

PngParts read_parts(std::string_view bytes) {
  constexpr std::size_t signature = 8, frame = 12;  // a chunk: length, name, data, check sum
  const auto number = [&bytes](std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
  };
  PngParts parts;
  for (std::size_t at = signature; at + frame <= bytes.size();) {
    const std::size_t length = number(at);
    if (length > bytes.size() - at - frame) throw Unreadable("cut PNG");
    const auto name = bytes.substr(at + 4, 4), data = bytes.substr(at + 8, length);
    if (name == "IHDR" && length == 13) {
      parts.bits = static_cast<unsigned char>(data[8]);
      parts.colour_type = static_cast<unsigned char>(data[9]);
      parts.interlace = static_cast<unsigned char>(data[12]);
    } else if (name == "pHYs" && length == 9 && data[8] == 1) {
      parts.dpi = number(at + 8) * 0.0254;  // pixels a metre
    } else if (name == "tRNS") {
      parts.transparent = true;
    } else if (name == "PLTE") {
      parts.palette = data;
    } else if (name == "IDAT") {
      parts.data += data;
    }
    at += frame + length;
  }
  return parts;
}

}  // namespace

std::unique_ptr<SourceFile> open_png(std::string_view bytes, PageBounds bounds) {
  return std::make_unique<PngFile>(bytes, bounds);
}

}  // namespace dumas::scan
