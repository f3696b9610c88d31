// The seal (MAC) is tried first: it tells a wrong passphrase from a damaged file.
#include "signing/pkcs12_key.hpp"

#include <openssl/pkcs12.h>
#include <openssl/provider.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <memory>

namespace dumas::signing {

namespace {

using Pkcs12 = std::unique_ptr<PKCS12, void (*)(PKCS12*)>;
Pkcs12 read_pkcs12(std::string_view bytes);
std::vector<Certificate> chain_of(const X509& certificate, STACK_OF(X509) * others);

Refusal unreadable() { return {.code = "KEY_UNREADABLE", .key = "refusal.key_unreadable"}; }
Refusal wrong() { return {.code = "PASSPHRASE_WRONG", .field = "passphrase", .key = "refusal.passphrase_wrong"}; }

}  // namespace

Result<OpenKey> open_pkcs12(std::string_view bytes, const Passphrase& passphrase) {
  const QuietErrors quiet;
  const auto file = read_pkcs12(bytes);
  if (!file) return unreadable();
  const bool sealed = PKCS12_mac_present(file.get()) == 1;
  if (sealed && PKCS12_verify_mac(file.get(), passphrase.reveal(), -1) != 1) return wrong();
  EVP_PKEY* key = nullptr;
  X509* certificate = nullptr;
  STACK_OF(X509)* others = nullptr;
  const int parsed = PKCS12_parse(file.get(), passphrase.reveal(), &key, &certificate, &others);
  OpenKey opened{.key = Key(key), .certificate = Certificate(certificate)};
  const Certificates owned_others(others);
  if (parsed != 1) return sealed ? unreadable() : wrong();
  if (!opened.key || !opened.certificate) return unreadable();
  if (X509_check_private_key(certificate, key) != 1) return unreadable();
  opened.chain = chain_of(*certificate, others);
  return opened;
}

OSSL_LIB_CTX* key_context() {
  // Lives as long as the process: OpenSSL's own clean-up at exit may come before that of statics.
  static OSSL_LIB_CTX* const context = [] {
    auto* made = wanted(OSSL_LIB_CTX_new(), "OSSL_LIB_CTX_new");
    wanted(OSSL_PROVIDER_load(made, "default"), "the default provider");
    OSSL_PROVIDER_load(made, "legacy");  // may be missing: then old files are refused as unreadable
    return made;
  }();
  return context;
}

namespace {

Pkcs12 read_pkcs12(std::string_view bytes) {
  PKCS12* file = wanted(PKCS12_init_ex(NID_pkcs7_data, key_context(), nullptr), "PKCS12_init_ex");
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
  // On failure d2i frees what it was given.
  return {d2i_PKCS12(&file, &at, static_cast<long>(bytes.size())), PKCS12_free};
}

std::vector<Certificate> chain_of(const X509& certificate, STACK_OF(X509) * others) {
  std::vector<Certificate> chain;
  auto* last = const_cast<X509*>(&certificate);  // OpenSSL caches extensions inside
  const auto stands_there = [&](X509* one) {
    return std::any_of(chain.begin(), chain.end(), [&](const auto& other) { return X509_cmp(other.get(), one) == 0; });
  };
  for (int index = 0; index < sk_X509_num(others); ++index) {
    X509* candidate = sk_X509_value(others, index);
    if (X509_check_issued(candidate, last) != X509_V_OK || stands_there(candidate)) continue;
    wanted(X509_up_ref(candidate), "X509_up_ref");
    chain.emplace_back(candidate);
    last = candidate;
    index = -1;  // the file's order means nothing: look again for the next issuer
  }
  return chain;
}

}  // namespace
}  // namespace dumas::signing
