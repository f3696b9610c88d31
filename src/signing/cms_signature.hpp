// The signature itself: CMS SignedData (RFC 5652) as PAdES B-B wants it (ETSI EN 319 142-1, 6.3). Used by pkcs12_signer.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "signing/pkcs12_key.hpp"

namespace dumas::signing {

// SHA-256 of the pieces, one behind the other; 32 bytes.
[[nodiscard]] std::string sha256(std::initializer_list<std::string_view> pieces);

// DER of a detached SignedData over a document with this SHA-256. Signed attributes: content type, message digest and the
// signing certificate with its chain (ESS signing-certificate-v2); no signing time, which stands in the PDF's /M.
[[nodiscard]] std::string sign_digest(const OpenKey&, std::string_view digest);

// At least as many bytes as sign_digest() gives for this key.
[[nodiscard]] std::size_t most_bytes(const OpenKey&);

}  // namespace dumas::signing
