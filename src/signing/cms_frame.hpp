// The parts of a CMS message that no signature covers and OpenSSL reads without looking. Used by cms_check.cpp.
#pragma once

#include <string_view>

namespace dumas::signing {

enum class SignerName { IssuerAndSerial, KeyIdentifier };

// DER with the tags and versions RFC 5652 (5.1, 5.3) prescribes for one signer named in this way, and exactly one digest
// algorithm, the signer's own. `digest_oid`: the content of that object identifier.
[[nodiscard]] bool frame_is_sound(std::string_view der, SignerName, std::string_view digest_oid);

}  // namespace dumas::signing
