// Step by step instead of CMS_verify(), whose answer is a yes or a no: a report must say whether the document was changed, or
// the signature, or neither and the signer is merely unknown.
#include "signing/cms_check.hpp"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/ess.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>

#include "signing/cms_frame.hpp"

namespace dumas::signing {

namespace {

using Content = std::initializer_list<std::string_view>;

Owned<CMS_ContentInfo> read_cms(std::string_view contents, std::size_t& der_bytes);
bool supported(const X509_ALGOR& digest);
bool well_framed(std::string_view der, CMS_ContentInfo& cms, CMS_SignerInfo& signer, const X509& certificate);
bool is_its_encoding(CMS_ContentInfo& cms, std::string_view der);
bool well_formed(CMS_ContentInfo& cms, CMS_SignerInfo& signer);
bool digest_fits(const CMS_SignerInfo& signer, const X509_ALGOR& algorithm, Content content);
bool names_certificates(CMS_SignerInfo& signer, X509& certificate, STACK_OF(X509) * all, CertificateBinding binding);
Trust trust_in(X509& certificate, STACK_OF(X509) * all, const std::optional<Instant>& at, X509_STORE& anchors);

}  // namespace

CmsJudgement judge_cms(std::string_view contents, Content content, CertificateBinding binding,
                       const std::optional<Instant>& at, X509_STORE* anchors) {
  const QuietErrors quiet;
  CmsJudgement judgement;
  const auto cms = read_cms(contents, judgement.der_bytes);
  if (!cms || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed) return judgement;
  STACK_OF(CMS_SignerInfo)* signers = CMS_get0_SignerInfos(cms.get());
  if (sk_CMS_SignerInfo_num(signers) != 1) return judgement;  // ISO 32000-1, 12.8.3.3: only one
  CMS_SignerInfo* signer = sk_CMS_SignerInfo_value(signers, 0);
  (void)CMS_set1_signers_certs(cms.get(), nullptr, 0);
  EVP_PKEY* key = nullptr;
  X509* certificate = nullptr;
  X509_ALGOR* digest = nullptr;
  CMS_SignerInfo_get0_algs(signer, &key, &certificate, &digest, nullptr);
  if (CMS_unsigned_get_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, -1) >= 0)
    judgement.timestamp = Timestamp::NotChecked;
  if (certificate == nullptr) return judgement;
  judgement.signer = describe(*certificate);
  const Certificates all(CMS_get1_certs(cms.get()));
  if (anchors != nullptr) judgement.trust = trust_in(*certificate, all.get(), at, *anchors);
  judgement.content_fits = supported(*digest) && digest_fits(*signer, *digest, content);
  if (!well_framed(contents.substr(0, judgement.der_bytes), *cms, *signer, *certificate)) return judgement;
  if (!supported(*digest)) {
    judgement.seal = CmsJudgement::Seal::NotSupported;
    return judgement;
  }
  if (well_formed(*cms, *signer) && CMS_SignerInfo_verify(signer) == 1 &&
      names_certificates(*signer, *certificate, all.get(), binding))
    judgement.seal = CmsJudgement::Seal::Good;
  return judgement;
}

Owned<X509_STORE> read_anchors(std::string_view pem) {
  const QuietErrors quiet;
  const auto bytes = reader(pem);
  Owned<X509_STORE> store(wanted(X509_STORE_new(), "X509_STORE_new"));
  bool any = false;
  while (const Certificate one{PEM_read_bio_X509(bytes.get(), nullptr, nullptr, nullptr)}) {
    wanted(X509_STORE_add_cert(store.get(), one.get()), "X509_STORE_add_cert");
    any = true;
  }
  if (!any) store.reset();
  return store;
}

namespace {

Owned<CMS_ContentInfo> read_cms(std::string_view contents, std::size_t& der_bytes) {
  const auto* begin = reinterpret_cast<const unsigned char*>(contents.data());
  const auto* at = begin;
  Owned<CMS_ContentInfo> cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(contents.size())));
  if (cms) der_bytes = static_cast<std::size_t>(at - begin);
  return cms;
}

