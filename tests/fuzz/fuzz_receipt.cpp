// libFuzzer target of everything that reads a stranger's receipt: the bundle, the signed note, the key and the verifier.
// Whatever is read must be spelled again as it came, and nothing made up here may count as genuine. Build with clang and
// -DDUMAS_FUZZ=ON; run `fuzz_receipt -max_total_time=60`.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "proof/checkpoint.hpp"
#include "proof/receipt_bundle.hpp"
#include "proof/verify_receipt.hpp"

using namespace dumas::proof;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto bundle = read_bundle(text)) {
    if (write_bundle(*bundle) != text) std::abort();
    (void)document_of(bundle->event);
  }
  (void)read_checkpoint(text);
  if (const auto key = read_verifier_key(text); key && !text.starts_with(key->text())) std::abort();
  // The fingerprint of no key: were it to fit, a signature or a digest would have been broken.
  const std::string nobody = "0000 0000 0000 0000 0000 0000 0000 0000";
  if (verify_receipt({.file = text, .fingerprint = nobody}).fits()) std::abort();
  if (verify_receipt({.file = "%PDF-1.7", .bundle = std::string{text}, .fingerprint = nobody}).fits()) std::abort();
  return 0;
}
