// Signed sheets on their way back: scanned pages are recognised by the code printed on them and filed at their paper,
// or filed by hand where a code cannot be read. The scan stands beside the frozen paper, never in its place.
// Called by web/staff.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/papers/paper_desk.hpp"

namespace dumas::app {

// Whether the officer may know of this paper. One he may not is to him as if its code were unknown.
using MayFile = std::function<bool(store::Connection&, const store::PaperRow&)>;

struct ScanReport {
  std::vector<store::PaperRow> filed;
  std::vector<Refusal> problems;  // one for each paper or page that was not filed, with a sentence
};

// Nothing of a paper is filed by halves: a missing or doubled page is told and its paper left as it was. Problems:
// SCAN_PAGES_MISSING {paper, pages}, SCAN_PAGES_DOUBLED {paper, pages}, SCAN_UNKNOWN {file, page}: a code of no paper
// here, SCAN_NO_CODE {file, page}. Refusals: those of scan::read_scan, DISK_FULL.
[[nodiscard]] Result<ScanReport> file_scans(const PaperDesk&, const complaint::Actor&,
                                            const std::vector<scan::ScanFile>&, const MayFile&);

// All pages belong to this paper, whatever their codes say not; a code of another paper is refused (SCAN_OTHER_PAPER).
[[nodiscard]] Result<store::PaperRow> file_scan_of(const PaperDesk&, const store::PaperRow&, const complaint::Actor&,
                                                   const std::vector<scan::ScanFile>&);

}  // namespace dumas::app
