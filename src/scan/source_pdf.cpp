// PDF: rasterised through poppler for reading; its pages are copied by assembly.cpp.
#include <poppler-document.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <cmath>

#include "scan/source.hpp"

namespace dumas::scan {
namespace {

void keep_quiet(const std::string&, void*) {}

class PdfFile : public SourceFile {
 public:
  PdfFile(std::string_view bytes, PageBounds bounds) : bounds_(bounds) {
    poppler::set_debug_error_function(keep_quiet, nullptr);
    if (bytes.size() > std::size_t(INT32_MAX)) throw TooLarge("PDF too large");
    document_.reset(poppler::document::load_from_raw_data(bytes.data(), int(bytes.size())));
    if (!document_ || document_->is_locked()) throw Unreadable("no PDF, or locked with a password");
    if (document_->pages() < 1) throw Unreadable("PDF without pages");
  }

  [[nodiscard]] int pages() const override { return document_->pages(); }

  [[nodiscard]] GreyPicture picture(int page, int dpi) override {
    const std::unique_ptr<poppler::page> opened{document_->create_page(page)};
    if (!opened) throw Unreadable("damaged PDF");
    const auto box = opened->page_rect(poppler::crop_box);
    const double per_point = dpi / 72.0;
    check_size(pixels(box.width() * per_point), pixels(box.height() * per_point), bounds_);
    poppler::page_renderer renderer;
    renderer.set_image_format(poppler::image::format_rgb24);
    renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
    const auto image = renderer.render_page(opened.get(), dpi, dpi);
    if (!image.is_valid()) throw Unreadable("damaged PDF");
    GreyPicture grey{image.width(), image.height(), {}};
    grey.pixels.resize(std::size_t(grey.width) * std::size_t(grey.height));
    for (int y = 0; y < grey.height; ++y) {
      const auto* from =
          reinterpret_cast<const std::uint8_t*>(image.const_data() + std::ptrdiff_t(y) * image.bytes_per_row());
      std::uint8_t* to = grey.row(y);
      for (int x = 0; x < grey.width; ++x, from += 3) to[x] = tone(from[0], from[1], from[2]);
    }
    return grey;
  }

  [[nodiscard]] std::optional<StoredPicture> stored(int) override { return std::nullopt; }

 private:
  static std::uint64_t pixels(double length) {
    return std::isfinite(length) && length > 0 ? std::uint64_t(std::min(std::ceil(length), 1e9)) : 0;
  }

  PageBounds bounds_;
  std::unique_ptr<poppler::document> document_;
};

}  // namespace

std::unique_ptr<SourceFile> open_pdf(std::string_view bytes, PageBounds bounds) {
  return std::make_unique<PdfFile>(bytes, bounds);
}

}  // namespace dumas::scan
