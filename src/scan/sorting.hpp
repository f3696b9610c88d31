// Pages into papers, in their order; pure. Called by the worker when every page was looked at.
#pragma once

#include <vector>

#include "scan/reading.hpp"

namespace dumas::scan {

struct SeenPage {
  std::size_t file{};
  int source_page{};  // from 1
  PageMark found;
  bool blank = false;
};

// Everything of a ScanReading but the PDFs.
[[nodiscard]] ScanReading sort_pages(const std::vector<SeenPage>& pages);

}  // namespace dumas::scan
