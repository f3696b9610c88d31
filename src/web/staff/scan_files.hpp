// Scanned files on their way from a form to the reader. Called by issued_paper.cpp and scan_in.cpp.
#pragma once

#include <string_view>
#include <vector>

#include "scan/reading.hpp"
#include "web/visit.hpp"

namespace dumas::web::pages {

inline constexpr std::string_view scan_file_types = ".pdf,.jpg,.jpeg,.png,.tif,.tiff";

// The files of the field "evidence", judged by their content. Refusals on "evidence": error.scan_choose (none came),
// error.file_too_big, error.file_empty, error.scan_type {file}, error.disk_full.
[[nodiscard]] Result<std::vector<scan::ScanFile>> read_scan_files(Site&, const Visit&);

// 422 for what the sender can mend, 507 for a full disk.
[[nodiscard]] int status_of_upload(const Refusal&);

// The error summary, and the same sentences beside the field.
void show_upload_faults(View&, const Site&, const Visit&, const std::vector<Refusal>&);

}  // namespace dumas::web::pages
