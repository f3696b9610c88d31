// /rapat/{id}/dokumen/{record}: the invitation and the attendance list of a plenary (SOP row 6), in Indonesian;
// ?surat=attendance_list gives the invitation's record as the list to be signed at the meeting.
#include "app/case_text.hpp"
#include "app/papers/paper_model.hpp"
#include "web/page_parts.hpp"
#include "web/paper_page.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {

http::Response meeting_document(Site& site, const Visit& visit) {
  const auto id = app::parse_id(visit.request.parameter("id"));
  const RecordId wanted{number_in(visit.request.parameter("record"))};
  if (!id || !wanted) return error_page(site, visit, 404);
  std::optional<ShownPaper> paper;
  site.app.readers().with([&](store::Connection& connection) {
    const auto record = site.app.records().read(connection, wanted);
    if (!record) return;
    const auto kinds = app::papers_from(record->type);
    const auto kind = asked_paper(visit, kinds);
    if (!kind) return;
    auto model = app::paper_model({site.app, site.catalogue, connection},
                                  {.paper = *kind, .of = complaint::PaperOf::Meeting, .owner = *id, .record = wanted});
    if (!model) return;
    const std::string meeting = "/rapat/" + app::id_text(*id);
    paper = shown_at(meeting + "/dokumen/" + std::to_string(wanted.value), *kind, kinds);
    paper->model = std::move(*model);
    paper->back_href = meeting;
  });
  if (!paper) return error_page(site, visit, 404);
  return paper_page(site, visit, *paper);
}

}  // namespace dumas::web::pages
