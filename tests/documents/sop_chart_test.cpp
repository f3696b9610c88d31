// The flowchart follows the SOP: lanes from who acts, symbols from what a step decides, lines that join without a gap.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "documents/sop_wiring.hpp"
#include "sops.hpp"

using namespace dumas;             // NOLINT(google-build-using-namespace)
using namespace dumas::complaint;  // NOLINT(google-build-using-namespace)
using namespace dumas::documents;  // NOLINT(google-build-using-namespace)

namespace {

// The ends of a cell's lines on one of its edges, by place along that edge.
std::multiset<double> ends(const Cell& cell, char edge) {
  std::multiset<double> places;
  for (const auto& line : cell.lines) {
    if (edge == 'u' && line.x1 == line.x2 && line.y1 == 0) places.insert(line.x1);
    if (edge == 'd' && line.x1 == line.x2 && line.y2 == 100) places.insert(line.x1);
    if (edge == 'l' && line.y1 == line.y2 && line.x1 == 0) places.insert(line.y1);
    if (edge == 'r' && line.y1 == line.y2 && line.x2 == 100) places.insert(line.y1);
  }
  return places;
}

// What leaves a cell enters its neighbour; nothing leaves the drawing but through a page link.
void check_joined(const std::vector<GridPage>& pages) {
  for (const auto& page : pages) {
    for (std::size_t row = 0; row < page.size(); ++row) {
      CAPTURE(row);
      const auto& cells = page[row].cells;
      for (std::size_t lane = 0; lane < cells.size(); ++lane) {
        CAPTURE(lane);
        CHECK(ends(cells[lane], 'd') ==
              (row + 1 < page.size() ? ends(page[row + 1].cells[lane], 'u') : std::multiset<double>{}));
        CHECK(ends(cells[lane], 'r') ==
              (lane + 1 < cells.size() ? ends(cells[lane + 1], 'l') : std::multiset<double>{}));
        if (row == 0) CHECK(ends(cells[lane], 'u').empty());
        if (lane == 0) CHECK(ends(cells[lane], 'l').empty());
      }
    }
  }
}

std::vector<std::string> letters(const GridRow& row) {
  std::vector<std::string> all;
  for (const auto& cell : row.cells)
    for (const auto& link : cell.links) all.push_back(link.letter);
  return all;
}

}  // namespace

TEST_CASE("the shipped SOP has the three columns of the office's own sheet") {
  const auto chart = chart_of(sops::shipped());
  CHECK(chart.lanes == std::vector<Lane>{{Role::FrontDesk, Role::OnlineOperator},
                                         {Role::Secretary, Role::Chair, Role::Commissioner},
                                         {Role::ComplaintUnit}});
  std::vector<std::size_t> lanes;
  for (const auto& row : chart.rows) lanes.push_back(row.lane);
  CHECK(lanes == std::vector<std::size_t>{0, 0, 1, 2, 1, 1, 2, 2, 2, 1});
  CHECK(chart.rows[7].also == std::vector<std::size_t>{0});  // A8: the desk may hand the letter over
}

TEST_CASE("what can go back is a decision; the last one gets an end of its own") {
  const auto chart = chart_of(sops::shipped());
  CHECK(chart.rows[0].shape == Shape::Start);
  CHECK(chart.rows[1].shape == Shape::Process);
  CHECK(chart.rows[4].back_to == 3U);
  CHECK(chart.rows[5].back_to == 5U);  // put off: to another meeting
  CHECK(chart.rows[9].back_to == 8U);
  CHECK(std::count_if(chart.rows.begin(), chart.rows.end(),
                      [](const ChartRow& row) { return row.shape == Shape::Decision; }) == 3);
  CHECK(chart.ends_apart);
}

TEST_CASE("another office's rows draw another chart") {
  const auto sop = sops::small_office();
  const auto chart = chart_of(sop);
  // Chair and Secretary follow each other, so they are one body; the unit and the desk each act alone elsewhere.
  CHECK(chart.lanes ==
        std::vector<Lane>{
            {Role::OnlineOperator}, {Role::Chair, Role::Secretary}, {Role::ComplaintUnit}, {Role::FrontDesk}});
  CHECK(chart.rows[2].also == std::vector<std::size_t>{3});
  CHECK(chart.rows[3].back_to == 2U);
  CHECK(chart.rows.back().shape == Shape::End);
  CHECK_FALSE(chart.ends_apart);
  CHECK(remark_words(sop, chart, 2, sops::words) == "role.COMPLAINT_UNITsop_actors.ANYrole.FRONT_DESK");
  CHECK(remark_words(sop, chart, 1, sops::words).empty());
  CHECK(decision_words(sop, chart, 3, sops::words) == "sop_question.review sop_chart.no_way 5");
}

TEST_CASE("a return whose target this SOP does not have is no decision") {
  auto sop = sops::small_office();
  sop.steps.erase(sop.steps.begin() + 2);
  CHECK_FALSE(chart_of(sop).rows[2].back_to);
  sop.steps.front().actors.clear();
  CHECK_THROWS_AS((void)chart_of(sop), std::invalid_argument);
  CHECK_THROWS_AS((void)chart_of(Sop{}), std::invalid_argument);
}

TEST_CASE("lines join from cell to cell, wherever pages end") {
  for (const auto& sop : {sops::shipped(), sops::small_office()}) {
    const auto chart = chart_of(sop);
    const auto rows = chart.rows.size();
    for (std::size_t first = 1; first < rows; ++first) {
      CAPTURE(first);
      check_joined(wire(chart, {0, first}));
      if (first + 1 < rows) check_joined(wire(chart, {0, first, first + 1}));
    }
    check_joined(wire(chart, {0}));
  }
}

TEST_CASE("what crosses the end of a page has the same letter on both sides, also a return") {
  const auto pages = wire(chart_of(sops::shipped()), {0, 4});  // between analysis and the review that may send it back
  REQUIRE(pages.size() == 2);
  CHECK(pages[0].back().kind == GridKind::ToPage);
  CHECK(pages[1].front().kind == GridKind::FromPage);
  CHECK(letters(pages[0].back()) == std::vector<std::string>{"A", "B"});
  CHECK(letters(pages[1].front()) == letters(pages[0].back()));
  CHECK_THROWS_AS((void)wire(chart_of(sops::shipped()), {4}), std::invalid_argument);
}

TEST_CASE("a decision's two answers leave on different sides") {
  for (const auto& sop : {sops::shipped(), sops::small_office()}) {
    const auto pages = wire(chart_of(sop), {0});
    for (const auto& row : pages.front())
      for (const auto& cell : row.cells)
        if (cell.symbol && cell.symbol->no) CHECK(*cell.symbol->no != cell.symbol->yes);
  }
}
