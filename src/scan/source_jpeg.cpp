// JPEG: read through libjpeg-turbo, kept byte for byte.
#include <turbojpeg.h>

#include "scan/source.hpp"

namespace dumas::scan {
namespace {

struct Destroy {
  void operator()(void* handle) const { tjDestroy(handle); }
};

// The resolution in the JFIF header, which scanners write and TurboJPEG does not tell; 0 without one.
double jfif_dpi(std::string_view bytes) {
  constexpr std::string_view before{"\xff\xd8\xff\xe0", 4}, name{"JFIF\0", 5};
  if (bytes.size() < 18 || !bytes.starts_with(before) || bytes.substr(6, name.size()) != name) return 0;
  const auto byte = [&bytes](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  const double density = byte(14) * 256.0 + byte(15);
  switch (byte(13)) {
    case 1: return density;
    case 2: return density * 2.54;
    default: return 0;
  }
}

class JpegFile : public SourceFile {
 public:
  JpegFile(std::string_view bytes, PageBounds bounds) : bytes_(bytes), reader_(tjInitDecompress()) {
    if (!reader_) throw std::bad_alloc();
    int subsampling = 0, colours = 0;
    if (tjDecompressHeader3(reader_.get(), data(), bytes_.size(), &width_, &height_, &subsampling, &colours) != 0)
      throw Unreadable("no JPEG");
    check_size(std::uint64_t(width_), std::uint64_t(height_), bounds);
    if (colours == TJCS_CMYK || colours == TJCS_YCCK) throw Unreadable("a JPEG in printing colours");
    colours_ = colours == TJCS_GRAY ? Colours::Grey : Colours::Rgb;
  }

  [[nodiscard]] int pages() const override { return 1; }

  [[nodiscard]] GreyPicture picture(int, int) override {
    GreyPicture grey{width_, height_, {}};
    grey.pixels.resize(std::size_t(width_) * std::size_t(height_));
    if (colours_ == Colours::Grey) {
      decode(grey.pixels.data(), TJPF_GRAY);
      return grey;
    }
    std::vector<std::uint8_t> rgb(grey.pixels.size() * 3);
    decode(rgb.data(), TJPF_RGB);
    const std::uint8_t* from = rgb.data();
    for (auto& pixel : grey.pixels) {
      pixel = tone(from[0], from[1], from[2]);
      from += 3;
    }
    return grey;
  }

  [[nodiscard]] std::optional<StoredPicture> stored(int) override {
    return StoredPicture{.coding = Coding::Jpeg,
                         .colours = colours_,
                         .width = width_,
                         .height = height_,
                         .dpi = jfif_dpi(bytes_),
                         .bytes = std::string{bytes_}};
  }

 private:
  // A warning (the end is missing) is taken as an error: a signed page must be there whole.
  void decode(std::uint8_t* to, int format) {
    if (tjDecompress2(reader_.get(), data(), bytes_.size(), to, width_, 0, height_, format, TJFLAG_STOPONWARNING) != 0)
      throw Unreadable("damaged JPEG");
  }
  [[nodiscard]] const unsigned char* data() const { return reinterpret_cast<const unsigned char*>(bytes_.data()); }

  std::string_view bytes_;
  std::unique_ptr<void, Destroy> reader_;
  int width_ = 0, height_ = 0;
  Colours colours_{};
};

}  // namespace

std::unique_ptr<SourceFile> open_jpeg(std::string_view bytes, PageBounds bounds) {
  return std::make_unique<JpegFile>(bytes, bounds);
}

}  // namespace dumas::scan