bool supported(const X509_ALGOR& digest) {
  const int name = OBJ_obj2nid(digest.algorithm);
  return name == NID_sha256 || name == NID_sha384 || name == NID_sha512;
}

// What no signature covers must at least be what a signer writes: DER, and the signer named exactly as the certificate names
// its issuer (OpenSSL compares names without regard to case).
bool well_framed(std::string_view der, CMS_ContentInfo& cms, CMS_SignerInfo& signer, const X509& certificate) {
  X509_ALGOR* digest = nullptr;
  CMS_SignerInfo_get0_algs(&signer, nullptr, nullptr, &digest, nullptr);
  ASN1_OCTET_STRING* key_identifier = nullptr;
  X509_NAME* issuer = nullptr;
  if (CMS_SignerInfo_get0_signer_id(&signer, &key_identifier, &issuer, nullptr) != 1) return false;
  const std::string_view digest_oid(reinterpret_cast<const char*>(OBJ_get0_data(digest->algorithm)),
                                    OBJ_length(digest->algorithm));
  const auto named_by = key_identifier == nullptr ? SignerName::IssuerAndSerial : SignerName::KeyIdentifier;
  const auto encoded = [](const X509_NAME* name) {
    const unsigned char* bytes = nullptr;
    std::size_t length = 0;
    return X509_NAME_get0_der(name, &bytes, &length) == 1
               ? std::string_view(reinterpret_cast<const char*>(bytes), length)
               : std::string_view{};
  };
  const bool same_name = issuer == nullptr || encoded(issuer) == encoded(X509_get_issuer_name(&certificate));
  return same_name && frame_is_sound(der, named_by, digest_oid) && is_its_encoding(cms, der);
}

