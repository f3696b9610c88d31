// The first page of the SOP's sheet: the identity box in the order and with the headings of PermenPANRB 35/2012.
#include "documents/long_date.hpp"
#include "documents/sop_sheet.hpp"

namespace dumas::documents {
namespace {

void write_line_to_fill(Markup& html) { html.element("span", {{"class", "fill"}}, "\u00A0"); }

void write_row(Markup& html, const std::string& head, const std::string& value) {
  html.open("tr").element("th", {{"scope", "row"}}, head).open("td");
  if (value.empty())
    write_line_to_fill(html);
  else
    html.text(value);
  html.close().close();
}

void write_signature(Markup& html, const Sheet& sheet) {
  html.open("tr").element("th", {{"scope", "row"}}, sheet.words("sop_paper.approved_by"));
  html.open("td", {{"class", "signature"}});
  html.element("p", {}, sheet.sop.identity.signatory + ",").element("p", {{"class", "space"}}, "\u00A0");
  html.open("p");
  write_line_to_fill(html);
  html.close().element("p", {}, sheet.words("sop_paper.employee_number"));
  html.close().close();
}

void write_list(Markup& html, const std::string& head, const std::vector<std::string>& texts) {
  html.open("td").element("h2", {}, head);
  if (texts.empty()) {
    for (int line = 0; line < 2; ++line) html.open("p"), write_line_to_fill(html), html.close();
  } else {
    html.open(texts.size() > 1 ? "ol" : "ul");
    for (const auto& text : texts) html.element("li", {}, text);
    html.close();
  }
  html.close();
}

}  // namespace

void write_identity_box(Markup& html, const Sheet& sheet) {
  const auto& id = sheet.sop.identity;
  const auto& words = sheet.words;
  const auto both = [&](const char* left, const auto& of_left, const char* right, const auto& of_right) {
    html.open("tr");
    write_list(html, words(left), of_left);
    write_list(html, words(right), of_right);
    html.close();
  };
  html.open("section", {{"class", "identity"}}).open("table").open("tbody").open("tr");
  html.open("td", {{"class", "office"}});
  html.element("p", {{"class", "name"}}, id.office.empty() ? sheet.office.name : id.office);
  html.element("p", {}, id.owner_unit).element("p", {{"class", "address"}}, sheet.office.address);
  html.close().open("td", {{"class", "facts"}}).open("table");
  html.open("colgroup").leaf("col", {{"class", "head"}}).leaf("col").close().open("tbody");
  write_row(html, words("sop_paper.number"), sheet.sop.number);
  write_row(html, words("sop_paper.made"), "");
  write_row(html, words("sop_paper.revised"), "");
  write_row(html, words("sop_paper.effective"), long_date(sheet.sop.effective, Language::Indonesian));
  write_signature(html, sheet);
  html.open("tr").element("th", {{"scope", "row"}}, words("sop_paper.name"));
  html.open("td").element("h1", {}, sheet.sop.title).close().close();
  html.close().close().close().close();
  both("sop_paper.legal_basis", id.legal_basis, "sop_paper.executors", id.executors);
  both("sop_paper.related", std::vector<std::string>{}, "sop_paper.equipment", id.equipment);
  both("sop_paper.warnings", id.warnings, "sop_paper.records", id.records);
  html.close().close();
  if (!id.note.empty()) html.element("p", {{"class", "note"}}, id.note);
  html.close();
}

}  // namespace dumas::documents
