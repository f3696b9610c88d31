// The official papers of a case on its page: what is frozen, how it is signed, and what is still waited for.
#include <fmt/format.h>

#include "app/case_text.hpp"
#include "store/papers.hpp"
#include "web/page_parts.hpp"
#include "web/staff/case_page_parts.hpp"
#include "web/staff/paper_access.hpp"

namespace dumas::web::pages {
namespace {

using complaint::SigningMode;

std::string_view standing(const store::PaperRow& paper) {
  if (paper.voided) return "paper.void";
  switch (paper.issued.mode.value_or(SigningMode::Internal)) {
    case SigningMode::WetInk: return paper.scan ? "paper.signed_ink" : "paper.waiting_scan";
    case SigningMode::Internal: return "paper.signed_internal";
    case SigningMode::Certified: return "paper.signed_certified";
  }
  return "";
}

std::string called(const CaseReading& c, complaint::PaperKind paper, const std::string& number) {
  const std::string kind = word(c.site, c.visit, "paper_kind", paper);
  return number.empty() ? kind : kind + " " + number;
}

void show_due(View& list, const CaseReading& c, const store::DuePaperRow& row) {
  const bool certified = c.site.app.settings().signing.mode(row.due.paper) == SigningMode::Certified;
  View line = list.section("DUE");
  line.set("LABEL", called(c, row.due.paper, ""));
  line.set("STANDING", c.text(certified ? "paper.waiting_certificate" : "paper.waiting_print"));
  if (certified && signs(c.visit, c.connection, row))
    line.set_if("SIGN", certify_href(c.open.state.id, row.due));
  else
    line.show("PLAIN");
}

}  // namespace

void show_official_papers(View& view, const CaseReading& c) {
  const auto id = c.open.state.id.value;
  const auto issued = store::papers_of(c.connection, complaint::PaperOf::Case, id);
  const auto due = store::due_papers_of(c.connection, complaint::PaperOf::Case, id);
  if (issued.empty() && due.empty()) return;
  View list = view.section("OFFICIAL");
  for (auto paper = issued.rbegin(); paper != issued.rend(); ++paper)
    list.section("ISSUED")
        .set("HREF", paper_href(paper->id))
        .set("LABEL", called(c, paper->issued.paper.value(), paper->issued.number))
        .set("STANDING", c.text(standing(*paper)))
        .set("WHEN", short_date(c.site.app.calendar().date_at(from_millis(paper->issued.signed_at))));
  for (const auto& row : due) show_due(list, c, row);
}

}  // namespace dumas::web::pages
