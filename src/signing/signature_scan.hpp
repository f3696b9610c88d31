// Finds the signatures of a PDF by its bytes alone. Used by pdf_verification.cpp.
// A damaged file must still name its signatures, and a signature's range speaks of bytes, so nothing here goes by what a PDF
// library makes of the file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "signing/pdf_verification.hpp"

namespace dumas::signing {

struct FoundSignature {
  ByteSpan object;              // from "12 0 obj" up to "endobj"
  std::optional<ByteSpan> gap;  // the string of /Contents with its brackets; nothing: the range does not fit the file
  std::size_t end = 0;          // of the signed revision; 0 without a gap
  std::string subfilter;        // without the slash
  std::string name, reason, location;
  std::optional<Instant> time;
};

constexpr std::size_t most_signatures = 64;

// Ordered by place; at most most_signatures + 1.
[[nodiscard]] std::vector<FoundSignature> find_signatures(std::string_view pdf);

// "D:20261130090000+07'00'" (ISO 32000-1, 7.9.4).
[[nodiscard]] std::optional<Instant> parse_pdf_date(std::string_view text);

}  // namespace dumas::signing
