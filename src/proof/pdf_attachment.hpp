// The proof inside the receipt: an incremental update (ISO 32000-2, 7.5.6) appended after the frozen bytes of the PDF, by
// which "bukti-dumas.json" becomes an associated file of the document (PDF/A-3, ISO 19005-3, 6.8). Not one frozen byte
// changes. Called by whoever hands out a receipt, and by the verifier.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace dumas::proof {

inline constexpr std::string_view attachment_name = "bukti-dumas.json";

// The receipt: `pdf` and after it the update with the bundle. What is appended follows from the two alone, byte for byte:
// the verifier appends it again and compares. Refusals: PROOF_UNREADABLE; PROOF_OF_ANOTHER_PAPER (the bundle's document is
// not this one); PDF_UNREADABLE (no whole PDF, or an encrypted one); PDF_HAS_PROOF (it has such an attachment already).
[[nodiscard]] Result<std::string> attach(std::string_view pdf, std::string_view bundle);

// The bytes [begin, end) of a file, counted from 0.
struct ByteRange {
  std::uint64_t begin = 0, end = 0;

  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};
// Where the last bundle of a file stands. Looks for the line itself and trusts no structure of the PDF.
[[nodiscard]] std::optional<ByteRange> find_bundle(std::string_view file);

}  // namespace dumas::proof
