// TIFF, one or many pages: read through libtiff from memory. Its codings are many (fax, LZW, JPEG in strips); the page is
// decoded and deflated again in its own colours, which loses nothing.
#include <tiffio.h>

#include <algorithm>
#include <cstring>

#include "scan/source.hpp"

namespace dumas::scan {
namespace {

// The bytes as the file that libtiff wants to see.
struct MemoryFile {
  std::string_view bytes;
  toff_t at = 0;
};

tsize_t read_memory(thandle_t handle, tdata_t to, tsize_t wanted) {
  auto& file = *static_cast<MemoryFile*>(handle);
  if (wanted <= 0 || file.at >= file.bytes.size()) return 0;
  const auto count = std::min<std::size_t>(std::size_t(wanted), file.bytes.size() - file.at);
  std::memcpy(to, file.bytes.data() + file.at, count);
  file.at += count;
  return tsize_t(count);
}

toff_t seek_memory(thandle_t handle, toff_t offset, int from) {
  auto& file = *static_cast<MemoryFile*>(handle);
  switch (from) {
    case SEEK_SET: file.at = offset; break;
    case SEEK_CUR: file.at += offset; break;
    default: file.at = file.bytes.size() + offset; break;
  }
  return file.at;
}

tsize_t write_nothing(thandle_t, tdata_t, tsize_t) { return 0; }
int close_nothing(thandle_t) { return 0; }
toff_t size_of_memory(thandle_t handle) { return static_cast<MemoryFile*>(handle)->bytes.size(); }

struct Close {
  void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};

struct Rgba {
  int width = 0, height = 0;
  std::vector<std::uint32_t> pixels;
};

std::uint8_t tone_of(std::uint32_t pixel) {
  return tone(std::uint8_t(TIFFGetR(pixel)), std::uint8_t(TIFFGetG(pixel)), std::uint8_t(TIFFGetB(pixel)));
}

class TiffFile : public SourceFile {
 public:
  TiffFile(std::string_view bytes, PageBounds bounds) : file_{bytes}, bounds_(bounds) {
    TIFFSetErrorHandler(nullptr);
    TIFFSetWarningHandler(nullptr);
    tiff_.reset(TIFFClientOpen("scan", "rm", &file_, read_memory, write_nothing, seek_memory, close_nothing,
                               size_of_memory, nullptr, nullptr));
    if (!tiff_) throw Unreadable("no TIFF");
    pages_ = TIFFNumberOfDirectories(tiff_.get());
  }

  [[nodiscard]] int pages() const override { return pages_; }

  [[nodiscard]] GreyPicture picture(int page, int) override {
    const Rgba rgba = decode(page);
    GreyPicture grey{rgba.width, rgba.height, std::vector<std::uint8_t>(rgba.pixels.size())};
    for (std::size_t at = 0; at < grey.pixels.size(); ++at) grey.pixels[at] = tone_of(rgba.pixels[at]);
    return grey;
  }

  [[nodiscard]] std::optional<StoredPicture> stored(int page) override;

 private:
  [[nodiscard]] Rgba decode(int page);

  MemoryFile file_;
  PageBounds bounds_;
  std::unique_ptr<TIFF, Close> tiff_;
  int pages_ = 0;
};

Rgba TiffFile::decode(int page) {
  if (TIFFSetDirectory(tiff_.get(), tdir_t(page)) == 0) throw Unreadable("damaged TIFF");
  std::uint32_t width = 0, height = 0;
  TIFFGetField(tiff_.get(), TIFFTAG_IMAGEWIDTH, &width);    // NOLINT(cppcoreguidelines-pro-type-vararg)
  TIFFGetField(tiff_.get(), TIFFTAG_IMAGELENGTH, &height);  // NOLINT(cppcoreguidelines-pro-type-vararg)
  check_size(width, height, bounds_);
  Rgba rgba{int(width), int(height), std::vector<std::uint32_t>(std::size_t(width) * height)};
  if (TIFFReadRGBAImageOriented(tiff_.get(), width, height, rgba.pixels.data(), ORIENTATION_TOPLEFT, 1) == 0)
    throw Unreadable("damaged TIFF");
  return rgba;
}

double dpi_of(TIFF* tiff) {
  float resolution = 0;
  std::uint16_t unit = RESUNIT_INCH;
  TIFFGetField(tiff, TIFFTAG_XRESOLUTION, &resolution);        // NOLINT(cppcoreguidelines-pro-type-vararg)
  TIFFGetFieldDefaulted(tiff, TIFFTAG_RESOLUTIONUNIT, &unit);  // NOLINT(cppcoreguidelines-pro-type-vararg)
  return unit == RESUNIT_CENTIMETER ? double(resolution) * 2.54 : double(resolution);
}

// One bit, one byte or three bytes a pixel: the least that holds every pixel exactly.
std::optional<StoredPicture> TiffFile::stored(int page) {
  const Rgba rgba = decode(page);
  bool grey = true, two_tones = true;
  for (const auto p : rgba.pixels) {
    grey = grey && TIFFGetR(p) == TIFFGetG(p) && TIFFGetG(p) == TIFFGetB(p);
    two_tones = two_tones && grey && (TIFFGetR(p) == 0 || TIFFGetR(p) == 255);
  }
  StoredPicture kept{.coding = Coding::Deflate,
                     .colours = grey ? Colours::Grey : Colours::Rgb,
                     .width = rgba.width,
                     .height = rgba.height,
                     .bits = two_tones ? 1 : 8,
                     .dpi = dpi_of(tiff_.get())};
  std::string pixels;
  const auto width = std::size_t(rgba.width);
  if (two_tones) {
    pixels.assign((width + 7) / 8 * std::size_t(rgba.height), '\0');
    for (std::size_t at = 0; at < rgba.pixels.size(); ++at)
      if (TIFFGetR(rgba.pixels[at]) != 0) {
        auto& byte = pixels[at / width * ((width + 7) / 8) + at % width / 8];
        byte = char(static_cast<unsigned char>(byte) | 0x80U >> (at % width % 8));
      }
  } else {
    pixels.reserve(rgba.pixels.size() * (grey ? 1 : 3));
    for (const auto p : rgba.pixels) {
      pixels += char(TIFFGetR(p));
      if (!grey) pixels += {char(TIFFGetG(p)), char(TIFFGetB(p))};
    }
  }
  kept.bytes = deflate(pixels);
  return kept;
}

}  // namespace

std::unique_ptr<SourceFile> open_tiff(std::string_view bytes, PageBounds bounds) {
  return std::make_unique<TiffFile>(bytes, bounds);
}

}  // namespace dumas::scan
