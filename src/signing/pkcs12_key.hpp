// Opens a PKCS#12 file (.p12, .pfx): the signer's key, certificate and chain. Used by pkcs12_signer.cpp.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "signing/openssl_handles.hpp"
#include "signing/passphrase.hpp"

namespace dumas::signing {

struct OpenKey {
  Key key;
  Certificate certificate;
  std::vector<Certificate> chain;  // issuer, its issuer, ... as far as the file has them
};

// Also the old RC2 and triple-DES files that offices still have, when OpenSSL's legacy provider is installed.
// Refusals: PASSPHRASE_WRONG (also: the file's sealed part was damaged, which looks the same), KEY_UNREADABLE.
[[nodiscard]] Result<OpenKey> open_pkcs12(std::string_view bytes, const Passphrase&);

// The library context keys live in: default and legacy provider, apart from the process's own, where RC2 stays unknown.
[[nodiscard]] ossl_lib_ctx_st* key_context();

}  // namespace dumas::signing
