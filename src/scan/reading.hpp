// Reads signed papers back: the office prints a paper, signs it, scans the pages and uploads them in any order and any
// way up; each page's QR code says to which paper it belongs and where (docs/decisions/0032). Called by app/.
//
// The uploaded bytes are a stranger's work. They are decoded in a child process without network and files
// (worker.hpp), never here; what it breaks becomes a refusal.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "scan/mark.hpp"
#include "scan/page_reader.hpp"

namespace dumas::scan {

enum class ScanFormat : std::uint8_t { Pdf, Jpeg, Png, Tiff };
// "application/pdf", "image/jpeg", "image/png", "image/tiff"; empty for everything else.
[[nodiscard]] std::optional<ScanFormat> scan_format(std::string_view media_type);

struct ScanFile {
  ScanFormat format;
  std::string bytes;
};

struct ScanLimits {
  std::uint64_t bytes = 200ULL << 20;      // of all files together: a hundred colour pages at 300 dpi
  std::uint32_t pages = 100;               // of all files together
  std::uint64_t page_pixels = 80'000'000;  // A3 at 600 dpi has 70 million
  std::uint64_t memory = 1536ULL << 20;    // address space of the child
  std::chrono::seconds page_time{20};      // without any progress
  std::chrono::seconds time{240};          // for all pages together, in the child's CPU time too
};

struct ReaderOptions {
  std::string site;  // the office's own, e.g. "https://kpu.example": its codes go before any other
  std::vector<std::string> worker{"/proc/self/exe", "scan-worker"};  // program and arguments
  ScanLimits limits{};
};

struct ScannedPage {
  int number = 0;      // in its paper, from 1
  std::size_t file{};  // index into what was uploaded
  int source_page{};   // in that file, from 1
  Turn turn{};         // what brought it upright

  friend bool operator==(const ScannedPage&, const ScannedPage&) = default;
};

struct ScannedPaper {
  std::string token;
  std::vector<ScannedPage> pages;  // by number, then as uploaded; a page scanned twice stands twice
  std::vector<int> missing;        // up to `total`, or up to the highest page seen
  std::vector<int> doubled;
  std::optional<int> total;  // when the codes say it, and say the same
  std::string pdf;           // `pages` in their order, upright; the scanned pictures themselves are not changed
};

// Blank: perhaps the back of a page. Foreign: a QR code, but none of ours. Ambiguous: marks of two pages of paper.
enum class Unrecognised : std::uint8_t { NoCode, Blank, Foreign, Ambiguous };
struct UnrecognisedPage {
  std::size_t file{};
  int source_page{};
  Unrecognised reason{};

  friend bool operator==(const UnrecognisedPage&, const UnrecognisedPage&) = default;
};

struct ScanReading {
  std::vector<ScannedPaper> papers;  // by token
  std::vector<UnrecognisedPage> unrecognised;
  std::string unrecognised_pdf;  // these pages as they came, for a person to file; empty when there are none
};

// Waits for the child: about 0.1 s a page, longer for pages without a code. Which tokens exist and who may file them is
// the caller's to know; here nothing is known but what stands in the codes. Refusals:
//   SCAN_UNREADABLE   file {0} (from 1) is damaged, locked with a password, broke the reader or took too long
//   SCAN_TOO_LARGE    at file {0} it became more than {1} pages or {2} MB, or a picture is too large
//   SCAN_UNAVAILABLE  no child could be started: a matter of the machine, not of the upload
[[nodiscard]] Result<ScanReading> read_scan(const std::vector<ScanFile>& files, const ReaderOptions& options);

}  // namespace dumas::scan
