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

}  // namespace dumas::web::pages
