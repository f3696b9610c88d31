// Puts pages of uploaded files together as one PDF, through libqpdf, inside the worker. A scanned picture goes in as it
// came: bytes of a JPEG, coded rows of a PNG, the page of a PDF. Turning upright is the page's /Rotate.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scan/source.hpp"

namespace dumas::scan {

class Assembly {
 public:
  Assembly();
  Assembly(const Assembly&) = delete;
  Assembly& operator=(const Assembly&) = delete;
  ~Assembly();

  // `bytes` are those of a PDF, which must outlive this; its pages are prepared once. Unreadable when libqpdf counts
  // other pages than were looked at.
  void add_pdf(std::size_t file, std::string_view bytes, int pages);
  // Begins the next PDF; then its pages in order; then its bytes.
  void begin();
  void append_pdf_page(std::size_t file, int page, Turn);
  void append_picture(const StoredPicture&, Turn);
  [[nodiscard]] std::string finish();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace dumas::scan
