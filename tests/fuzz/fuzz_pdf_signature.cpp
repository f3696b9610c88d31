// libFuzzer target of the verification of signed PDFs: any bytes give reports or a refusal, and every span named lies in the
// file. Seeds, when wanted: signed files in tests/fuzz/seeds/pdf_signature.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "signing/pdf_verification.hpp"

using namespace dumas::signing;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view pdf(reinterpret_cast<const char*>(data), size);
  const auto reports = verify(pdf, "");
  if (!reports) return 0;
  const auto inside = [size](const ByteSpan& span) { return span.begin <= span.end && span.end <= size; };
  for (const auto& report : *reports) {
    if (!inside(report.revision) || !inside(report.added)) std::abort();
    for (const auto& span : report.misfit)
      if (!inside(span)) std::abort();
  }
  (void)verdict(*reports);
  return 0;
}
