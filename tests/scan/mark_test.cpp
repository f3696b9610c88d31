// What counts as a mark of ours, and which of several codes on a page is taken.
#include "scan/mark.hpp"

#include <doctest/doctest.h>

using namespace dumas::scan;

namespace {
constexpr std::string_view site = "https://kpu.example";
const std::string ours = "https://kpu.example/periksa/7K3M9QW2XBH4RT6Y?h=2&dari=3";
}  // namespace

TEST_CASE("a mark is read with its page and total") {
  const auto read = read_mark(ours, site);
  REQUIRE(read);
  CHECK(read->mark == PaperMark{"7K3M9QW2XBH4RT6Y", 2, 3});
  CHECK(read->own_site);
  CHECK(read_mark("https://kpu.example/periksa/7K3M9QW2XBH4RT6Y?h=12", site)->mark ==
        PaperMark{"7K3M9QW2XBH4RT6Y", 12, 0});
  CHECK(read_mark(ours, "https://kpu.example/")->own_site);
}

TEST_CASE("a token has one spelling") {
  CHECK(read_mark("https://kpu.example/periksa/7k3m-9qw2-xbh4-rt6y?h=1", site)->mark.token == "7K3M9QW2XBH4RT6Y");
  CHECK(read_mark("https://kpu.example/periksa/Ol3M9QW2XBH4RT6i?h=1", site)->mark.token == "013M9QW2XBH4RT61");
}

TEST_CASE("an office that has moved still reads its old papers") {
  const auto read = read_mark("http://old.example:8080/dumas/periksa/7K3M9QW2XBH4RT6Y?h=1", site);
  REQUIRE(read);
  CHECK_FALSE(read->own_site);
  CHECK_FALSE(read_mark(ours, "")->own_site);
  // A name that only begins like ours is another site.
  CHECK_FALSE(read_mark("https://kpu.example.evil/periksa/7K3M9QW2XBH4RT6Y?h=1", site)->own_site);
}

TEST_CASE("what is not exactly a mark is none") {
  for (const char* text : {"",
                           "https://kpu.example/",
                           "https://kpu.example/periksa/",
                           "https://kpu.example/periksa/7K3M9QW2XBH4RT6Y",
                           "https://kpu.example/periksa/7K3M9QW2XBH4RT6?h=1",    // 15 characters
                           "https://kpu.example/periksa/7K3M9QW2XBH4RT6YZ?h=1",  // 17
                           "https://kpu.example/periksa/7K3M9QW2XBH4RT6U?h=1",   // U is none of Crockford's
                           "https://kpu.example/periksa/7K3M9QW2XBH4RT6Y?h=0",
                           "https://kpu.example/periksa/7K3M9QW2XBH4RT6Y?h=01",
                           "https://kpu.example/periksa/7K3M9QW2XBH4RT6Y?h=-1",
                           "https://kpu.example/periksa/7K3M9QW2XBH4RT6Y?h=1000",
                           "https://kpu.example/periksa/7K3M9QW2XBH4RT6Y?h=",
                           "https://kpu.example/periksa/7K3M9QW2XBH4RT6Y?h=4&dari=3",
                           "https://kpu.example/periksa/7K3M9QW2XBH4RT6Y?h=1&dari=",
                           "https://kpu.example/periksa/7K3M9QW2XBH4RT6Y?h=1&dari=0",
                           "https://kpu.example/periksa/7K3M9QW2XBH4RT6Y?h=1&x=2",
                           "https://kpu.example/periksa/7K3M9QW2XBH4RT6Y?h=1#x",
                           "https://kpu.example/periksa/7K3M9QW2XBH4RT6Y?h=1 ",
                           " https://kpu.example/periksa/7K3M9QW2XBH4RT6Y?h=1",
                           "/periksa/7K3M9QW2XBH4RT6Y?h=1",
                           "javascript:/periksa/7K3M9QW2XBH4RT6Y?h=1",
                           "https:///periksa/7K3M9QW2XBH4RT6Y?h=1",
                           "https://a@b/periksa/7K3M9QW2XBH4RT6Y?h=1",
                           "https://kpu.example/?to=/periksa/7K3M9QW2XBH4RT6Y?h=1"}) {
    CAPTURE(std::string{text});
    CHECK_FALSE(read_mark(text, site));
  }
  CHECK_FALSE(read_mark("https://" + std::string(400, 'a') + "/periksa/7K3M9QW2XBH4RT6Y?h=1", site));
}

TEST_CASE("of several codes the office's own is taken, and two of them decide nothing") {
  const std::string elsewhere = "https://other.example/periksa/AAAAAAAAAAAAAAAA?h=1", video = "https://video.example/";
  const std::string second = "https://kpu.example/periksa/BBBBBBBBBBBBBBBB?h=1";
  CHECK(choose_mark({}, site).choice == MarkChoice::None);
  CHECK(choose_mark({video}, site).choice == MarkChoice::None);
  for (const auto& texts : {std::vector{video, elsewhere, ours}, std::vector{ours, elsewhere, video}}) {
    const auto chosen = choose_mark(texts, site);
    CHECK(chosen.choice == MarkChoice::One);
    CHECK(chosen.mark.token == "7K3M9QW2XBH4RT6Y");
    CHECK(texts.at(chosen.index) == ours);
  }
  CHECK(choose_mark({elsewhere}, site).mark.token == "AAAAAAAAAAAAAAAA");
  CHECK(choose_mark({ours, ours}, site).choice == MarkChoice::One);
  CHECK(choose_mark({ours, second}, site).choice == MarkChoice::Several);
  CHECK(choose_mark({ours, second, ours}, site).choice == MarkChoice::Several);
}
