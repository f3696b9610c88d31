#include "store/content_type.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "store/temporary.hpp"

using namespace dumas::store;
using namespace std::string_literals;

namespace {
std::string big(std::uint64_t number, int bytes) {
  std::string text;
  for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(number >> (8 * i) & 0xff);
  return text;
}
std::string little(std::uint64_t number, int bytes) {
  std::string text = big(number, bytes);
  return {text.rbegin(), text.rend()};
}
std::string png(std::uint32_t width, std::uint32_t height) {
  return "\x89PNG\r\n\x1a\n"s + big(13, 4) + "IHDR" + big(width, 4) + big(height, 4) + "\x08\x02\0\0\0"s + big(0, 4);
}
// A JPEG begins with pictures' particulars of any length; the measure comes after them.
std::string jpeg(std::uint32_t width, std::uint32_t height) {
  const std::string exif = "\xff\xe1"s + big(60'002, 2) + std::string(60'000, '\0');
  return "\xff\xd8"s + exif + exif + "\xff\xc0"s + big(17, 2) + "\x08" + big(height, 2) + big(width, 2) + "\x03" +
         std::string(9, '\1');
}
// Entries stored without compression, then the directory: what every office program can read.
std::string zip(const std::vector<std::pair<std::string, std::string>>& entries) {
  std::string body;
  std::string directory;
  for (const auto& [name, content] : entries) {
    const std::string sizes =
        little(0, 4) + little(content.size(), 4) + little(content.size(), 4) + little(name.size(), 2);
    directory += "PK\x01\x02"s + little(20, 2) + little(20, 2) + std::string(8, '\0') + sizes + std::string(12, '\0') +
                 little(body.size(), 4) + name;
    body += "PK\x03\x04"s + little(20, 2) + std::string(8, '\0') + sizes + little(0, 2) + name + content;
  }
  return body + directory + "PK\x05\x06"s + std::string(4, '\0') + little(entries.size(), 2) +
         little(entries.size(), 2) + little(directory.size(), 4) + little(body.size(), 4) + little(0, 2);
}
// An OLE compound file of three sectors: header, table, directory.
std::string compound(const std::string& stream) {
  std::string header =
      "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"s + std::string(22, '\0') + little(9, 2) + std::string(16, '\0') + little(1, 4);
  header.resize(76);
  header += little(0, 4);
  header.resize(512, '\xff');
  std::string table = little(0xfffffffd, 4) + little(0xfffffffe, 4);
  table.resize(512, '\xff');
  std::string entry;
  for (const char letter : stream) entry += std::string(1, letter) + '\0';
  entry.resize(128);
  return header + table + std::string(128, '\0') + entry + std::string(256, '\0');
}

std::string judged(const std::string& bytes, const std::string& name) {
  TemporaryFolder folder;
  const auto kind = judge(folder.write("upload", bytes), name);
  return kind.ok() ? std::string(extension_of(kind->type)) : kind.refusal().key;
}
const std::string mp3_frame = "\xff\xfb\x90\x00"s + std::string(413, '\0');
}  // namespace

