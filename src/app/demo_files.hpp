// Small real files for the sample office: a drawn picture, a one-page PDF, a text. Called by the sample's timeline.
#pragma once

#include <string>
#include <string_view>

namespace dumas::app {

// The bytes of a file of that name: .png draws a picture (a signature when the name begins with "tanda-tangan"), .pdf
// prints the name on a page, anything else is a text. The same name gives the same bytes.
[[nodiscard]] std::string sample_file(std::string_view name);

}  // namespace dumas::app