// OpenSSL reads some wrong tags without complaint, so what it read is written again. The order of a set's members is left
// open, for not every signer sorts them as DER wants: both must be the same bytes in some order.
bool is_its_encoding(CMS_ContentInfo& cms, std::string_view der) {
  unsigned char* bytes = nullptr;
  const int length = i2d_CMS_ContentInfo(&cms, &bytes);
  if (length < 0) return false;
  std::string again(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
  OPENSSL_free(bytes);
  if (again == der) return true;
  std::string read(der);
  std::sort(again.begin(), again.end());
  std::sort(read.begin(), read.end());
  return again == read;
}

// Detached, data as content, and algorithms that go together.
bool well_formed(CMS_ContentInfo& cms, CMS_SignerInfo& signer) {
  X509_ALGOR *digest = nullptr, *signature = nullptr;
  CMS_SignerInfo_get0_algs(&signer, nullptr, nullptr, &digest, &signature);
  ASN1_OCTET_STRING** carried = CMS_get0_content(&cms);
  if (carried == nullptr || *carried != nullptr) return false;
  if (OBJ_obj2nid(CMS_get0_eContentType(&cms)) != NID_pkcs7_data) return false;
  const auto* type = static_cast<ASN1_OBJECT*>(
      CMS_signed_get0_data_by_OBJ(&signer, OBJ_nid2obj(NID_pkcs9_contentType), -3, V_ASN1_OBJECT));
  if (type == nullptr || OBJ_obj2nid(type) != NID_pkcs7_data) return false;
  const int name = OBJ_obj2nid(signature->algorithm);
  if (name == NID_rsaEncryption || name == NID_rsassaPss) return true;
  int of_digest = NID_undef;
  return OBJ_find_sigid_algs(name, &of_digest, nullptr) == 1 && of_digest == OBJ_obj2nid(digest->algorithm);
}

bool digest_fits(const CMS_SignerInfo& signer, const X509_ALGOR& algorithm, Content content) {
  // -3: exactly one such attribute with exactly one value.
  const auto* said = static_cast<const ASN1_OCTET_STRING*>(
      CMS_signed_get0_data_by_OBJ(&signer, OBJ_nid2obj(NID_pkcs9_messageDigest), -3, V_ASN1_OCTET_STRING));
  if (said == nullptr) return false;
  const Owned<EVP_MD_CTX> sum(wanted(EVP_MD_CTX_new(), "EVP_MD_CTX_new"));
  wanted(EVP_DigestInit_ex(sum.get(), EVP_get_digestbyobj(algorithm.algorithm), nullptr), "EVP_DigestInit_ex");
  for (const auto piece : content) wanted(EVP_DigestUpdate(sum.get(), piece.data(), piece.size()), "EVP_DigestUpdate");
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned length = 0;
  wanted(EVP_DigestFinal_ex(sum.get(), bytes.data(), &length), "EVP_DigestFinal_ex");
  return std::string_view(reinterpret_cast<const char*>(bytes.data()), length) ==
         std::string_view(reinterpret_cast<const char*>(ASN1_STRING_get0_data(said)),
                          static_cast<std::size_t>(ASN1_STRING_length(said)));
}

// RFC 5035: the signed attribute holds the hash of the signer's certificate, and of those of its chain that it names. All of
// them must be in the message; the signer's first.
bool names_certificates(CMS_SignerInfo& signer, X509& certificate, STACK_OF(X509) * all, CertificateBinding binding) {
  const auto* said = static_cast<const ASN1_STRING*>(
      CMS_signed_get0_data_by_OBJ(&signer, OBJ_nid2obj(NID_id_smime_aa_signingCertificateV2), -3, V_ASN1_SEQUENCE));
  if (said == nullptr) return binding == CertificateBinding::Optional;
  const auto* at = ASN1_STRING_get0_data(said);
  const std::unique_ptr<ESS_SIGNING_CERT_V2, void (*)(ESS_SIGNING_CERT_V2*)> named(
      d2i_ESS_SIGNING_CERT_V2(nullptr, &at, ASN1_STRING_length(said)), ESS_SIGNING_CERT_V2_free);
  const std::unique_ptr<STACK_OF(X509), void (*)(STACK_OF(X509)*)> ordered(
      wanted(sk_X509_new_null(), "sk_X509_new_null"), [](STACK_OF(X509) * stack) { sk_X509_free(stack); });
  sk_X509_push(ordered.get(), &certificate);
  for (int index = 0; index < sk_X509_num(all); ++index)
    if (X509_cmp(sk_X509_value(all, index), &certificate) != 0) sk_X509_push(ordered.get(), sk_X509_value(all, index));
  return named && OSSL_ESS_check_signing_certs(nullptr, named.get(), ordered.get(), 1) == 1;
}

Trust trust_in(X509& certificate, STACK_OF(X509) * all, const std::optional<Instant>& at, X509_STORE& anchors) {
  const Owned<X509_STORE_CTX> context(wanted(X509_STORE_CTX_new(), "X509_STORE_CTX_new"));
  wanted(X509_STORE_CTX_init(context.get(), &anchors, &certificate, all), "X509_STORE_CTX_init");
  auto* rules = X509_STORE_CTX_get0_param(context.get());
  X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_PARTIAL_CHAIN);  // an anchor need not be a root
  if (at)
    X509_VERIFY_PARAM_set_time(rules, static_cast<std::time_t>(to_millis(*at) / 1000));
  else
    X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_NO_CHECK_TIME);
  if (X509_verify_cert(context.get()) == 1) return Trust::Trusted;
  switch (X509_STORE_CTX_get_error(context.get())) {  // an int of OpenSSL's, not an enum
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID: return Trust::ExpiredAtSigning;
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED: return Trust::UnknownIssuer;
    default: return Trust::Broken;
  }
}

}  // namespace
}  // namespace dumas::signing
