// Bytes made to break a reader, and workers that do not behave: a refusal that names the file, never a crash of ours.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <zlib.h>

#include <chrono>
#include <random>

#include "pages.hpp"

using namespace dumas::scan;
using namespace dumas::scan::testing;

namespace {

const std::string letter = "7K3M9QW2XBH4RT6Y";

std::string code_of(const std::vector<ScanFile>& files, const ReaderOptions& how = options()) {
  const auto reading = read_scan(files, how);
  if (reading.ok()) return "read";
  const auto& refusal = reading.refusal();
  return refusal.code + (refusal.arguments.empty() ? "" : " " + refusal.arguments.front());
}

std::string big_endian(std::uint32_t number) {
  return {char(number >> 24), char(number >> 16 & 0xff), char(number >> 8 & 0xff), char(number & 0xff)};
}

std::string png_chunk(const std::string& name, const std::string& data) {
  const std::string body = name + data;
  const auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.data()), uInt(body.size()));
  return big_endian(std::uint32_t(data.size())) + body + big_endian(std::uint32_t(sum));
}

// A grey PNG of that size, all of one tone: a few hundred KB for gigabytes of pixels.
std::string png(std::uint32_t width, std::uint32_t height, std::size_t real_rows) {
  const std::string rows(real_rows * (std::size_t(width) + 1), '\0');
  uLongf size = compressBound(rows.size());
  std::string packed(size, '\0');
  compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(rows.data()), rows.size());
  packed.resize(size);
  return "\x89PNG\r\n\x1a\n" + png_chunk("IHDR", big_endian(width) + big_endian(height) + std::string{8, 0, 0, 0, 0}) +
         png_chunk("IDAT", packed) + png_chunk("IEND", "");
}

ReaderOptions worker(std::vector<std::string> command) {
  auto how = options();
  how.worker = std::move(command);
  how.limits.page_time = std::chrono::seconds{1};
  return how;
}

}  // namespace

