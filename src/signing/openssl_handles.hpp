// Owners of OpenSSL's objects. Used inside src/signing.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

struct CMS_ContentInfo_st;
struct bio_st;
struct evp_md_ctx_st;
struct evp_pkey_st;
struct ossl_lib_ctx_st;
struct stack_st_X509;
struct x509_st;
struct x509_store_ctx_st;
struct x509_store_st;

namespace dumas::signing {

struct OpensslFree {
  void operator()(CMS_ContentInfo_st*) const;
  void operator()(bio_st*) const;
  void operator()(evp_md_ctx_st*) const;
  void operator()(evp_pkey_st*) const;
  void operator()(stack_st_X509*) const;  // with the certificates in it
  void operator()(x509_st*) const;
  void operator()(x509_store_ctx_st*) const;
  void operator()(x509_store_st*) const;
};

template <class T>
using Owned = std::unique_ptr<T, OpensslFree>;
using Key = Owned<evp_pkey_st>;
using Certificate = Owned<x509_st>;
using Certificates = Owned<stack_st_X509>;

// A call that cannot fail for any input did: memory, or a bug of ours.
class OpensslError : public std::runtime_error {
 public:
  explicit OpensslError(const std::string& what);
};
template <class T>
T* wanted(T* pointer, const char* what) {
  if (pointer == nullptr) throw OpensslError(what);
  return pointer;
}
void wanted(int result, const char* what);  // 1 is good

// A reader over bytes that must outlive it.
[[nodiscard]] Owned<bio_st> reader(std::string_view bytes);

// OpenSSL's errors of this thread are thrown away on leaving: an expected refusal must not be read by the next caller.
class QuietErrors {
 public:
  QuietErrors() = default;
  QuietErrors(const QuietErrors&) = delete;
  QuietErrors& operator=(const QuietErrors&) = delete;
  ~QuietErrors();
};

}  // namespace dumas::signing
