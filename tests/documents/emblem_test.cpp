// The office's emblem stands in every letterhead; a file that is no picture, or more than one, does not.
#include <doctest/doctest.h>

#include "papers_folder.hpp"

using namespace dumas;
using namespace dumas::documents;
using namespace dumas::documents::test;
using complaint::PaperKind;

namespace {

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the emblem of the letterhead") {
  const auto kind = PaperKind::AnswerLetter;
  const OwnPapers own;
  const Model sample = own.templates().description(kind).sample;
  CHECK_FALSE(holds(own.templates().body(kind, sample), "<img"));
  std::filesystem::create_directories(own.folder());
  SUBCASE("an SVG stands in the letterhead itself") {
    own.write("../logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"9\"/></svg>");
    const auto papers = own.templates();
    CHECK(papers.faults().empty());
    CHECK(holds(papers.body(kind, sample), "src=\"data:image/svg+xml;base64,PHN2Zy"));
    CHECK(holds(papers.body(kind, sample), "alt=\"Lambang Komisi Pemilihan Umum Kota Kediri\""));
  }
  SUBCASE("a PNG too") {
    own.write("../logo.png", std::string("\x89PNG\r\n\x1a\n\0rest", 13));
    CHECK(holds(own.templates().body(kind, sample), "src=\"data:image/png;base64,iVBORw0KGgo"));
  }
  const auto refused = [&](const std::string& file, const std::string& bytes, std::string_view reason) {
    own.write("../" + file, bytes);
    const auto papers = own.templates();
    CAPTURE(bytes.substr(0, 80));
    REQUIRE(papers.faults().size() == 1);
    CHECK(papers.faults()[0].file == file);
    CHECK(papers.faults()[0].reason == reason);
    CHECK_FALSE(holds(papers.body(kind, sample), "<img"));
  };
  SUBCASE("not what its name says") { refused("logo.png", "GIF89a", "emblem_type"); }
  SUBCASE("too large") { refused("logo.png", std::string(300 * 1024, 'x'), "too_large"); }
  SUBCASE("no picture") { refused("logo.svg", "<html></html>", "emblem_type"); }
  SUBCASE("with a script") { refused("logo.svg", "<svg><script>1</script></svg>", "emblem_unsafe"); }
  SUBCASE("with another file") {
    refused("logo.svg", "<svg><a xlink:href = 'file:///etc/passwd'/></svg>", "emblem_unsafe");
  }
  SUBCASE("with an entity") {
    refused("logo.svg", "<!DOCTYPE x [<!ENTITY a SYSTEM '/etc/passwd'>]><svg>&a;</svg>", "emblem_unsafe");
  }
}
