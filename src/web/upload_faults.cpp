#include "web/upload_faults.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "web/fields.hpp"

namespace dumas::web {

int status_of_upload(const std::vector<Refusal>& faults) {
  const auto any = [&faults](std::string_view code) {
    return std::any_of(faults.begin(), faults.end(), [code](const auto& fault) { return fault.code == code; });
  };
  if (any("DISK_FULL")) return 507;
  return any("SCAN_UNAVAILABLE") ? 503 : 422;
}

void show_upload_faults(View& view, const Site& site, const Visit& visit, const std::vector<Refusal>& faults) {
  if (faults.empty()) return;
  View summary = view.section("HAS_ERRORS");
  std::string beside;
  for (const auto& fault : faults) {
    const std::string sentence = refusal_sentence(site.catalogue, visit.language, fault);
    summary.section("ERRORS").set("TEXT", sentence).set_if("FIELD", "evidence");
    beside += (beside.empty() ? "" : " ") + sentence;
  }
  view.set_if("EVIDENCE_ERROR", beside);
}

}  // namespace dumas::web
