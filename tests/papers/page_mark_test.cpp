// Each page of an issued paper carries its own code, found again in a scan, and says which page it is.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "documents/qr_code.hpp"
#include "renderer_support.hpp"

using namespace dumas;
using namespace dumas::documents;

namespace {

constexpr std::string_view address = "https://pengaduan.kpu-kotacontoh.example/periksa/K7Q2-93XD?h=";

RenderOptions marked(Corner corner) {
  auto options = paper();
  options.mark = PageMark{.text_prefix = std::string{address},
                          .lines = {"Nomor 123/HM.02-SD/3571/2026", "Halaman {page} dari {pages}"},
                          .corner = corner};
  return options;
}

std::string codes_of(const std::string& pdf) {
  const Folder folder;
  return run("/usr/bin/python3 -s " DUMAS_SOURCE_DIR "/tests/papers/read_codes.py " +
             folder.write("paper.pdf", pdf).string())
      .output;
}

}  // namespace

TEST_CASE("every page carries its own code and number, and stays PDF/A with tags") {
  Renderer renderer(real_options());
  std::string body;
  for (int i = 0; i < 110; ++i) body += "<p>Baris surat yang agak panjang supaya halamannya penuh.</p>";
  for (const Corner corner : {Corner::BottomLeft, Corner::BottomRight}) {
    const auto made = renderer.print(page(body, "@page{size:215mm 330mm;margin:25mm}"), marked(corner));
    REQUIRE(made.ok());
    REQUIRE(made.value().pages == 4);
    CHECK(codes_of(made.value().pdf) == fmt::format("{0}1\n{0}2\n{0}3\n{0}4\n", address));
    const std::string text = text_of(made.value().pdf);
    for (int number = 1; number <= 4; ++number)
      CHECK(text.find(fmt::format("Halaman {} dari 4", number)) != std::string::npos);
    const auto checked = check_pdf(made.value().pdf);
    CHECK_MESSAGE(checked.status == 0, checked.output);
  }
}

TEST_CASE("a code with too long a text is refused before printing") {
  Renderer renderer(real_options());
  auto options = marked(Corner::BottomLeft);
  options.mark->text_prefix = std::string(120, 'x');
  const auto refused = renderer.print(page("<p>x</p>"), options);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.refusal().code == "RENDER_MARK");
  CHECK(renderer.figures().started == 0);
}

TEST_CASE("a code is square and no larger than a margin holds") {
  for (const std::size_t length : {10U, 60U, 84U, 100U}) {
    const auto rows = qr_rows(std::string(length, 'x'));
    REQUIRE(rows);
    const std::size_t side = rows->find('\n');
    CHECK(rows->size() == side * (side + 1) - 1);
    CHECK(side <= 37);
  }
  CHECK_FALSE(qr_rows(std::string(107, 'x')));
}
