#include "pages.hpp"

#include <fmt/format.h>
#include <qrencode.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>

namespace dumas::scan::testing {
namespace {

constexpr double mm = 72 / 25.4;

// The modules as filled squares, dark ones only.
std::string qr_squares(const std::string& text, double left, double bottom, double side) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code{
      QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), QRcode_free};
  if (!code) throw std::runtime_error("no QR code for " + text);
  const int width = code->width;
  const double module = side / width;
  std::string squares = "0 g\n";
  for (int y = 0; y < width; ++y)
    for (int x = 0; x < width; ++x)
      if ((code->data[y * width + x] & 1) != 0)
        squares += fmt::format("{:.3f} {:.3f} {:.3f} {:.3f} re\n", left + x * module, bottom + side - (y + 1) * module,
                               module, module);
  return squares + "f\n";
}

std::string page_content(const std::string& code, const std::string& evidence, std::size_t page) {
  std::string content = "BT /F1 14 Tf 150 790 Td (KOMISI PEMILIHAN UMUM KOTA KEDIRI) Tj ET\n1 w 60 775 m 535 775 l S\n";
  for (int line = 0; line < 34; ++line)
    content += fmt::format(
        "BT /F1 11 Tf 70 {} Td (Baris {} halaman {}: surat ini ditandatangani dengan tinta lalu dipindai.) Tj ET\n",
        750 - line * 18, line + 1, page + 1);
  // A signature in ink.
  content += "2 w 0 0 0.6 RG 360 120 m 380 170 400 60 430 130 c 450 170 470 90 500 120 c S\n";
  if (!code.empty()) content += qr_squares(code, 15 * mm, 12 * mm, 17 * mm);
  if (!evidence.empty()) content += "1 g 240 400 130 130 re f\n" + qr_squares(evidence, 250, 410, 110);
  return content;
}

}  // namespace

std::string code_text(const std::string& token, int page, int total) {
  return fmt::format("{}/periksa/{}?h={}{}", site, token, page, total == 0 ? "" : fmt::format("&dari={}", total));
}

std::string paper_pdf(const std::vector<std::string>& codes, const std::string& evidence) {
  std::vector<std::string> objects;
  std::string kids;
  for (std::size_t page = 0; page < codes.size(); ++page) kids += fmt::format("{} 0 R ", 4 + 2 * page);
  objects.emplace_back("<< /Type /Catalog /Pages 2 0 R >>");
  objects.push_back(fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, codes.size()));
  objects.emplace_back("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  for (std::size_t page = 0; page < codes.size(); ++page) {
    const std::string content = page_content(codes[page], evidence, page);
    objects.push_back(
        fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R "
                    "/Resources << /Font << /F1 3 0 R >> >> >>",
                    5 + 2 * page));
    objects.push_back(fmt::format("<< /Length {} >>\nstream\n{}endstream", content.size(), content));
  }
  std::string pdf = "%PDF-1.7\n", table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  for (std::size_t at = 0; at < objects.size(); ++at) {
    table += fmt::format("{:010} 00000 n \n", pdf.size());
    pdf += fmt::format("{} 0 obj\n{}\nendobj\n", at + 1, objects[at]);
  }
  const auto start = pdf.size();
  return pdf + table +
         fmt::format("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", objects.size() + 1, start);
}

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "dumas-scan-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string read_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(stream), {}};
}

void write_file(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

std::string run(const std::string& command, const std::string& input) {
  const Folder folder;
  write_file(folder / "input", input);
  const auto line = command + " <" + (folder / "input").string() + " >" + (folder / "output").string();
  if (std::system(line.c_str()) != 0) throw std::runtime_error("failed: " + command);  // NOLINT(concurrency-mt-unsafe)
  return read_file(folder / "output");
}

std::vector<std::filesystem::path> rasterise(const Folder& folder, const std::string& name, const std::string& pdf,
                                             int dpi) {
  write_file(folder / (name + ".pdf"), pdf);
  run(fmt::format("pdftoppm -png -r {} {} {}", dpi, (folder / (name + ".pdf")).string(), (folder / name).string()));
  std::vector<std::filesystem::path> pages;
  for (const auto& entry : std::filesystem::directory_iterator((folder / name).parent_path()))
    if (const auto file = entry.path(); file.extension() == ".png" && file.stem().string().starts_with(name + "-"))
      pages.push_back(file);
  std::ranges::sort(pages);
  return pages;
}

void degrade(const std::string& lines) { run("/usr/bin/python3 " DUMAS_SOURCE_DIR "/tests/scan/degrade.py", lines); }

ScanFile scan_file(const std::filesystem::path& file) {
  const auto ending = file.extension();
  const auto format = ending == ".pdf"   ? ScanFormat::Pdf
                      : ending == ".jpg" ? ScanFormat::Jpeg
                      : ending == ".tif" ? ScanFormat::Tiff
                                         : ScanFormat::Png;
  return {format, read_file(file)};
}

ReaderOptions options() { return {.site = site, .worker = {DUMAS_PROGRAM_PATH, "scan-worker"}}; }

}  // namespace dumas::scan::testing
