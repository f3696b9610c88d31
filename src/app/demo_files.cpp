#include "app/demo_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

namespace dumas::app {
namespace {

std::string draw(std::string_view name);
std::string print(std::string_view name);

}  // namespace

std::string sample_file(std::string_view name) {
  if (name.ends_with(".png")) return draw(name);
  if (name.ends_with(".pdf")) return print(name);
  return fmt::format("Berkas contoh: {}\n\nIsi berkas ini fiktif dan dibuat untuk data contoh.\n", name);
}

namespace {

// A grey picture, one byte a pixel.
struct Picture {
  std::uint32_t width, height;
  std::vector<std::uint8_t> pixels;
  Picture(std::uint32_t w, std::uint32_t h) : width(w), height(h), pixels(std::size_t{w} * h, 255) {}
  void dot(double x, double y, std::uint8_t shade) {
    if (x < 0 || y < 0 || x >= width || y >= height) return;
    pixels[static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x)] = shade;
  }
};

Picture signature(std::string_view name) {
  Picture picture(320, 120);
  const double turn = static_cast<double>(name.size() % 7) + 3;
  constexpr int steps = 2500;
  for (int step = 0; step < steps; ++step) {
    const double t = static_cast<double>(step) / steps;
    const double x = 30 + 250 * t + 18 * std::sin(turn * 6 * t),
                 y = 60 - 34 * std::cos(turn * 9 * t) * (1 - t) - 10 * std::sin(20 * t);
    for (const double right : {0.0, 1.0})  // a pen two dots wide
      for (const double down : {0.0, 1.0}) picture.dot(x + right, y + down, 30);
  }
  return picture;
}

// A notice board before a wall, seen by a bad camera.
Picture scene(std::string_view name) {
  Picture picture(480, 320);
  for (std::uint32_t y = 0; y < picture.height; ++y)
    for (std::uint32_t x = 0; x < picture.width; ++x) {
      const bool board = x > 90 && x < 390 && y > 50 && y < 240;
      const bool paper = board && (x / 50 + y / 60 + name.size()) % 2 == 0 && x % 50 > 6 && y % 60 > 8;
      const auto base = paper ? 235U : board ? 110U : 160U + y / 6;
      picture.dot(x, y, static_cast<std::uint8_t>(std::min(255U, base + (x * 7 + y * 13) % 9)));
    }
  return picture;
}

void put_big(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xffU);
}

// CRC-32 and Adler-32 as PNG (ISO/IEC 15948, annex D) and zlib (RFC 1950) want them.
std::uint32_t crc(std::string_view bytes) {
  std::uint32_t value = ~0U;
  for (const char c : bytes) {
    value ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) value = (value & 1U) != 0 ? value >> 1 ^ 0xedb88320U : value >> 1;
  }
  return ~value;
}

std::uint32_t adler(std::string_view bytes) {
  std::uint32_t a = 1, b = 0;
  for (const char c : bytes) {
    a = (a + static_cast<unsigned char>(c)) % 65521;
    b = (b + a) % 65521;
  }
  return b << 16 | a;
}

void put_chunk(std::string& out, std::string_view type, std::string_view data) {
  put_big(out, static_cast<std::uint32_t>(data.size()));
  const std::string body = std::string{type}.append(data);
  out += body;
  put_big(out, crc(body));
}

// zlib with stored blocks: no compression, and no library for it.
std::string deflated(std::string_view raw) {
  constexpr std::size_t most = 65535;
  std::string out{"\x78\x01"};
  for (std::size_t at = 0; at < raw.size(); at += most) {
    const auto piece = raw.substr(at, most);
    const auto size = static_cast<unsigned>(piece.size());
    out += static_cast<char>(at + piece.size() == raw.size());
    for (const unsigned value : {size, ~size}) {
      out += static_cast<char>(value & 0xffU);
      out += static_cast<char>(value >> 8 & 0xffU);
    }
    out += piece;
  }
  put_big(out, adler(raw));
  return out;
}

std::string draw(std::string_view name) {
  const Picture picture = name.starts_with("tanda-tangan") ? signature(name) : scene(name);
  std::string lines;
  for (std::uint32_t y = 0; y < picture.height; ++y) {
    lines += '\0';  // no filter
    const auto* row = picture.pixels.data() + std::size_t{y} * picture.width;
    lines.append(reinterpret_cast<const char*>(row), picture.width);
  }
  std::string head;
  put_big(head, picture.width);
  put_big(head, picture.height);
  head += std::string{"\x08\x00\x00\x00\x00", 5};  // 8 bits, grey
  std::string out{"\x89PNG\r\n\x1a\n"};
  put_chunk(out, "IHDR", head);
  put_chunk(out, "IDAT", deflated(lines));
  put_chunk(out, "IEND", "");
  return out;
}

std::string print(std::string_view name) {
  const std::string page = fmt::format(
      "BT /F1 16 Tf 72 760 Td (DOKUMEN CONTOH) Tj 0 -28 Td /F1 11 Tf ({}) Tj 0 -18 Td (Isi dokumen ini fiktif.) Tj ET",
      name);
  const std::array<std::string, 5> objects{
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
      fmt::format("<< /Length {} >>\nstream\n{}\nendstream", page.size(), page),
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
  std::string out{"%PDF-1.4\n"};
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    places.push_back(out.size());
    out += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  const std::size_t table = out.size();
  out += fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  for (const auto place : places) out += fmt::format("{:010} 00000 n \n", place);
  return out + fmt::format("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", objects.size() + 1, table);
}

}  // namespace
}  // namespace dumas::app
