// Reads an X.509 certificate into plain words. The names in it are whatever its issuer let through.
#include "signing/certificate.hpp"

#include <openssl/asn1.h>
#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>
#include <chrono>
#include <memory>

#include "signing/hex.hpp"
#include "signing/plain_text.hpp"

namespace dumas::signing {

namespace {
std::string name_part(const X509_NAME* name, int nid);
std::string shown_name(const X509_NAME* name);
std::string serial_of(const X509& certificate);
std::string key_of(const X509& certificate);
Instant instant_of(const ASN1_TIME* time);
}  // namespace

CertificateInfo describe(const X509& certificate) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  if (X509_digest(&certificate, EVP_sha256(), digest.data(), &length) != 1) length = 0;
  return {.subject = shown_name(X509_get_subject_name(&certificate)),
          .organisation = name_part(X509_get_subject_name(&certificate), NID_organizationName),
          .issuer = shown_name(X509_get_issuer_name(&certificate)),
          .serial = serial_of(certificate),
          .fingerprint = to_hex({reinterpret_cast<const char*>(digest.data()), length}),
          .key = key_of(certificate),
          .not_before = instant_of(X509_get0_notBefore(&certificate)),
          .not_after = instant_of(X509_get0_notAfter(&certificate))};
}

Checked valid_at(const CertificateInfo& certificate, Instant instant) {
  if (certificate.not_before <= instant && instant <= certificate.not_after) return Done{};
  return Refusal{.code = "CERTIFICATE_EXPIRED",
                 .key = "refusal.certificate_expired",
                 .arguments = {iso_instant(certificate.not_before).substr(0, 10),
                               iso_instant(certificate.not_after).substr(0, 10)}};
}

Checked fit_to_sign(const X509& certificate) {
  // OpenSSL computes the extensions once, inside the certificate, and therefore wants it mutable.
  auto* mutable_certificate = const_cast<X509*>(&certificate);
  const auto usage = X509_get_key_usage(mutable_certificate);  // all bits set when the extension is missing
  const bool says_so = usage != UINT32_MAX && (usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0;
  const bool authority = X509_check_ca(mutable_certificate) != 0;
  EVP_PKEY* key = X509_get0_pubkey(&certificate);
  const bool strong = key != nullptr && (EVP_PKEY_is_a(key, "EC") == 1 ||
                                         (EVP_PKEY_is_a(key, "RSA") == 1 && EVP_PKEY_get_bits(key) >= 2048));
  if (says_so && !authority && strong) return Done{};
  return Refusal{.code = "CERTIFICATE_UNFIT",
                 .key = "refusal.certificate_unfit",
                 .arguments = {shown_name(X509_get_subject_name(&certificate))}};
}

namespace {

std::string name_part(const X509_NAME* name, int nid) {
  const int index = X509_NAME_get_index_by_NID(name, nid, -1);
  if (index < 0) return {};
  unsigned char* utf8 = nullptr;
  const int length = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index)));
  if (length < 0) return {};
  std::string text(reinterpret_cast<const char*>(utf8), static_cast<std::size_t>(length));
  OPENSSL_free(utf8);
  return plain_text(text);
}

std::string shown_name(const X509_NAME* name) {
  for (const int nid : {NID_commonName, NID_organizationName, NID_organizationalUnitName})
    if (auto text = name_part(name, nid); !text.empty()) return text;
  return "-";
}

std::string serial_of(const X509& certificate) {
  const std::unique_ptr<BIGNUM, void (*)(BIGNUM*)> number(
      ASN1_INTEGER_to_BN(X509_get0_serialNumber(&certificate), nullptr), BN_free);
  char* digits = number ? BN_bn2hex(number.get()) : nullptr;
  std::string serial = digits ? digits : "";
  OPENSSL_free(digits);
  return serial;
}

std::string key_of(const X509& certificate) {
  EVP_PKEY* key = X509_get0_pubkey(&certificate);
  if (key == nullptr) return "-";
  const char* name = EVP_PKEY_get0_type_name(key);
  return std::string(name ? name : "-") + " " + std::to_string(EVP_PKEY_get_bits(key));
}

Instant instant_of(const ASN1_TIME* time) {
  std::tm parts{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return {};
  using namespace std::chrono;
  const auto day = year(parts.tm_year + 1900) / month(static_cast<unsigned>(parts.tm_mon) + 1) /
                   std::chrono::day(static_cast<unsigned>(parts.tm_mday));
  return sys_days(day) + hours(parts.tm_hour) + minutes(parts.tm_min) + seconds(parts.tm_sec);
}

}  // namespace
}  // namespace dumas::signing
