#include "web/qr.hpp"

#include <fmt/format.h>
#include <qrencode.h>

#include <memory>
#include <stdexcept>

namespace dumas::web {

std::string qr_svg(const std::string& text) {
  constexpr int any_version = 0;
  constexpr int quiet_zone = 4;  // modules, ISO/IEC 18004
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString(text.c_str(), any_version, QR_ECLEVEL_M, QR_MODE_8, 1), &QRcode_free);
  if (!code) throw std::length_error("text too long for a QR code");

  const auto is_dark = [&code](int x, int y) { return (code->data[y * code->width + x] & 1U) != 0; };
  const int side = code->width + 2 * quiet_zone;
  std::string path;
  for (int y = 0; y < code->width; ++y)
    for (int x = 0; x < code->width;) {
      int run = 0;
      while (x + run < code->width && is_dark(x + run, y)) ++run;
      if (run > 0) path += fmt::format("M{} {}h{}v1h-{}z", x + quiet_zone, y + quiet_zone, run, run);
      x += run > 0 ? run : 1;
    }
  return fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{0}v{0}H0z"/><path d="{1}"/></svg>)",
      side, path);
}

}  // namespace dumas::web
