// One uploaded file, opened inside the worker: its pages as grey pictures to read codes from, and what of it goes into
// the PDF that is kept. One .cpp per format; all throw Unreadable for bytes they cannot make sense of.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "scan/picture.hpp"

namespace dumas::scan {

struct Unreadable : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct TooLarge : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A picture as a PDF can hold it, its bytes taken over from the file wherever PDF knows the coding.
enum class Coding { Jpeg, Deflate, PngRows };  // PngRows: deflated, with PNG's filter byte before each row
enum class Colours { Grey, Rgb, Palette };
struct StoredPicture {
  Coding coding{};
  Colours colours{};
  int width = 0, height = 0, bits = 8;
  double dpi = 0;  // 0: the file does not say
  std::string palette{};
  std::string bytes{};
};

class SourceFile {
 public:
  SourceFile() = default;
  SourceFile(const SourceFile&) = delete;
  SourceFile& operator=(const SourceFile&) = delete;
  virtual ~SourceFile() = default;

  [[nodiscard]] virtual int pages() const = 0;
  // Page from 0. `dpi` matters for PDF alone: the other formats have pixels of their own.
  [[nodiscard]] virtual GreyPicture picture(int page, int dpi) = 0;
  // Empty for PDF, whose pages are copied as they are.
  [[nodiscard]] virtual std::optional<StoredPicture> stored(int page) = 0;
};

// The bytes must outlive the file. `page_pixels` bounds what is decoded: larger pages throw TooLarge.
struct PageBounds {
  std::uint64_t page_pixels;
};
std::unique_ptr<SourceFile> open_pdf(std::string_view bytes, PageBounds);
std::unique_ptr<SourceFile> open_jpeg(std::string_view bytes, PageBounds);
std::unique_ptr<SourceFile> open_png(std::string_view bytes, PageBounds);
std::unique_ptr<SourceFile> open_tiff(std::string_view bytes, PageBounds);

// Refuses empty pictures and those beyond the bound, before anything is reserved for them.
void check_size(std::uint64_t width, std::uint64_t height, PageBounds);
[[nodiscard]] std::string deflate(std::string_view bytes);

}  // namespace dumas::scan
