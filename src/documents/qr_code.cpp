#include "documents/qr_code.hpp"

#include <qrencode.h>

#include <memory>

namespace dumas::documents {

std::optional<std::string> qr_rows(const std::string& text) {
  constexpr int any_version = 0;
  constexpr int most_modules = 37;
  for (const QRecLevel level : {QR_ECLEVEL_M, QR_ECLEVEL_L}) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString(text.c_str(), any_version, level, QR_MODE_8, 1), &QRcode_free);
    if (!code || code->width > most_modules) continue;
    std::string rows;
    for (int y = 0; y < code->width; ++y) {
      if (y > 0) rows += '\n';
      for (int x = 0; x < code->width; ++x) rows += (code->data[y * code->width + x] & 1U) != 0 ? '1' : '0';
    }
    return rows;
  }
  return std::nullopt;
}

}  // namespace dumas::documents