TEST_CASE("what the office takes is recognised by its bytes") {
  CHECK(judged("%PDF-1.7\n%\xe2\xe3", "surat.pdf") == "pdf");
  CHECK(judged(png(800, 600), "Foto TPS 07.PNG") == "png");
  CHECK(judged(jpeg(4000, 3000), "IMG_1.JPEG") == "jpg");
  CHECK(judged("GIF89a"s + little(10, 2) + little(10, 2), "a.gif") == "gif");
  CHECK(judged("RIFF"s + little(30, 4) + "WEBPVP8X" + little(10, 4) + little(0, 4) + little(99, 3) + little(49, 3),
               "a.webp") == "webp");
  CHECK(judged(big(24, 4) + "ftypheic" + big(0, 4) + "mif1heic", "a.HEIC") == "heic");
  CHECK(judged("ID3\x04"s + std::string(20, '\0'), "a.mp3") == "mp3");
  CHECK(judged(mp3_frame + mp3_frame, "a.mp3") == "mp3");
  CHECK(judged(big(24, 4) + "ftypM4A " + big(0, 4) + "isom", "suara.m4a") == "m4a");
  CHECK(judged("OggS"s + std::string(30, '\0'), "PTT-WA.opus") == "ogg");
  CHECK(judged("RIFF"s + little(30, 4) + "WAVEfmt ", "a.wav") == "wav");
  CHECK(judged(big(24, 4) + "ftypmp42" + big(0, 4) + "isom", "VID.mp4") == "mp4");
  CHECK(judged(big(24, 4) + "ftyp3gp4" + big(0, 4) + "isom", "VID.3gp") == "3gp");
  CHECK(judged("\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm"s, "a.webm") == "webm");
  const std::string mail =
      "Received: by mx\r\nFrom: dumas@kantor.example\r\nDate: Thu, 3 Dec 2026 09:00:00 +0700\r\n\r\n";
  CHECK(judged(mail + "<html><body>Jawaban</body></html>", "jawaban.eml") == "eml");
  CHECK(judged("From: x\n<html><script>", "jawaban.eml") == "error.file_type");
  CHECK(judged("<html>\nFrom: a\nDate: b\n\n", "jawaban.eml") == "error.file_type");
  CHECK(judged("Kepada Yth.\r\n\tBapak \xf0\x9f\x98\x80", "kronologi.txt") == "txt");
  CHECK(judged(zip({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", "<x/>"}}), "a.odt") ==
        "odt");
  CHECK(judged(zip({{"[Content_Types].xml", "<x/>"}, {"word/document.xml", "<x/>"}}), "a.docx") == "docx");
  CHECK(judged(zip({{"[Content_Types].xml", "<x/>"}, {"xl/workbook.xml", "<x/>"}}), "a.xlsx") == "xlsx");
  CHECK(judged(compound("WordDocument"), "a.doc") == "doc");
  CHECK(judged(compound("Workbook"), "a.xls") == "xls");
  CHECK(judged("%PDF-1.7", "foto 12.10.2026") == "pdf");
  CHECK(judged("%PDF-1.7", "tanpa ending") == "pdf");
}

TEST_CASE("what a browser or a machine would run is refused") {
  CHECK(judged("\x7f"
               "ELF\x02\x01"s +
                   std::string(50, '\0'),
               "a.pdf") == "error.file_type");
  CHECK(judged("MZ\x90\0\x03"s + std::string(50, '\0'), "foto.jpg") == "error.file_type");
  CHECK(judged("  <!DOCTYPE html><p>", "a.txt") == "error.file_type");
  CHECK(judged("\xef\xbb\xbf<svg xmlns='x'/>", "a.txt") == "error.file_type");
  CHECK(judged("halo <ScRiPt>alert(1)</script>", "a.txt") == "error.file_type");
  CHECK(judged("#!/bin/sh\n", "a.txt") == "error.file_type");
  CHECK(judged(zip({{"a.txt", "x"}}), "a.zip") == "error.file_type");
  CHECK(judged(zip({{"[Content_Types].xml", "<x/>"}, {"word/document.xml", "<x/>"}, {"word/vbaProject.bin", "x"}}),
               "a.docx") == "error.file_type");
  CHECK(judged(compound("!SomeInstaller"), "a.doc") == "error.file_type");
  CHECK(judged("\xff\xfb\x90 not a second frame"s, "a.mp3") == "error.file_type");
  CHECK(judged("text with \0 inside"s, "a.txt") == "error.file_type");
  CHECK(judged("latin \xe9 text", "a.txt") == "error.file_type");
  CHECK(judged(std::string(65'535, 'x') + "\xc3\xa9" + std::string(10, 'y') + '\x01', "a.txt") == "error.file_type");
  CHECK(judged(std::string(65'535, 'x') + "\xc3\xa9" + std::string(10, 'y'), "a.txt") == "txt");
}

TEST_CASE("a file is empty, too large a picture, or not what its name says") {
  CHECK(judged("", "a.pdf") == "error.file_empty");
  CHECK(judged("%PDF-1.7", "a.jpg") == "error.file_mismatch");
  CHECK(judged("%PDF-1.7", "a.pdf.exe") == "error.file_mismatch");
  CHECK(judged("hello", "a.html") == "error.file_mismatch");
  CHECK(judged(png(30'000, 30'000), "a.png") == "error.image_too_large");
  CHECK(judged(png(12'000, 6'000), "a.png") == "png");
  CHECK(judged(png(12'001, 1), "a.png") == "error.image_too_large");
  CHECK(judged(png(10'000, 8'001), "a.png") == "error.image_too_large");
  CHECK(judged(jpeg(20'000, 10), "a.jpg") == "error.image_too_large");
  CHECK(judged("GIF89a"s + little(65'535, 2) + little(10, 2), "a.gif") == "error.image_too_large");
  CHECK(judged("RIFF"s + little(30, 4) + "WEBPVP8X" + little(10, 4) + little(0, 4) + little(16'000, 3) + little(49, 3),
               "a.webp") == "error.image_too_large");
}

TEST_CASE("names that climb, turn round or break are refused") {
  for (const std::string& name : {"../../etc/passwd"s, "a\\b.pdf"s, "a\0.pdf"s, "a\n.pdf"s,
                                  "gpj\xe2\x80\xae"
                                  "fdp.exe"s,
                                  "a\xff.pdf"s, ""s, ".."s, std::string(256, 'a')}) {
    CHECK(judged("%PDF-1.7", name) == "error.file_name");
  }
  CHECK(judged("%PDF-1.7", "Drs. Nur'aini, M.Si \xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9.pdf") == "pdf");
}

TEST_CASE("a file cut at any byte is judged without harm") {
  const std::string word = zip({{"[Content_Types].xml", "<x/>"}, {"word/document.xml", "<x/>"}});
  for (const std::string& whole : {word, compound("WordDocument").substr(0, 700), png(9, 9), mp3_frame}) {
    for (std::size_t length = 1; length < whole.size(); length += 7) (void)judged(whole.substr(0, length), "a.bin");
  }
  CHECK(judged(word.substr(0, word.size() - 1), "a.docx") != "");
}
