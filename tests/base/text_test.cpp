// What forms let in, and what masks let out.
#include "base/text.hpp"

#include <doctest/doctest.h>

using namespace dumas;
using namespace std::string_literals;

namespace {

std::string key_of(std::string_view raw, TextRules rules = {}) {
  const auto cleaned = clean_text(raw, rules);
  return cleaned ? "" : cleaned.refusal().key;
}

}  // namespace

TEST_CASE("only well-formed UTF-8 is UTF-8") {
  for (const char* good : {"", "Kediri", "\xC2\x80", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80", "\xF0\x90\x80\x80",
                           "\xF4\x8F\xBF\xBF", "\xEF\xBF\xBF"}) {
    CHECK(is_valid_utf8(good));
  }
  for (const char* bad :
       {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xC2", "\xE2\x82", "\xF0\x9F\x98", "a\xC2z", "\xE2\x28\xA1"}) {
    CHECK_FALSE(is_valid_utf8(bad));
  }
  CHECK(is_valid_utf8("a\0b"s));
}

TEST_CASE("code points are counted, not bytes") {
  CHECK(code_points("") == 0);
  CHECK(code_points("Ibu Sari") == 8);
  CHECK(code_points("caf\xC3\xA9 \xF0\x9F\x98\x80") == 6);
}

TEST_CASE("typed text is cleaned") {
  CHECK(*clean_text("  Siti Aminah \r\n", {}) == "Siti Aminah");
  CHECK(*clean_text("\xEF\xBB\xBF\xC2\xA0Siti\xE2\x80\x8B", {}) == "Siti");
  CHECK(*clean_text("a\tb", {}) == "a b");
  CHECK(*clean_text("satu\r\ndua\rtiga\n\nempat\r", {.lines = Lines::Many}) == "satu\ndua\ntiga\n\nempat");
  CHECK(*clean_text("a\tb", {.lines = Lines::Many}) == "a\tb");
  CHECK(*clean_text(" \n ", {.presence = Presence::Optional, .least = 5}) == "");
}

TEST_CASE("what cannot be stored or would deceive the reader is refused") {
  for (const std::string& bad :
       {"a\0b"s, "a\x01"s + "b", "a\x1B[31mb"s, "a\x7F"s + "b", "a\xC2\x85z"s, "a\xFFz"s, "a\xC0\xAFz"s}) {
    CHECK(key_of(bad) == "error.text_invalid");
    CHECK(key_of(bad, {.lines = Lines::Many}) == "error.text_invalid");
  }
  CHECK(key_of("satu\ndua") == "error.text_invalid");
  CHECK(key_of("satu\rdua") == "error.text_invalid");
  for (const char* turning : {"\xE2\x80\xAA", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x81\xA9"}) {
    CHECK(key_of("a"s + turning + "b") == "error.text_invalid");
    CHECK(key_of("a"s + turning + "b", {.lines = Lines::Many}).empty());
  }
  CHECK(key_of("") == "error.text_missing");
  CHECK(key_of(" \xC2\xA0 ") == "error.text_missing");
}

TEST_CASE("length limits count code points and are told") {
  CHECK(key_of("\xC3\xA9\xC3\xA9\xC3\xA9", {.most = 3}).empty());
  const auto longer = clean_text("abcd", {.field = "subject", .most = 3});
  REQUIRE_FALSE(longer);
  CHECK(longer.refusal() ==
        Refusal{.code = "INVALID_INPUT", .field = "subject", .key = "error.text_too_long", .arguments = {"3"}});
  CHECK(clean_text("abcd", {.least = 5}).refusal().arguments.at(0) == "5");
  CHECK(key_of("abcd", {.least = 5}) == "error.text_too_short");
}

TEST_CASE("masks") {
  CHECK(mask_name("Siti Aminah") == "S*** A*****");
  CHECK(mask_name("\xC3\x89lan") == "\xC3\x89***");
  CHECK(mask_name("") == "");
  CHECK(mask_number("3571234567890001") == "3571********0001");
  CHECK(mask_number("12345678901") == "***********");
  CHECK(mask_number("3571-2345-6789-0001") == "*******************");
  CHECK(mask_email("siti.aminah@example.org") == "s**********@example.org");
  CHECK(mask_email("s@example.org") == "*@example.org");
  CHECK(mask_email("@example.org") == "************");
  CHECK(mask_email("siti") == "****");
  CHECK(mask_phone("+62 812-3456-7890") == "+** ***-****-*890");
  CHECK(mask_phone("081234567890") == "*********890");
  CHECK(mask_phone("1234567") == "*******");
}

TEST_CASE("file names keep their last component and their extension") {
  CHECK(safe_filename("bukti.pdf") == "bukti.pdf");
  CHECK(safe_filename("../../etc/passwd") == "passwd");
  CHECK(safe_filename("C:\\fakepath\\foto rumah.jpg") == "foto rumah.jpg");
  CHECK(safe_filename("a\nb\"c\x7F.txt") == "ab\"c.txt");
  CHECK(safe_filename("foto\xE2\x80\xAEgpj.exe") == "fotogpj.exe");
  CHECK(safe_filename("a\xFF\xC3(b.txt") == "a(b.txt");
  for (const char* nothing : {"", "/", "..", ".", "a/..", " ", "\x01", "\xFF"})
    CHECK(safe_filename(nothing) == "berkas");
  CHECK(safe_filename(std::string(300, 'x') + ".pdf") == std::string(116, 'x') + ".pdf");
  std::string accents;
  for (int i = 0; i < 200; ++i) accents += "\xC3\xA9";
  CHECK(code_points(safe_filename(accents + ".jpeg")) == 120);
  CHECK(is_valid_utf8(safe_filename(accents + ".jpeg")));
  CHECK(safe_filename(accents + ".jpeg").ends_with("\xC3\xA9.jpeg"));
  CHECK(code_points(safe_filename("." + std::string(300, 'x'))) == 120);
  CHECK(code_points(safe_filename("a." + std::string(300, 'x'))) == 120);
}
