// The flow table of the SOP's sheet, one table a page: the texts are cells of HTML that break as text does, the lines are
// the cells' backgrounds, which stretch with them, and each symbol is an SVG of the cell's width.
#include <fmt/format.h>

#include <algorithm>

#include "documents/sop_sheet.hpp"
#include "documents/sop_symbols.hpp"

namespace dumas::documents {
namespace {

constexpr double stroke = 0.28;  // mm, of lines and symbols alike

// Per cent of a background's position, at which a layer of that share begins at `from`.
double position(double from, double share) { return share >= 100 ? 0 : from / (100 - share) * 100; }

std::string layer(const Line& line) {
  const double wide = line.x2 - line.x1, high = line.y2 - line.y1;
  const std::string ink = line.stroke == Stroke::Flow
                              ? "linear-gradient(#000,#000)"
                              : "repeating-linear-gradient(90deg,#000 0,#000 1mm,#fff 1mm,#fff 2mm)";
  if (wide > 0)
    return fmt::format("{} {:.2f}% {:.2f}%/{:.2f}% {}mm no-repeat", ink, position(line.x1, wide), line.y1, wide,
                       stroke);
  return fmt::format("{} {:.2f}% {:.2f}%/{}mm {:.2f}% no-repeat", ink, line.x1, position(line.y1, high), stroke, high);
}

std::string background(const std::vector<Line>& lines) {
  std::string layers;
  for (const auto& line : lines) layers += (layers.empty() ? "background:" : ",") + layer(line);
  return layers;
}

// In units of the symbol's box, whose width is the lane's.
double units(const Sheet& sheet, double millimetres) { return millimetres * symbol_width / sheet.size.lane; }

void open_svg(Markup& html, const Sheet& sheet, double high) {
  html.open("svg", {{"xmlns", "http://www.w3.org/2000/svg"},
                    {"width", fmt::format("{:.2f}mm", sheet.size.lane - 0.5)},
                    {"height", fmt::format("{:.2f}mm", (sheet.size.lane - 0.5) * high / symbol_width)},
                    {"viewBox", fmt::format("0 0 {} {}", symbol_width, high)}});
}

std::string answer_words(const Sheet& sheet, Answer answer) {
  switch (answer) {
    case Answer::Yes: return sheet.words("sop_chart.yes");
    case Answer::No: return sheet.words("sop_chart.no");
    case Answer::PutOff: return sheet.words("sop_chart.put_off");
  }
  return "";
}

void write_symbol(Markup& html, const Sheet& sheet, const Symbol& symbol) {
  open_svg(html, sheet, symbol_height);
  const Drawing drawing = drawing_of(symbol);
  const std::string thick = fmt::format("{:.2f}", units(sheet, stroke));
  for (const auto& [ink, path] : drawing.strokes) {
    switch (ink) {
      case Ink::Outline:
        html.leaf("path", {{"d", path}, {"fill", "#fff"}, {"stroke", "#000"}, {"stroke-width", thick}});
        break;
      case Ink::Shared:
        html.leaf(
            "path",
            {{"d", path}, {"fill", "#fff"}, {"stroke", "#000"}, {"stroke-width", thick}, {"stroke-dasharray", "5 4"}});
        break;
      case Ink::Arrow: html.leaf("path", {{"d", path}, {"fill", "#000"}}); break;
    }
  }
  for (const auto& [answer, x, y, anchor] : drawing.words)
    html.element("text",
                 {{"x", fmt::format("{}", x)},
                  {"y", fmt::format("{}", y)},
                  {"text-anchor", std::string{anchor}},
                  {"font-family", "Liberation Sans, Arial, sans-serif"},
                  {"font-size", fmt::format("{:.2f}", std::min(11.0, units(sheet, 2.1)))}},
                 answer_words(sheet, answer));
  html.close();
}

void write_links(Markup& html, const Sheet& sheet, const std::vector<PageLink>& links) {
  constexpr double high = 36;
  open_svg(html, sheet, high);
  for (const auto& [letter, x] : links) {
    html.open("g", {{"transform", fmt::format("translate({:.1f} 5)", x / 100 * symbol_width - 12)}});
    html.leaf("path", {{"d", std::string{page_link_path()}},
                       {"fill", "#fff"},
                       {"stroke", "#000"},
                       {"stroke-width", fmt::format("{:.2f}", units(sheet, stroke))}});
    html.element("text",
                 {{"x", "12"},
                  {"y", "15"},
                  {"text-anchor", "middle"},
                  {"font-size", "13"},
                  {"font-weight", "bold"},
                  {"font-family", "Liberation Sans, Arial, sans-serif"}},
                 letter);
    html.close();
  }
  html.close();
}

void write_lanes(Markup& html, const Sheet& sheet, const GridRow& row) {
  for (const Cell& cell : row.cells) {
    html.open("td", {{"class", "lane"}, {"style", background(cell.lines)}});
    if (cell.symbol) write_symbol(html, sheet, *cell.symbol);
    if (!cell.links.empty()) write_links(html, sheet, cell.links);
    html.close();
  }
}

void write_empty(Markup& html, int cells) {
  for (int cell = 0; cell < cells; ++cell) html.open("td").close();
}

void write_step(Markup& html, const Sheet& sheet, const GridRow& row) {
  const auto& step = sheet.sop.steps[row.row];
  html.element("td", {{"class", "number"}}, std::to_string(step.number)).element("td", {}, step.activity);
  write_lanes(html, sheet, row);
  html.element("td", {}, requires_words(step, sheet.words));
  html.element("td", {{"class", "number"}}, day_words(step, sheet.words)).element("td", {}, step.output).open("td");
  if (const auto remark = remark_words(sheet.sop, sheet.chart, row.row, sheet.words); !remark.empty())
    html.element("p", {}, remark);
  if (const auto decision = decision_words(sheet.sop, sheet.chart, row.row, sheet.words); !decision.empty())
    html.element("p", {{"class", "decision"}}, decision);
  html.close();
}

void write_row(Markup& html, const Sheet& sheet, const GridRow& row) {
  switch (row.kind) {
    case GridKind::Step:
      html.open("tr");
      write_step(html, sheet, row);
      break;
    case GridKind::FromPage:
    case GridKind::ToPage:
      html.open("tr", {{"class", "link"}});
      write_empty(html, 2);
      write_lanes(html, sheet, row);
      write_empty(html, 4);
      break;
    case GridKind::End:
      html.open("tr").open("td").close().element("td", {}, sheet.words("sop_chart.end"));
      write_lanes(html, sheet, row);
      write_empty(html, 4);
      break;
  }
  html.close();
}

void write_columns(Markup& html, const Sheet& sheet) {
  const auto column = [&](double wide) { html.leaf("col", {{"style", fmt::format("width:{:.2f}mm", wide)}}); };
  html.open("colgroup");
  column(sheet.size.number);
  column(sheet.size.activity);
  for (std::size_t lane = 0; lane < sheet.chart.lanes.size(); ++lane) column(sheet.size.lane);
  for (const double wide : {sheet.size.needs, sheet.size.time, sheet.size.output, sheet.size.remark}) column(wide);
  html.close();
}

void write_head(Markup& html, const Sheet& sheet) {
  const auto over_two = [&](const char* key) {
    html.element("th", {{"rowspan", "2"}, {"scope", "col"}}, sheet.words(key));
  };
  html.open("thead").open("tr");
  over_two("sop_paper.no");
  over_two("sop_paper.activity");
  html.element("th", {{"colspan", std::to_string(sheet.chart.lanes.size())}, {"scope", "colgroup"}},
               sheet.words("sop_paper.actors"));
  html.element("th", {{"colspan", "3"}, {"scope", "colgroup"}}, sheet.words("sop_paper.standard"));
  over_two("sop_paper.remark");
  html.close().open("tr");
  for (const Lane& lane : sheet.chart.lanes) {
    html.open("th", {{"scope", "col"}});
    for (const auto role : lane) html.element("p", {}, role_words(role, sheet.words));
    html.close();
  }
  for (const auto* key : {"sop_paper.requires", "sop_paper.time", "sop_paper.output"})
    html.element("th", {{"scope", "col"}}, sheet.words(key));
  html.close().close();
}

}  // namespace

void write_flow_table(Markup& html, const Sheet& sheet) {
  for (const auto& page : wire(sheet.chart, page_starts(sheet))) {
    html.open("section", {{"class", "flow"}});
    if (page.front().kind == GridKind::Step)
      html.element("h2", {}, sheet.words("sop_paper.flow") + " " + sheet.sop.title);
    html.open("table");
    write_columns(html, sheet);
    write_head(html, sheet);
    html.open("tbody");
    for (const GridRow& row : page) write_row(html, sheet, row);
    html.close().close().close();
  }
}

}  // namespace dumas::documents
