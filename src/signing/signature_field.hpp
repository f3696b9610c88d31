// Puts an empty signature field into a PDF, by an incremental update: a widget on the first page, the form that lists it,
// and a signature dictionary with room for the CMS. Used by signers that make the CMS themselves.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "signing/signer.hpp"

namespace dumas::signing {

// The gap is the hexadecimal string of /Contents with its brackets; everything else is what is to be signed.
struct PreparedPdf {
  std::string bytes;
  std::size_t gap_begin = 0;
  std::size_t gap_end = 0;

  [[nodiscard]] std::string_view before() const { return std::string_view(bytes).substr(0, gap_begin); }
  [[nodiscard]] std::string_view after() const { return std::string_view(bytes).substr(gap_end); }
};

// `room` in bytes of CMS. Refusal PDF_UNREADABLE: not a PDF, damaged, locked with a password, or certified by its author
// against every later signature.
[[nodiscard]] Result<PreparedPdf> add_signature_field(std::string_view pdf, const SignatureRequest&, std::size_t room);

}  // namespace dumas::signing
