// A complaint whose text is copied while the memory ends: refused, and nothing is destroyed that was never made.
#include <doctest/doctest.h>

#include <optional>

#include "../support/failing_new.hpp"
#include "complaint/content.hpp"

using namespace dumas::complaint;  // NOLINT(google-build-using-namespace)

TEST_CASE("every allocation of a complaint's content may fail") {
  SubmitComplaint handed_in;
  handed_in.channel = Channel::Web;
  handed_in.subject = std::string(60, 's');
  handed_in.story = std::string(1400, 't');
  handed_in.place = "Kantor kecamatan di timur laut";
  handed_in.disclosure = Disclosure::Named;
  handed_in.name = "Drs. Nur'aini, M.Si";
  const Command command = handed_in;
  const auto copy_chosen = [&] { return content_of(command, {"channel", "subject", "story", "place", "disclosure"}); };
  CHECK(dumas::testing::walk_failing_allocations(copy_chosen) > 10);
  CHECK(copy_chosen().text("story") == handed_in.story);
}

TEST_CASE("a list and a text of a document may fail to be copied") {
  Content content;
  content.set("reasons", std::vector<std::string>{std::string(40, 'a'), std::string(40, 'b')});
  content.set("note", std::string(40, 'c'));
  std::optional<Content> copy;
  CHECK(dumas::testing::walk_failing_allocations([&] { copy.emplace(content); }) > 4);
  CHECK(copy == content);
  CHECK(content.list("reasons").size() == 2);
}
