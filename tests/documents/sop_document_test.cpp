// The SOP's printed sheet: whole, well-formed, with every row, and deaf to hostile text.
#include "documents/sop_document.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "documents/markup.hpp"
#include "elements.hpp"
#include "sops.hpp"

using namespace dumas;             // NOLINT(google-build-using-namespace)
using namespace dumas::documents;  // NOLINT(google-build-using-namespace)

namespace {

std::string sheet(const complaint::Sop& sop, SopPaper paper = SopPaper::A4) {
  complaint::OfficeSettings office;
  office.name = "Kantor Contoh";
  return sop_document_html(sop, office, sops::words, paper);
}

bool has(const std::vector<Element>& elements, std::string_view name, std::string_view text) {
  return std::any_of(elements.begin(), elements.end(),
                     [&](const Element& it) { return it.name == name && it.text == text; });
}

std::size_t with_class(const std::vector<Element>& elements, const std::string& wanted) {
  return static_cast<std::size_t>(std::count_if(elements.begin(), elements.end(), [&](const Element& it) {
    const auto found = it.attributes.find("class");
    return found != it.attributes.end() && found->second == wanted;
  }));
}

}  // namespace

TEST_CASE("the sheet says the language and what the SOP file says") {
  const auto sop = sops::shipped();
  const auto elements = elements_of(sheet(sop));
  CHECK(elements.front().name == "html");
  CHECK(elements.front().attributes.at("lang") == "id");
  CHECK(has(elements, "h1", sop.title));
  CHECK(has(elements, "td", sop.number));
  CHECK(has(elements, "td", "19 November 2021"));
  for (const auto& law : sop.identity.legal_basis) CHECK(has(elements, "li", law));
  for (const auto& step : sop.steps) {
    CHECK(has(elements, "td", escape_markup(step.activity)));
    CHECK(has(elements, "td", escape_markup(step.output)));
  }
  CHECK(count_of(elements, "script") == 0);
  CHECK(count_of(elements, "img") == 0);
}

TEST_CASE("dates of making and revising, related SOPs and the signatory's name are lines to fill in") {
  auto sop = sops::shipped();
  CHECK(with_class(elements_of(sheet(sop)), "fill") == 5);
  sop.identity.warnings.clear();
  CHECK(with_class(elements_of(sheet(sop)), "fill") == 7);
}

TEST_CASE("the table follows another SOP: its numbers, lanes and days") {
  const auto elements = elements_of(sheet(sops::small_office()));
  for (const auto* number : {"3", "8"}) CHECK(has(elements, "td", number));
  CHECK_FALSE(has(elements, "td", "1"));
  CHECK(has(elements, "td", "sop_chart.day 4"));
  CHECK(has(elements, "td", "document.DISPOSITION, document.COMPLAINT_FILE"));
  for (const auto* role : {"role.ONLINE_OPERATOR", "role.SECRETARY", "role.FRONT_DESK"})
    CHECK(has(elements, "p", role));
  CHECK(with_class(elements, "lane") == 6 * 4);
}

TEST_CASE("many rows take several pages, joined by page links; each repeats its head") {
  const auto elements = elements_of(sheet(sops::shipped()));
  CHECK(count_of(elements, "thead") == with_class(elements, "flow"));
  CHECK(with_class(elements, "flow") == 2);
  CHECK(with_class(elements, "link") == 2);
  CHECK(with_class(elements_of(sheet(sops::small_office(), SopPaper::F4)), "link") == 0);
}

TEST_CASE("hostile text in the SOP prints as text") {
  const std::string html = sheet(sops::hostile());
  const auto elements = elements_of(html);  // fails on anything left open, unescaped or not UTF-8
  CHECK(count_of(elements, "script") == 0);
  CHECK(count_of(elements, "style") == 2);
  CHECK(html.find("alert(&#39;x&#39;)") != std::string::npos);
  CHECK(html.find(std::string(500, 'W')) != std::string::npos);
}

TEST_CASE("markup that is left open, or closed twice, is a bug") {
  CHECK_THROWS_AS((void)std::move(Markup{""}.open("p")).finish(), std::logic_error);
  CHECK_THROWS_AS(Markup{""}.close(), std::logic_error);
  CHECK_THROWS_AS(Markup{""}.style("</style>"), std::logic_error);
  CHECK(escape_markup("a\tb\nc\x7f") == "a\tb\nc");
}
