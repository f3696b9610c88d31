// Key, field, digest, signature, in this order: whoever cannot sign is refused before the paper is looked at.
#include "signing/pkcs12_signer.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "signing/cms_signature.hpp"
#include "signing/hex.hpp"
#include "signing/pkcs12_key.hpp"
#include "signing/signature_field.hpp"

namespace dumas::signing {

namespace {

Result<OpenKey> open_key(const std::filesystem::path& file, const Passphrase& passphrase) {
  constexpr std::uintmax_t most_bytes_of_file = 1 << 20;
  std::error_code missing;
  const auto size = std::filesystem::file_size(file, missing);
  if (missing || size > most_bytes_of_file) return Refusal{.code = "KEY_UNREADABLE", .key = "refusal.key_unreadable"};
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  auto key = open_pkcs12(bytes, passphrase);
  if (!key) return key;
  if (const auto fit = fit_to_sign(*key->certificate); !fit) return fit.refusal();
  return key;
}

}  // namespace

Result<SignedPdf> Pkcs12Signer::sign(std::string_view pdf, const SignatureRequest& request,
                                     const Passphrase& passphrase) {
  const auto key = open_key(file_, passphrase);
  if (!key) return key.refusal();
  SignedPdf result{.signer = describe(*key->certificate)};
  if (const auto valid = valid_at(result.signer, request.at); !valid) return valid.refusal();
  auto prepared = add_signature_field(pdf, request, most_bytes(*key));
  if (!prepared) return prepared.refusal();
  const std::string digits = to_hex(sign_digest(*key, sha256({prepared->before(), prepared->after()})));
  if (digits.size() + 2 > prepared->gap_end - prepared->gap_begin)
    throw std::logic_error("the signature is larger than the room reserved for it");
  std::copy(digits.begin(), digits.end(),
            prepared->bytes.begin() + static_cast<std::ptrdiff_t>(prepared->gap_begin) + 1);
  result.bytes = std::move(prepared->bytes);
  return result;
}

Result<CertificateInfo> Pkcs12Signer::check(const Passphrase& passphrase) {
  const auto key = open_key(file_, passphrase);
  if (!key) return key.refusal();
  return describe(*key->certificate);
}

}  // namespace dumas::signing
