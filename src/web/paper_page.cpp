#include "web/paper_page.hpp"

#include <algorithm>

#include "web/paper_style.hpp"

namespace dumas::web {

http::Response paper_page(Site& site, const Visit& visit, const ShownPaper& paper) {
  View view = make_view(site, visit);
  const std::string title = site.papers.description(paper.kind).title;
  view.set("TITLE", title).set("BACK_HREF", paper.back_href).set("STYLE_HREF", paper_style_address(site, paper.kind));
  view.set_if("PDF_HREF", paper.pdf_href).set("BODY", site.papers.body(paper.kind, paper.model));
  for (const auto& other : paper.others)
    view.section("OTHERS").set("HREF", other.href).set("LABEL", site.papers.description(other.kind).title);
  return page(site, visit, "paper.html", view);
}

std::optional<complaint::PaperKind> asked_paper(const Visit& visit, const std::vector<complaint::PaperKind>& kinds) {
  if (kinds.empty()) return std::nullopt;
  const std::string asked = visit.request.query.text("surat");
  if (asked.empty()) return kinds.front();
  const auto found =
      std::find_if(kinds.begin(), kinds.end(), [&](complaint::PaperKind kind) { return name(kind) == asked; });
  return found == kinds.end() ? std::nullopt : std::optional{*found};
}

ShownPaper shown_at(const std::string& href, complaint::PaperKind kind,
                    const std::vector<complaint::PaperKind>& of_record) {
  ShownPaper paper{.kind = kind, .pdf_href = href + "/" + std::string{name(kind)} + ".pdf"};
  for (const auto other : of_record)
    if (other != kind) paper.others.push_back({other, href + "?surat=" + std::string{name(other)}});
  return paper;
}

}  // namespace dumas::web
