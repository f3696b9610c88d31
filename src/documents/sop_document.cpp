#include "documents/sop_document.hpp"

#include <fmt/format.h>

#include "documents/sop_sheet.hpp"

namespace dumas::documents {
namespace {

// Sizes in mm that sop_paging.cpp counts with stand here too.
constexpr std::string_view css = R"(
html{font:8.5pt/1.25 "Liberation Sans",Arial,sans-serif;color:#000}
body,h1,h2,p,ol,ul{margin:0;padding:0}
table{border-collapse:collapse;width:100%;table-layout:fixed}
td,th{border:.25mm solid #000;padding:1.2mm 1.5mm;vertical-align:top;overflow-wrap:anywhere;text-align:left}
.fill{display:block;border-bottom:.2mm dotted #000;height:1.3em}
.identity{font-size:10pt;line-height:1.35}
.identity td,.identity th{padding:1.6mm 2.5mm}
.identity .office{text-align:center;vertical-align:middle}
.office .name{font-size:15pt;font-weight:bold;text-transform:uppercase;margin-bottom:3mm}
.office .address{margin-top:2mm;font-size:9pt}
.identity .facts{padding:0}
.facts th{font-weight:normal;border-left:0}.facts td{border-right:0}
.facts .head{width:45mm}
.facts tr:first-child>*{border-top:0}.facts tr:last-child>*{border-bottom:0}
.facts .signature{text-align:center}.signature .space{height:16mm}.signature .fill{width:60%;margin:0 auto}
.facts h1{font-size:11.5pt;text-transform:uppercase}
.identity h2{font-size:10pt;margin-bottom:1mm}
.identity ol{padding-left:5mm}.identity ul{list-style:none}
.note{margin-top:2mm;font-size:8.5pt}
.flow{page-break-before:always}
.flow h2{font-size:11pt;text-align:center;text-transform:uppercase;margin-bottom:3mm;max-height:10mm;overflow:hidden}
.flow th{text-align:center;vertical-align:middle;background:#e8e8e8;padding:1mm}
.flow thead tr:first-child th{text-transform:uppercase}
.flow tr{page-break-inside:avoid}
.flow td{vertical-align:middle}
.flow .number{text-align:center}
.flow .lane{padding:0;text-align:center;line-height:0}
.flow .link td{height:10mm;padding:0}
.flow svg{display:inline-block;vertical-align:middle}
.decision{font-style:italic;margin-top:1mm}
)";

std::string page_css(SopPaper paper, const std::string& title) {
  // A text in a style sheet's string: nothing that could end it.
  std::string quiet;
  for (const char letter : title)
    if (letter != '"' && letter != '\\' && letter != '\n' && letter != '<' && letter != '\r') quiet += letter;
  return fmt::format(
      "@page{{size:{};margin:12mm 12mm 16mm;"
      "@bottom-left{{content:\"{}\";font:7.5pt \"Liberation Sans\",Arial,sans-serif}}"
      "@bottom-right{{content:counter(page) \" / \" counter(pages);font:7.5pt \"Liberation Sans\",Arial,sans-serif}}}}",
      paper == SopPaper::A4 ? "297mm 210mm" : "330mm 215mm", quiet);
}

}  // namespace

std::string sop_document_html(const complaint::Sop& sop, const complaint::OfficeSettings& office, const Words& words,
                              SopPaper paper) {
  SopChart chart = chart_of(sop);
  const SheetSize size = sheet_size(paper, chart.lanes.size());
  const Sheet sheet{.sop = sop, .office = office, .words = words, .chart = std::move(chart), .size = size};
  Markup html{"<!DOCTYPE html>"};
  html.open("html", {{"lang", "id"}}).open("head").leaf("meta", {{"charset", "utf-8"}});
  html.element("title", {}, sop.title + " – " + sop.number);
  html.leaf("meta", {{"name", "author"}, {"content", office.name}});
  html.style(page_css(paper, sop.number)).style(css);
  html.close().open("body");
  write_identity_box(html, sheet);
  write_flow_table(html, sheet);
  html.close().close();
  return std::move(html).finish();
}

}  // namespace dumas::documents
