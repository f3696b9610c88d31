// Walks from element to element; lengths are those OpenSSL reads, and stay inside the element around them.
#include "signing/cms_frame.hpp"

#include <openssl/asn1.h>

namespace dumas::signing {

namespace {

constexpr int sequence = V_ASN1_SEQUENCE;
constexpr int set = V_ASN1_SET;

// The rest of an element's content. Once something did not fit, nothing fits any more.
class Walk {
 public:
  explicit Walk(std::string_view bytes) : bytes_(bytes) {}

  // The content of the next element, which must be this one.
  Walk into(int tag, int tag_class = V_ASN1_UNIVERSAL) {
    const bool constructed = tag_class != V_ASN1_UNIVERSAL || tag == sequence || tag == set;
    const auto element = next();
    if (!element.good || element.tag != tag || element.tag_class != tag_class || element.constructed != constructed)
      good_ = false;
    Walk inner(element.content);
    inner.good_ = good_;
    return inner;
  }
  // Leaves out the next element if it is [tag].
  void skip_optional(int tag) {
    Walk ahead = *this;
    if (ahead.into(tag, V_ASN1_CONTEXT_SPECIFIC).good_) *this = ahead;
  }
  [[nodiscard]] bool is(std::string_view content) const { return good_ && bytes_ == content; }
  [[nodiscard]] bool at_end() const { return good_ && bytes_.empty(); }
  [[nodiscard]] bool good() const { return good_; }

 private:
  struct Element {
    bool good = false, constructed = false;
    int tag = 0, tag_class = 0;
    std::string_view content;
  };
  Element next() {
    if (!good_ || bytes_.empty()) return {};
    const auto* begin = reinterpret_cast<const unsigned char*>(bytes_.data());
    const auto* at = begin;
    long length = 0;
    Element element;
    const int read = ASN1_get_object(&at, &length, &element.tag, &element.tag_class, static_cast<long>(bytes_.size()));
    if ((read & 0x80) != 0 || (read & 0x01) != 0) return {};  // broken, or of no stated length, which DER forbids
    element.constructed = (read & V_ASN1_CONSTRUCTED) != 0;
    element.content = bytes_.substr(static_cast<std::size_t>(at - begin), static_cast<std::size_t>(length));
    bytes_.remove_prefix(static_cast<std::size_t>(at - begin) + element.content.size());
    element.good = true;
    return element;
  }

  std::string_view bytes_;
  bool good_ = true;
};

}  // namespace

bool frame_is_sound(std::string_view der, SignerName name, std::string_view digest_oid) {
  using namespace std::string_view_literals;
  const auto version = name == SignerName::IssuerAndSerial ? "\x01"sv : "\x03"sv;
  Walk whole(der);
  Walk content_info = whole.into(sequence);
  (void)content_info.into(V_ASN1_OBJECT);
  Walk explicit_content = content_info.into(0, V_ASN1_CONTEXT_SPECIFIC);
  Walk signed_data = explicit_content.into(sequence);
  if (!signed_data.into(V_ASN1_INTEGER).is(version)) return false;
  Walk digests = signed_data.into(set);
  Walk digest = digests.into(sequence);
  if (!digest.into(V_ASN1_OBJECT).is(digest_oid) || !digests.at_end()) return false;
  if (!digest.at_end() && !digest.into(V_ASN1_NULL).at_end()) return false;
  (void)signed_data.into(sequence);
  signed_data.skip_optional(0);  // certificates
  signed_data.skip_optional(1);  // revocation lists
  Walk signers = signed_data.into(set);
  Walk signer = signers.into(sequence);
  return signer.into(V_ASN1_INTEGER).is(version) && signers.at_end() && signed_data.at_end() &&
         explicit_content.at_end() && content_info.at_end();
}

}  // namespace dumas::signing
