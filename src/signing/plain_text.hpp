// Names out of certificates and PDF files, made fit to be shown: they come from strangers.
#pragma once

#include <string>
#include <string_view>

namespace dumas::signing {

// Without controls, line breaks and marks that turn the reading direction, at most 200 code points; what is not UTF-8
// becomes "?".
[[nodiscard]] std::string plain_text(std::string_view raw);

}  // namespace dumas::signing
