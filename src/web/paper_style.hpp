// The style of a paper on screen: its address for every page that shows one. The strict policy lets a page take styles
// from our own addresses only, so it is a file of its own (/gaya/surat/KIND.css, pages::paper_style).
#pragma once

#include <string>

#include "web/visit.hpp"

namespace dumas::web {

// With the style's digest, so that a browser may keep it for good.
[[nodiscard]] std::string paper_style_address(const Site&, complaint::PaperKind);

}  // namespace dumas::web
