// A QR code as a picture. Called by the slip of a sent report.
#pragma once

#include <string>

namespace dumas::web {

// An SVG document with the code's quiet zone. Throws std::length_error when the text is too long for a QR code.
[[nodiscard]] std::string qr_svg(const std::string& text);

}  // namespace dumas::web
