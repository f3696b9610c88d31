#include "web/upload_faults.hpp"

#include <algorithm>
#include <string>

#include "web/fields.hpp"

namespace dumas::web {

int status_of_upload(const std::vector<Refusal>& faults) {
  const bool full =
      std::any_of(faults.begin(), faults.end(), [](const auto& fault) { return fault.code == "DISK_FULL"; });
  return full ? 507 : 422;
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
