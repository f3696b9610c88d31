// OpenSSL's own interface, so that a test can make what no authority would issue.
#include "certificates.hpp"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <fstream>
#include <stdexcept>

namespace dumas::signing {

namespace {

void must(bool good) {
  if (!good) throw std::runtime_error("a test certificate could not be made");
}

EVP_PKEY* make_key(KeyKind kind) {
  EVP_PKEY* key = kind == KeyKind::Rsa ? EVP_RSA_gen(2048) : EVP_EC_gen("P-256");
  must(key != nullptr);
  return key;
}

void set_time(ASN1_TIME* field, const std::string& moment) {
  must(ASN1_TIME_set(field, static_cast<std::time_t>(to_millis(*parse_iso_instant(moment)) / 1000)) != nullptr);
}

void extend(X509* certificate, X509* issuer, int nid, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
  must(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1);
  X509_EXTENSION_free(extension);
}

}  // namespace

struct Authorities::Issuer {
  EVP_PKEY* key = nullptr;
  X509* certificate = nullptr;
  long next_serial = 0x1001;

  ~Issuer() {
    EVP_PKEY_free(key);
    X509_free(certificate);
  }

  X509* issue(EVP_PKEY* subject_key, const Holder& holder, bool authority) {
    X509* made = X509_new();
    X509_set_version(made, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(made), next_serial++);
    set_time(X509_getm_notBefore(made), holder.from);
    set_time(X509_getm_notAfter(made), holder.to);
    X509_NAME* name = X509_get_subject_name(made);
    const auto add = [&](const char* field, const std::string& text) {
      must(X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(text.data()),
                                      static_cast<int>(text.size()), -1, 0) == 1);
    };
    add("C", "ID");
    add("O", "Kantor Contoh");
    add("CN", holder.name);
    X509* issuer = certificate ? certificate : made;  // the first signs itself
    X509_set_issuer_name(made, X509_get_subject_name(issuer));
    X509_set_pubkey(made, subject_key);
    extend(made, issuer, NID_basic_constraints, authority ? "critical,CA:TRUE" : "CA:FALSE");
    if (authority)
      extend(made, issuer, NID_key_usage, "critical,keyCertSign,cRLSign");
    else if (holder.usage == Usage::Signing)
      extend(made, issuer, NID_key_usage, "critical,digitalSignature,nonRepudiation");
    else if (holder.usage == Usage::Encipherment)
      extend(made, issuer, NID_key_usage, "critical,keyEncipherment");
    must(X509_sign(made, key, EVP_sha256()) > 0);
    return made;
  }
};

Authorities::Authorities(const std::string& office)
    : root_(std::make_unique<Issuer>()), middle_(std::make_unique<Issuer>()) {
  const auto years = [](const std::string& name) {
    return Holder{.name = name, .from = "2015-01-01T00:00:00Z", .to = "2040-01-01T00:00:00Z"};
  };
  root_->key = make_key(KeyKind::Ec);
  root_->certificate = root_->issue(root_->key, years("Otoritas Akar " + office), true);
  middle_->key = make_key(KeyKind::Ec);
  middle_->certificate = root_->issue(middle_->key, years("Otoritas Penerbit " + office), true);
}

Authorities::~Authorities() = default;

std::filesystem::path Authorities::issue(const std::string& file, const Holder& holder) {
  EVP_PKEY* key = make_key(holder.kind);
  X509* certificate = middle_->issue(key, holder, false);
  STACK_OF(X509)* chain = sk_X509_new_null();
  sk_X509_push(chain, root_->certificate);  // not in the chain's order, as such files are
  sk_X509_push(chain, middle_->certificate);
  PKCS12* made = PKCS12_create(right().reveal(), file.c_str(), key, certificate, chain, 0, 0, 0, 0, 0);
  must(made != nullptr);
  unsigned char* bytes = nullptr;
  const int length = i2d_PKCS12(made, &bytes);
  must(length > 0);
  auto path = folder_.write(file + ".p12", {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length)});
  OPENSSL_free(bytes);
  PKCS12_free(made);
  sk_X509_free(chain);
  X509_free(certificate);
  EVP_PKEY_free(key);
  return path;
}

std::string Authorities::root() const {
  BIO* out = BIO_new(BIO_s_mem());
  must(PEM_write_bio_X509(out, root_->certificate) == 1);
  char* text = nullptr;
  const long length = BIO_get_mem_data(out, &text);
  std::string pem(text, static_cast<std::size_t>(length));
  BIO_free(out);
  return pem;
}

Authorities& authorities() {
  static Authorities made;
  static const bool issued = [] {
    made.issue("sekretaris", {.name = "Sri Wahyuni, S.H.", .kind = KeyKind::Rsa});
    made.issue("ketua", {.name = "Ketua Contoh", .kind = KeyKind::Ec});
    return true;
  }();
  (void)issued;
  return made;
}

}  // namespace dumas::signing
