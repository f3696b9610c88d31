// The matching free functions, and OpenSSL's reason in our exception.
#include "signing/openssl_handles.hpp"

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <array>

namespace dumas::signing {

void OpensslFree::operator()(CMS_ContentInfo* object) const { CMS_ContentInfo_free(object); }
void OpensslFree::operator()(BIO* object) const { BIO_free_all(object); }
void OpensslFree::operator()(EVP_MD_CTX* object) const { EVP_MD_CTX_free(object); }
void OpensslFree::operator()(EVP_PKEY* object) const { EVP_PKEY_free(object); }
void OpensslFree::operator()(STACK_OF(X509) * object) const { sk_X509_pop_free(object, X509_free); }
void OpensslFree::operator()(X509* object) const { X509_free(object); }
void OpensslFree::operator()(X509_STORE_CTX* object) const { X509_STORE_CTX_free(object); }
void OpensslFree::operator()(X509_STORE* object) const { X509_STORE_free(object); }

OpensslError::OpensslError(const std::string& what)
    : std::runtime_error([&] {
        std::array<char, 256> reason{};
        ERR_error_string_n(ERR_peek_last_error(), reason.data(), reason.size());
        return what + ": " + reason.data();
      }()) {}

void wanted(int result, const char* what) {
  if (result != 1) throw OpensslError(what);
}

Owned<BIO> reader(std::string_view bytes) {
  return Owned<BIO>(wanted(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())), "BIO_new_mem_buf"));
}

QuietErrors::~QuietErrors() { ERR_clear_error(); }

}  // namespace dumas::signing
