#include "scan/sorting.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace dumas::scan {
namespace {

ScannedPaper one_paper(const std::string& token, const std::vector<const SeenPage*>& pages);
std::optional<int> agreed_total(const std::vector<const SeenPage*>& pages);
Unrecognised reason_of(const SeenPage&);

}  // namespace

ScanReading sort_pages(const std::vector<SeenPage>& pages) {
  ScanReading reading;
  std::map<std::string, std::vector<const SeenPage*>> by_token;
  for (const auto& page : pages) {
    if (page.found.choice == MarkChoice::One)
      by_token[page.found.mark.token].push_back(&page);
    else
      reading.unrecognised.push_back({page.file, page.source_page, reason_of(page)});
  }
  for (const auto& [token, found] : by_token) reading.papers.push_back(one_paper(token, found));
  return reading;
}

namespace {

ScannedPaper one_paper(const std::string& token, const std::vector<const SeenPage*>& pages) {
  ScannedPaper paper{.token = token, .total = agreed_total(pages)};
  std::set<int> seen;
  for (const auto* page : pages) {
    const int number = page->found.mark.page;
    if (!seen.insert(number).second && std::ranges::find(paper.doubled, number) == paper.doubled.end())
      paper.doubled.push_back(number);
    paper.pages.push_back({number, page->file, page->source_page, page->found.turn});
  }
  std::ranges::sort(paper.doubled);
  std::ranges::stable_sort(paper.pages, {}, &ScannedPage::number);
  const int last = std::max(paper.total.value_or(0), *seen.rbegin());
  for (int number = 1; number <= last; ++number)
    if (!seen.contains(number)) paper.missing.push_back(number);
  return paper;
}

// Codes of one paper were printed together; where they differ, one of them is not what it says, and none is believed.
std::optional<int> agreed_total(const std::vector<const SeenPage*>& pages) {
  int total = 0;
  for (const auto* page : pages) {
    const int said = page->found.mark.total;
    if (said == 0) continue;
    if (total != 0 && said != total) return std::nullopt;
    total = said;
  }
  return total == 0 ? std::nullopt : std::optional{total};
}

Unrecognised reason_of(const SeenPage& page) {
  if (page.found.choice == MarkChoice::Several) return Unrecognised::Ambiguous;
  if (page.found.foreign_code) return Unrecognised::Foreign;
  return page.blank ? Unrecognised::Blank : Unrecognised::NoCode;
}

}  // namespace
}  // namespace dumas::scan
