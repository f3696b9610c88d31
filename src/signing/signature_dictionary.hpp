// The signature dictionary as text, with room for what is known only later. Used by signature_field.cpp.
#pragma once

#include <cstddef>
#include <string>

#include "signing/signature_field.hpp"

namespace dumas::signing {

// ISO 32000-1, table 252, and ETSI EN 319 142-1, 6.3. `room` in bytes of CMS.
[[nodiscard]] std::string signature_dictionary(const SignatureRequest&, std::size_t room);

// The file with the range around the gap written into the dictionary, whose text begins at `body`.
[[nodiscard]] PreparedPdf with_range(std::string bytes, std::size_t body);

}  // namespace dumas::signing
