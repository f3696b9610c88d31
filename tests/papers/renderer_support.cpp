#include "renderer_support.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace dumas::documents {
namespace fs = std::filesystem;
namespace {

// DUMAS_TEST_LOG=1 shows what the workers say.
std::function<void(std::string_view)> to_screen() {
  if (std::getenv("DUMAS_TEST_LOG") == nullptr) return {};
  return [](std::string_view line) { std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data()); };
}

}  // namespace

Folder::Folder() {
  std::string name = (fs::temp_directory_path() / "dumas-papers-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

fs::path Folder::write(std::string_view name, std::string_view bytes) const {
  std::ofstream(path_ / name, std::ios::binary) << bytes;
  return path_ / name;
}

WorkerCopy::WorkerCopy(std::string_view script) : script_(script) {
  const fs::path tree = DUMAS_SOURCE_DIR;
  fs::copy(tree / "renderer", folder_.path() / "renderer", fs::copy_options::recursive);
  fs::copy(tree / "tests" / "papers" / "workers" / script, folder_.path() / "renderer" / script);
}

Renderer::Options WorkerCopy::options() const {
  const fs::path copy = folder_.path() / "renderer";
  return {.worker = copy / script_, .assets = {copy / "assets"}, .log = to_screen()};
}

Renderer::Options real_options() {
  const fs::path renderer = fs::path{DUMAS_SOURCE_DIR} / "renderer";
  return {.worker = renderer / "worker.py", .assets = {renderer / "assets"}, .log = to_screen()};
}

RenderOptions paper(std::string title) {
  return {.title = std::move(title),
          .identifier = "0190f3c2-7b1a-7000-8000-00000000002a",
          .date = parse_iso_instant("2026-12-02T02:00:00Z").value(),
          .author = "KPU Kota Contoh"};
}

std::string page(std::string_view body, std::string_view style) {
  std::string html = "<!DOCTYPE html><html lang=id><head><meta charset=utf-8><style>@page{size:A4;margin:25mm}";
  return html.append(style).append("</style></head><body>").append(body).append("</body></html>");
}

std::string letter() {
  return page(
      "<header><h1>KOMISI CONTOH KOTA CONTOH</h1><p>Jalan Contoh Nomor 1</p></header>"
      "<table><tr><td>Nomor</td><td>: 123/HM.02-SD/3571/2026</td><td>Contoh, 2 Desember 2026</td></tr>"
      "<tr><td>Sifat</td><td>: Biasa</td></tr><tr><td>Hal</td><td>: Jawaban pengaduan</td></tr></table>"
      "<p>Yth. Saudara Contoh<br>di Contoh</p>"
      "<p>Menindaklanjuti pengaduan Saudara yang kami terima pada tanggal 30 November 2026 mengenai layanan informasi, "
      "bersama ini kami sampaikan hal-hal sebagai berikut.</p>"
      "<ol><li>Rapat pleno pada hari Rabu, 2 Desember 2026 memutuskan pengaduan diterima.</li>"
      "<li>Tindak lanjut berupa dialog dilaksanakan pada Kamis, 3 Desember 2026 pukul 09.00 WIB.</li>"
      "<li>Hasilnya disampaikan kepada Saudara paling lambat Jumat, 4 Desember 2026.</li></ol>"
      "<p>Demikian disampaikan, atas perhatian Saudara kami ucapkan terima kasih.</p>"
      "<p class=sign>Sekretaris,<br><br><br><b>Nama Contoh</b><br>NIP 19700101 199001 1 001</p>",
      "@page{size:215mm 330mm;margin:20mm 25mm 25mm 30mm}body{font-family:'Bookman Old Style'}"
      "header{text-align:center;border-bottom:3px double}.sign{margin-left:60%}table{width:100%}");
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string(1, c);
  return out;
}

Ran run(const std::string& command) {
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("popen");
  Ran ran;
  std::array<char, 4096> buffer{};
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe))
    ran.output.append(buffer.data(), got);
  const int status = ::pclose(pipe);
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ran;
}

std::string text_of(const std::string& pdf) {
  const Folder folder;
  return run("pdftotext " + folder.write("paper.pdf", pdf).string() + " -").output;
}

Ran check_pdf(const std::string& pdf) {
  const Folder folder;
  return run("/usr/bin/python3 -s " DUMAS_SOURCE_DIR "/tools/check_pdf.py " + folder.write("paper.pdf", pdf).string());
}

int lines_of(const std::string& command, const std::string& pdf) {
  const Folder folder;
  std::string filled = command;
  filled.replace(filled.find("{}"), 2, folder.write("paper.pdf", pdf).string());
  const std::string output = run(filled).output;
  return static_cast<int>(std::count(output.begin(), output.end(), '\n'));
}

std::vector<int> children() {
  std::vector<int> found;
  for (const auto& task : fs::directory_iterator("/proc/self/task")) {
    std::ifstream list(task.path() / "children");
    for (int id = 0; list >> id;) found.push_back(id);
  }
  return found;
}

}  // namespace dumas::documents
