// Papers as PDF: /kasus/{id}/dokumen/{record}/{kind}.pdf and the same below /rapat. A finished paper comes as it was
// frozen; a draft, and the masked copy for who may not know the complainant, come fresh from the printer.
#include "app/case_text.hpp"
#include "app/papers/paper_desk.hpp"
#include "store/event_log.hpp"
#include "store/meeting_queries.hpp"
#include "web/page_parts.hpp"
#include "web/paper_response.hpp"
#include "web/staff/case_view.hpp"
#include "web/staff/pages.hpp"
#include "web/staff/paper_access.hpp"

namespace dumas::web::pages {
namespace {

using complaint::PaperKind;
using complaint::PaperOf;

// "answer_letter" of "answer_letter.pdf".
std::optional<PaperKind> kind_in(std::string_view file) {
  constexpr std::string_view ending = ".pdf";
  if (!file.ends_with(ending)) return std::nullopt;
  return from_name<PaperKind>(file.substr(0, file.size() - ending.size()));
}

// What the address asks for, when the record is that owner's and such a paper is made from it.
std::optional<app::PaperRequest> wanted(Site& site, const Visit& visit, PaperOf of) {
  const auto kind = kind_in(visit.request.parameter("file"));
  const auto id = app::parse_id(visit.request.parameter("id"));
  const std::string asked = visit.request.parameter("record");
  const RecordId record{app::parse_id(asked).value_or(number_in(asked))};
  if (!kind || !id || !record) return std::nullopt;
  return site.app.readers().with([&](store::Connection& connection) -> std::optional<app::PaperRequest> {
    if (of == PaperOf::Case && !open_case(site, visit, connection)) return std::nullopt;
    const auto found = site.app.records().read(connection, record);
    if (!found || found->stream != *id) return std::nullopt;
    const auto kinds = app::papers_from(found->type);
    if (std::find(kinds.begin(), kinds.end(), *kind) == kinds.end()) return std::nullopt;
    return app::PaperRequest{.paper = *kind, .of = of, .owner = *id, .record = record};
  });
}

http::Response answer(Site& site, const Visit& visit, PaperOf of) {
  auto request = wanted(site, visit, of);
  if (!request) return error_page(site, visit, 404);
  if (of == PaperOf::Meeting || visit.staff->may(complaint::Permission::RevealIdentity))
    request->naming = app::Naming::Named;
  if (of == PaperOf::Case && request->naming == app::Naming::Named && app::names_complainant(request->paper))
    log_named_paper(site, visit, CaseId{request->owner}, request->record, request->paper);
  const auto paper = site.app.readers().with(
      [&](store::Connection& connection) { return store::find_paper_of(connection, request->record, request->paper); });
  auto pdf = site.paper_desk.copy_of(*request);
  if (!pdf) return paper_refused(site, visit, pdf.refusal());
  return pdf_download(std::move(*pdf), paper_file_name(site, request->paper, paper ? paper->issued.number : ""));
}

}  // namespace

http::Response case_paper(Site& site, const Visit& visit) { return answer(site, visit, PaperOf::Case); }
http::Response meeting_paper(Site& site, const Visit& visit) { return answer(site, visit, PaperOf::Meeting); }

}  // namespace dumas::web::pages
