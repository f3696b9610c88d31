// How the SOP's sheet divides its width among columns and its rows among pages. The page links (pentagons) need the page
// ends before anything is laid out, so heights are estimated here, on the safe side; were one too small, the table
// would break by itself, with its head repeated, and only lack the pentagon.
#include <algorithm>
#include <cmath>

#include "base/utf8.hpp"
#include "documents/sop_sheet.hpp"
#include "documents/sop_symbols.hpp"

namespace dumas::documents {
namespace {

// Of the sheet's style (sop_document.cpp), in mm: letters of 8.5 pt, lines of 1.25, cells with 1.2 mm around.
constexpr double letter = 1.6, line = 3.75, padding = 3;
constexpr double heading = 10, head_row = 5.5, link_row = 10.5;

// Lines that a text takes in a column, as words wrap; a word longer than the column is cut.
std::size_t lines_of(std::string_view text, double column) {
  const auto most = static_cast<std::size_t>(std::max(1.0, (column - padding) / letter));
  std::size_t lines = 1, used = 0, word = 0;
  const auto place = [&] {
    if (used > 0 && used + 1 + word > most) {
      ++lines;
      used = 0;
    }
    used += word + (used > 0 ? 1 : 0);
    for (; used > most; used -= most) ++lines;
    word = 0;
  };
  while (!text.empty()) {
    const auto [point, size] = utf8::front(text);
    text.remove_prefix(std::max<std::size_t>(size, 1));
    if (point == U' ' || point == U'\n')
      place();
    else
      ++word;
  }
  if (word > 0) place();
  return lines;
}

double tall(std::string_view text, double column) {
  return static_cast<double>(lines_of(text, column)) * line + padding;
}

double row_height(const Sheet& sheet, std::size_t row) {
  const auto& step = sheet.sop.steps[row];
  const auto& size = sheet.size;
  const std::string remark = remark_words(sheet.sop, sheet.chart, row, sheet.words);
  const std::string decision = decision_words(sheet.sop, sheet.chart, row, sheet.words);
  return std::max({tall(step.activity, size.activity), tall(requires_words(step, sheet.words), size.needs),
                   tall(step.output, size.output),
                   tall(remark, size.remark) + (decision.empty() ? 0 : tall(decision, size.remark)),
                   size.lane * symbol_height / symbol_width + 1});
}

double head_height(const Sheet& sheet) {
  double tallest = 2 * line;
  for (const Lane& lane : sheet.chart.lanes) {
    double lines = 0;
    for (const auto role : lane) lines += static_cast<double>(lines_of(role_words(role, sheet.words), sheet.size.lane));
    tallest = std::max(tallest, lines * line);
  }
  return head_row + tallest + padding;
}

}  // namespace

SheetSize sheet_size(SopPaper paper, std::size_t lanes) {
  constexpr double margin = 12, foot = 16, widest_lane = 30, narrowest_lane = 14, for_lanes = 96;
  SheetSize size;
  size.width = (paper == SopPaper::A4 ? 297 : 330) - 2 * margin;
  size.height = (paper == SopPaper::A4 ? 210 : 215) - margin - foot;
  const auto count = static_cast<double>(lanes);
  size.lane = std::clamp(for_lanes / count, narrowest_lane, widest_lane);
  const double rest = size.width - size.number - size.time - count * size.lane;
  size.activity = rest * 0.36;
  size.needs = rest * 0.2;
  size.output = rest * 0.22;
  size.remark = rest * 0.22;
  return size;
}

std::vector<std::size_t> page_starts(const Sheet& sheet) {
  const double head = head_height(sheet) + link_row;
  std::vector<std::size_t> starts{0};
  double used = heading + head;
  for (std::size_t row = 0; row < sheet.chart.rows.size(); ++row) {
    double height = row_height(sheet, row);
    const bool is_last = row + 1 == sheet.chart.rows.size();
    if (is_last && sheet.chart.ends_apart) height += sheet.size.lane * symbol_height / symbol_width;
    if (row > starts.back() && used + height > sheet.size.height) {
      starts.push_back(row);
      used = head + link_row;
    }
    used += height;
  }
  return starts;
}

}  // namespace dumas::documents
