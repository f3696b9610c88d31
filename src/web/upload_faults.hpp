// What was wrong with the files a form brought: said above the form and beside its field "evidence".
// Called by the pages that take files: the report, a paper's scan, the scanner's page.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "web/visit.hpp"

namespace dumas::web {

// 507 when the disk was full for any of them, 503 when no reader of scans could be started, else 422: what the sender can
// mend.
[[nodiscard]] int status_of_upload(const std::vector<Refusal>&);

// The error summary, and all its sentences beside the field too: several files were chosen in one go. None: nothing.
void show_upload_faults(View&, const Site&, const Visit&, const std::vector<Refusal>&);

}  // namespace dumas::web
