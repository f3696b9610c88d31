// Where each symbol and each line of the SOP's flowchart stands: a grid of cells, rows of the table by lanes. A line is a
// piece inside one cell, in per cent of that cell, so that it fits however tall the row's text makes it. Pure.
// Called by the printed sheet (several pages) and the pages on screen (one).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "documents/sop_chart.hpp"

namespace dumas::documents {

enum class Side { Left, Right, Down };
enum class Stroke { Flow, Shared };  // shared: between the actors of one row, dashed

// Horizontal or vertical, from left to right or from above; 0 to 100.
struct Line {
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
  Stroke stroke = Stroke::Flow;
  friend bool operator==(const Line&, const Line&) = default;
};

// A symbol stands in the middle of its cell; what it needs to know to be drawn.
struct Symbol {
  Shape shape = Shape::Process;
  bool is_entered = false;  // an arrow comes in from above
  bool is_shared = false;   // the second of a row: another actor who does it too
  Side yes = Side::Down;    // of a decision
  std::optional<Side> no{};
  bool is_put_off = false;  // the "no" leads back to the row itself
};

// The end of a page: the line goes on at the same letter.
struct PageLink {
  std::string letter;
  double x = 50;
};

struct Cell {
  std::optional<Symbol> symbol{};
  std::vector<PageLink> links{};
  std::vector<Line> lines{};
};

enum class GridKind { Step, FromPage, ToPage, End };
struct GridRow {
  GridKind kind = GridKind::Step;
  std::size_t row = 0;  // of the chart, for a step
  std::vector<Cell> cells{};
};
using GridPage = std::vector<GridRow>;

// `page_starts`: the chart rows with which pages begin, rising, the first 0. Throws std::invalid_argument otherwise.
[[nodiscard]] std::vector<GridPage> wire(const SopChart&, const std::vector<std::size_t>& page_starts);

}  // namespace dumas::documents
