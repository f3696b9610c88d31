// Papers as the office prints them, and what its scanner makes of them: a PDF with text and a vector QR code on each
// page (17 mm, bottom left, error correction M), rasterised by pdftoppm, worn by degrade.py.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scan/reading.hpp"

namespace dumas::scan::testing {

inline constexpr const char* site = "https://kpu.example";
// "https://kpu.example/periksa/TOKEN?h=PAGE", with "&dari=TOTAL" when there is a total.
std::string code_text(const std::string& token, int page, int total = 0);

// One page for each text; an empty text gives a page without a code. With `evidence`, a second code of that text stands
// in the middle of each page.
std::string paper_pdf(const std::vector<std::string>& codes, const std::string& evidence = {});

class Folder {
 public:
  Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder();
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

std::string read_file(const std::filesystem::path& file);
void write_file(const std::filesystem::path& file, const std::string& bytes);
// Runs a program of the system with `input` on its standard input; throws when it fails. Its standard output.
std::string run(const std::string& command, const std::string& input = {});

// Pictures of the pages, clean: DIR/NAME-1.png ...
std::vector<std::filesystem::path> rasterise(const Folder& folder, const std::string& name, const std::string& pdf,
                                             int dpi);
// Lines for degrade.py; all in one run.
void degrade(const std::string& lines);

ScanFile scan_file(const std::filesystem::path& file);  // the format by its ending
ReaderOptions options();                                // the built `dumas scan-worker`

}  // namespace dumas::scan::testing
