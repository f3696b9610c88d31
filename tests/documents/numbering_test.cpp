// Letter numbers print exactly as the office's letters carry them (acceptance scenario S14).
#include "documents/numbering.hpp"

#include <doctest/doctest.h>

using namespace dumas;
using namespace dumas::documents;

TEST_CASE("the old pattern prints the number of the office's own SOP") {
  const auto pattern = parse_pattern("{seq}/{class}-{type}/{region}/{unit}/{month_roman}/{year}");
  REQUIRE(pattern);
  CHECK(format_number(*pattern, {20, "HK.03.2", "Kpt", "3571", "Sek-Kot", *parse_iso_date("2021-11-19")}) ==
        "20/HK.03.2-Kpt/3571/Sek-Kot/XI/2021");
}

TEST_CASE("the new pattern has neither unit nor month") {
  const auto pattern = parse_pattern("{seq}/{class}-{type}/{region}/{year}");
  REQUIRE(pattern);
  CHECK(format_number(*pattern, {123, "HM.02", "SD", "3571", "", *parse_iso_date("2026-12-02")}) ==
        "123/HM.02-SD/3571/2026");
  CHECK_FALSE(pattern->uses(NumberToken::Unit));
  CHECK(pattern->uses(NumberToken::Classification));
}

TEST_CASE("zeros fill up to the width and never cut") {
  const auto print = [](const char* text, long sequence, const char* date) {
    return format_number(parse_pattern(text).value(), {.sequence = sequence, .date = *parse_iso_date(date)});
  };
  CHECK(print("{seq:4}", 7, "2026-03-01") == "0007");
  CHECK(print("{seq:4}", 12345, "2026-03-01") == "12345");
  CHECK(print("{seq}.{month:2}.{year}", 7, "2026-03-01") == "7.03.2026");
  CHECK(print("{seq}.{month}", 7, "2026-12-01") == "7.12");
  CHECK(print("NOMOR {seq} TAHUN {year}", 19, "2023-03-01") == "NOMOR 19 TAHUN 2023");
}

TEST_CASE("all twelve Roman months") {
  const char* wanted[] = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"};
  const auto pattern = parse_pattern("{seq}/{month_roman}").value();
  for (unsigned month = 1; month <= 12; ++month) {
    CHECK(format_number(pattern, {.sequence = 1, .date = *date_of(2026, month, 28)}) ==
          std::string{"1/"} + wanted[month - 1]);
  }
}

TEST_CASE("a bad pattern is refused with its reason") {
  const auto key = [](std::string_view text) {
    const auto pattern = parse_pattern(text);
    REQUIRE_FALSE(pattern);
    CHECK(pattern.refusal().field == "pattern");
    return pattern.refusal().key;
  };
  CHECK(key("{seq}/{bulan}") == "error.numbering_unknown_token");
  CHECK(parse_pattern("{seq}/{bulan}").refusal().arguments == std::vector<std::string>{"{bulan}"});
  CHECK(key("{seq}/{}") == "error.numbering_unknown_token");
  CHECK(key("{seq}/{SEQ}") == "error.numbering_unknown_token");
  CHECK(key("{seq}/{{year}}") == "error.numbering_unknown_token");
  CHECK(key("{seq:0}") == "error.numbering_width");
  CHECK(key("{seq:44}") == "error.numbering_width");
  CHECK(key("{seq:}") == "error.numbering_width");
  CHECK(key("{seq}{class:2}") == "error.numbering_width");
  CHECK(key("{seq") == "error.numbering_brace");
  CHECK(key("{seq}}") == "error.numbering_brace");
  CHECK(key("{year}/{type}") == "error.numbering_no_sequence");
  CHECK(key("") == "error.numbering_text");
  CHECK(key("{seq}\n") == "error.numbering_text");
  CHECK(key(std::string(101, 'x')) == "error.numbering_text");
}

TEST_CASE("a number typed by hand reads as a sequence when the pattern could have printed it") {
  const auto fresh = parse_pattern("{seq}/{class}-{type}/{region}/{year}").value();
  CHECK(sequence_in(fresh, "123/HM.02-SD/3571/2026") == 123);
  CHECK(sequence_in(fresh, "7/PP.04.1-SD/3571/2026") == 7);
  CHECK_FALSE(sequence_in(fresh, "B-123/HM.02/2026"));
  CHECK_FALSE(sequence_in(fresh, "123/HM.02-SD/3571/2026 (salinan)"));
  const auto old = parse_pattern("{seq:4}/{class}-{type}/{region}/{unit}/{month_roman}/{year}").value();
  CHECK(sequence_in(old, "0020/HK.03.2-Kpt/3571/Sek-Kot/XI/2021") == 20);
  CHECK_FALSE(sequence_in(old, "20/HK.03.2-Kpt/3571/Sek-Kot/11/2021"));
  CHECK(sequence_in(parse_pattern("[{seq}] (a.b+c)").value(), "[5] (a.b+c)") == 5);
  CHECK_FALSE(sequence_in(parse_pattern("a.{seq}").value(), "ax5"));
  CHECK_FALSE(sequence_in(fresh, std::string(5000, '1')));
}
