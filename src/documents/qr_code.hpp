// The code on a page of an issued paper, as modules. Called by the renderer; read back by the reader of scans.
#pragma once

#include <optional>
#include <string>

namespace dumas::documents {

// Rows of '0' and '1' (dark), each ended by a newline but the last, without the quiet zone. Nothing when the text does
// not fit into 37 modules a side (version 5): a larger code of readable modules would not fit into a page's margin.
// Error correction M, or L where only that fits.
[[nodiscard]] std::optional<std::string> qr_rows(const std::string& text);

}  // namespace dumas::documents