TEST_CASE("damaged and dressed-up files are refused by their number") {
  const std::string good = paper_pdf({code_text(letter, 1)});
  const ScanFile fine{ScanFormat::Pdf, good};
  CHECK(code_of({fine}) == "read");
  CHECK(code_of({fine, {ScanFormat::Pdf, ""}}) == "SCAN_UNREADABLE 2");
  CHECK(code_of({fine, {ScanFormat::Jpeg, good}}) == "SCAN_UNREADABLE 2");
  std::mt19937 engine{11};
  std::string noise(100'000, '\0');
  for (auto& byte : noise) byte = char(engine());
  for (const auto format : {ScanFormat::Pdf, ScanFormat::Jpeg, ScanFormat::Png, ScanFormat::Tiff}) {
    CAPTURE(int(format));
    CHECK(code_of({fine, fine, {format, noise}}) == "SCAN_UNREADABLE 3");
  }
}

TEST_CASE("cut files are refused: a signed page must be there whole") {
  const Folder folder;
  const auto page = rasterise(folder, "p", paper_pdf({code_text(letter, 1)}), 150).at(0);
  degrade(fmt::format("{0} {1} jpeg:80\n{0} {2} grey:1\n{0} {3} threshold:128\n", page.string(),
                      (folder / "a.jpg").string(), (folder / "b.png").string(), (folder / "c.tif").string()));
  for (const char* name : {"a.jpg", "b.png", "c.tif"}) {
    CAPTURE(std::string{name});
    auto file = scan_file(folder / name);
    CHECK(code_of({file}) == "read");
    for (const double part : {0.02, 0.5, 0.9}) {
      auto cut = file;
      cut.bytes.resize(std::size_t(double(file.bytes.size()) * part));
      CHECK(code_of({cut}) == "SCAN_UNREADABLE 1");
    }
  }
  const std::string pdf = paper_pdf({code_text(letter, 1), code_text(letter, 2)});
  CHECK(code_of({{ScanFormat::Pdf, pdf.substr(0, 100)}}) == "SCAN_UNREADABLE 1");
}

TEST_CASE("decompression bombs and page floods are refused before they unfold") {
  CHECK(code_of({{ScanFormat::Png, png(60'000, 60'000, 100)}}) == "SCAN_TOO_LARGE 1");
  CHECK(code_of({{ScanFormat::Png, png(200'000, 10, 10)}}) == "SCAN_TOO_LARGE 1");
  CHECK(code_of({{ScanFormat::Png, png(4000, 4000, 4000)}}) == "read");  // 16 MB of nothing from 16 KB is a page
  CHECK(code_of({{ScanFormat::Pdf, paper_pdf(std::vector<std::string>(10'000))}}) == "SCAN_TOO_LARGE 1");
  auto how = options();
  how.limits.pages = 3;
  const ScanFile two{ScanFormat::Pdf, paper_pdf({code_text(letter, 1), code_text(letter, 2)})};
  CHECK(code_of({two}, how) == "read");
  CHECK(code_of({two, two}, how) == "SCAN_TOO_LARGE 2");
  how.limits.bytes = two.bytes.size();
  CHECK(code_of({two, two}, how) == "SCAN_TOO_LARGE 2");
  // A page of three and a half metres.
  auto wide = two.bytes;
  wide.replace(wide.find("[0 0 595 842]"), 13, "[0 0 9999 9999]");
  CHECK(code_of({{ScanFormat::Pdf, wide}}) == "SCAN_TOO_LARGE 1");
}

TEST_CASE("a PDF behind a password is refused, one that only forbids changes is read") {
  const Folder folder;
  write_file(folder / "plain.pdf", paper_pdf({code_text(letter, 1)}));
  const auto lock = [&folder](const char* user) {
    run(fmt::format("qpdf --encrypt {} owner 256 -- {} {}", user, (folder / "plain.pdf").string(),
                    (folder / "locked.pdf").string()));
    return scan_file(folder / "locked.pdf");
  };
  CHECK(code_of({lock("secret")}) == "SCAN_UNREADABLE 1");
  CHECK(code_of({lock("''")}) == "read");
}

TEST_CASE("memory and time have an end") {
  auto how = options();
  how.limits.memory = 300ULL << 20;
  const ScanFile large{ScanFormat::Png, png(8000, 9900, 9900)};
  CHECK(code_of({large}) == "read");
#if !defined(__SANITIZE_ADDRESS__)  // which needs terabytes of addresses; the wall is left out there
  how.limits.memory = 180ULL << 20;
  CHECK(code_of({large}, how) == "SCAN_UNREADABLE 1");
#endif
}

TEST_CASE("a worker that hangs, dies, babbles or is not there") {
  const ScanFile fine{ScanFormat::Pdf, paper_pdf({code_text(letter, 1)})};
  const auto began = std::chrono::steady_clock::now();
  CHECK(code_of({fine}, worker({"/bin/sleep", "60"})) == "SCAN_UNAVAILABLE");
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds{20});
  CHECK(code_of({fine}, worker({"/bin/false"})) == "SCAN_UNAVAILABLE");
  CHECK(code_of({fine}, worker({"/bin/cat"})) == "SCAN_UNAVAILABLE");
  CHECK(code_of({fine}, worker({"/nowhere/dumas"})) == "SCAN_UNAVAILABLE");
  // Says that it turns to file 1 and is never heard of again; then the same and dies.
  const std::string progress = R"(printf '\003\010\0\0\0\0\0\0\0\001\0\0\0\0\0\0\0'; )";
  CHECK(code_of({fine}, worker({"/bin/sh", "-c", progress + "exec sleep 60"})) == "SCAN_UNREADABLE 1");
  CHECK(code_of({fine}, worker({"/bin/sh", "-c", progress + "exit 3"})) == "SCAN_UNREADABLE 1");
  // Announces an answer larger than any.
  CHECK(code_of({fine}, worker({"/bin/sh", "-c", R"(printf '\004\377\377\377\377\377\377\377\177')"})) ==
        "SCAN_UNAVAILABLE");
}
