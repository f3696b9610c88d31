#include "web/sop_drawing.hpp"

#include <fmt/format.h>

#include "documents/sop_symbols.hpp"

namespace dumas::web {
namespace {

using documents::Answer;
using documents::Cell;
using documents::GridKind;
using documents::GridRow;
using documents::Ink;
using documents::Shape;
using documents::SopChart;
using documents::Stroke;
using documents::Symbol;
using documents::Words;

std::string_view shape_key(Shape shape) {
  switch (shape) {
    case Shape::Start: return "sop_chart.start";
    case Shape::Process: return "sop_chart.process";
    case Shape::Decision: return "sop_chart.decision";
    case Shape::End: return "sop_chart.end";
  }
  return "";
}

std::string_view ink_class(Ink ink) {
  switch (ink) {
    case Ink::Outline: return "outline";
    case Ink::Shared: return "shared";
    case Ink::Arrow: return "arrow";
  }
  return "";
}

std::string_view answer_key(Answer answer) {
  switch (answer) {
    case Answer::Yes: return "sop_chart.yes";
    case Answer::No: return "sop_chart.no";
    case Answer::PutOff: return "sop_chart.put_off";
  }
  return "";
}

std::string number(double value) { return fmt::format("{:g}", value); }

void show_symbol(View& cell, const Symbol& symbol, const Words& words) {
  View view = cell.section("SYMBOL");
  view.set("SHAPE", words(symbol.is_shared ? "sop_chart.also" : shape_key(symbol.shape)));
  const auto drawing = documents::drawing_of(symbol);
  for (const auto& [ink, path] : drawing.strokes)
    view.section("STROKES").set("INK", ink_class(ink)).set("OUTLINE", path);
  for (const auto& [answer, x, y, anchor] : drawing.words)
    view.section("ANSWERS")
        .set("X", number(x))
        .set("Y", number(y))
        .set("ANCHOR", anchor)
        .set("ANSWER", words(answer_key(answer)));
}

void show_cells(View& row, const GridRow& grid, const Words& words) {
  for (const Cell& cell : grid.cells) {
    View view = row.section("CELLS");
    view.set("CELL", !cell.symbol ? "empty" : cell.symbol->is_shared ? "also" : "own");
    if (!cell.lines.empty()) {
      View lines = view.section("HAS_LINES");
      for (const auto& line : cell.lines) {
        View piece = lines.section("LINES");
        if (line.stroke == Stroke::Shared) piece.show("DASHED");
        piece.set("X1", number(line.x1))
            .set("Y1", number(line.y1))
            .set("X2", number(line.x2))
            .set("Y2", number(line.y2));
      }
    }
    if (cell.symbol) show_symbol(view, *cell.symbol, words);
  }
}

void show_step(View& row, const complaint::Sop& sop, const SopChart& chart, std::size_t number_of_row,
               Language language, const Words& words) {
  const auto& step = sop.steps[number_of_row];
  const bool english = language == Language::English && !step.activity_en.empty();
  row.set_integer("NO", step.number).set("ACTIVITY", breakable(english ? step.activity_en : step.activity));
  row.set("ACTORS", breakable(documents::actors_words(step, words)));
  row.set_if("DECISION", documents::decision_words(sop, chart, number_of_row, words));
}

}  // namespace

Words words_for(const Site& site, const Visit& visit) {
  return [&site, &visit](std::string_view key) { return visit.text(site, key); };
}

void show_chart(View& view, const Site& site, const Visit& visit, const complaint::Sop& sop,
                const std::function<void(View& row, std::size_t step)>& beside) {
  const SopChart chart = documents::chart_of(sop);
  const Words words = words_for(site, visit);
  view.set_integer("LANE_COUNT", static_cast<std::int64_t>(chart.lanes.size()));
  for (const auto& lane : chart.lanes) {
    View head = view.section("LANES");
    for (const auto role : lane) head.section("ROLES").set("ROLE", documents::role_words(role, words));
  }
  for (const auto& page : documents::wire(chart, {0})) {
    for (const GridRow& grid : page) {
      View row = view.section(grid.kind == GridKind::End ? "CHART_END" : "STEPS");
      show_cells(row, grid, words);
      if (grid.kind != GridKind::Step) continue;
      show_step(row, sop, chart, grid.row, visit.language, words);
      beside(row, grid.row);
    }
  }
}

std::string breakable(const std::string& text) {
  constexpr std::string_view zero_width_space = "\xE2\x80\x8B";
  std::string broken;
  for (const char letter : text) {
    broken += letter;
    if (letter == '/') broken += zero_width_space;
  }
  return broken;
}

}  // namespace dumas::web
