// OpenSSL's CMS_final always adds a signing time, which PAdES forbids; so the attributes are put in, encoded and signed
// here, and CMS does the rest.
#include "signing/cms_signature.hpp"

#include <openssl/cms.h>
#include <openssl/ess.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <vector>

namespace dumas::signing {

namespace {

void add_attributes(CMS_SignerInfo& signer, const OpenKey& key, std::string_view digest);
std::string encoded_attributes(const CMS_SignerInfo& signer);
std::string signature_over(EVP_PKEY& key, std::string_view bytes);
std::string signing_certificate(const OpenKey& key);

template <class T, class Encode>
std::string der(T* object, Encode encode, const char* what) {
  unsigned char* bytes = nullptr;
  const int length = encode(object, &bytes);
  if (length < 0) throw OpensslError(what);
  std::string text(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
  OPENSSL_free(bytes);
  return text;
}

}  // namespace

std::string sha256(std::initializer_list<std::string_view> pieces) {
  const Owned<EVP_MD_CTX> sum(wanted(EVP_MD_CTX_new(), "EVP_MD_CTX_new"));
  wanted(EVP_DigestInit_ex(sum.get(), EVP_sha256(), nullptr), "EVP_DigestInit_ex");
  for (const auto piece : pieces) wanted(EVP_DigestUpdate(sum.get(), piece.data(), piece.size()), "EVP_DigestUpdate");
  std::string digest(32, '\0');
  wanted(EVP_DigestFinal_ex(sum.get(), reinterpret_cast<unsigned char*>(digest.data()), nullptr), "EVP_DigestFinal_ex");
  return digest;
}

std::string sign_digest(const OpenKey& key, std::string_view digest) {
  constexpr unsigned flags = CMS_DETACHED | CMS_BINARY | CMS_PARTIAL;
  const Owned<CMS_ContentInfo> cms(
      wanted(CMS_sign_ex(nullptr, nullptr, nullptr, nullptr, flags, key_context(), nullptr), "CMS_sign_ex"));
  // CMS_NOATTR: OpenSSL adds none of its own choice.
  CMS_SignerInfo* signer =
      wanted(CMS_add1_signer(cms.get(), key.certificate.get(), key.key.get(), EVP_sha256(), flags | CMS_NOATTR),
             "CMS_add1_signer");
  for (const auto& authority : key.chain) wanted(CMS_add1_cert(cms.get(), authority.get()), "CMS_add1_cert");
  add_attributes(*signer, key, digest);
  const std::string signature = signature_over(*key.key, encoded_attributes(*signer));
  wanted(ASN1_OCTET_STRING_set(CMS_SignerInfo_get0_signature(signer),
                               reinterpret_cast<const unsigned char*>(signature.data()),
                               static_cast<int>(signature.size())),
         "the signature's place");
  return der(cms.get(), i2d_CMS_ContentInfo, "i2d_CMS_ContentInfo");
}

std::size_t most_bytes(const OpenKey& key) {
  // Beside certificates and signature: the issuer's name once more, attributes (a hash and a serial for each
  // certificate), algorithm names and lengths. Measured: under 400 bytes and 120 a certificate.
  constexpr std::size_t frame = 1024;
  constexpr std::size_t each = 256;
  const auto size = [](X509* certificate) { return static_cast<std::size_t>(i2d_X509(certificate, nullptr)); };
  const auto names = [](X509* certificate) {
    return static_cast<std::size_t>(i2d_X509_NAME(X509_get_issuer_name(certificate), nullptr));
  };
  std::size_t total = frame + size(key.certificate.get()) + names(key.certificate.get()) +
                      static_cast<std::size_t>(EVP_PKEY_get_size(key.key.get()));
  for (const auto& authority : key.chain) total += each + size(authority.get()) + names(authority.get());
  return total;
}

namespace {

void add_attributes(CMS_SignerInfo& signer, const OpenKey& key, std::string_view digest) {
  const std::string certificate = signing_certificate(key);
  wanted(CMS_signed_add1_attr_by_NID(&signer, NID_pkcs9_contentType, V_ASN1_OBJECT, OBJ_nid2obj(NID_pkcs7_data), -1),
         "content type");
  wanted(CMS_signed_add1_attr_by_NID(&signer, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING, digest.data(),
                                     static_cast<int>(digest.size())),
         "message digest");
  wanted(CMS_signed_add1_attr_by_NID(&signer, NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE, certificate.data(),
                                     static_cast<int>(certificate.size())),
         "signing certificate");
}

// RFC 5652, 5.4: signed is the DER of a SET OF, not the [0] that stands in the message; a set's members are sorted.
std::string encoded_attributes(const CMS_SignerInfo& signer) {
  std::vector<std::string> members;
  for (int index = 0; index < CMS_signed_get_attr_count(&signer); ++index)
    members.push_back(der(CMS_signed_get_attr(&signer, index), i2d_X509_ATTRIBUTE, "i2d_X509_ATTRIBUTE"));
  std::sort(members.begin(), members.end(), [](const std::string& a, const std::string& b) {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
      return static_cast<unsigned char>(x) < static_cast<unsigned char>(y);
    });
  });
  std::string content;
  for (const auto& member : members) content += member;
  const int whole = ASN1_object_size(1, static_cast<int>(content.size()), V_ASN1_SET);
  std::string set(static_cast<std::size_t>(whole) - content.size(), '\0');
  auto* at = reinterpret_cast<unsigned char*>(set.data());
  ASN1_put_object(&at, 1, static_cast<int>(content.size()), V_ASN1_SET, V_ASN1_UNIVERSAL);
  return set + content;
}

std::string signature_over(EVP_PKEY& key, std::string_view bytes) {
  const Owned<EVP_MD_CTX> context(wanted(EVP_MD_CTX_new(), "EVP_MD_CTX_new"));
  wanted(EVP_DigestSignInit_ex(context.get(), nullptr, "SHA256", key_context(), nullptr, &key, nullptr),
         "EVP_DigestSignInit_ex");
  const auto* from = reinterpret_cast<const unsigned char*>(bytes.data());
  std::size_t length = 0;
  wanted(EVP_DigestSign(context.get(), nullptr, &length, from, bytes.size()), "EVP_DigestSign");
  std::string signature(length, '\0');
  wanted(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length, from, bytes.size()),
         "EVP_DigestSign");
  signature.resize(length);
  return signature;
}

// RFC 5035. The chain is named too: otherwise its certificates could be exchanged in the message unnoticed.
std::string signing_certificate(const OpenKey& key) {
  const std::unique_ptr<STACK_OF(X509), void (*)(STACK_OF(X509)*)> chain(
      wanted(sk_X509_new_null(), "sk_X509_new_null"), [](STACK_OF(X509) * stack) { sk_X509_free(stack); });
  for (const auto& authority : key.chain)
    if (sk_X509_push(chain.get(), authority.get()) <= 0) throw OpensslError("sk_X509_push");
  const std::unique_ptr<ESS_SIGNING_CERT_V2, void (*)(ESS_SIGNING_CERT_V2*)> named(
      wanted(OSSL_ESS_signing_cert_v2_new_init(EVP_sha256(), key.certificate.get(), chain.get(), 0),
             "OSSL_ESS_signing_cert_v2_new_init"),
      ESS_SIGNING_CERT_V2_free);
  return der(named.get(), i2d_ESS_SIGNING_CERT_V2, "i2d_ESS_SIGNING_CERT_V2");
}

}  // namespace
}  // namespace dumas::signing
