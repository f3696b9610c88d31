// /lacak/surat/...: the citizen's own papers, readable with code and PIN: the receipt of the complaint with its proof, and
// the answer once it was delivered, with the signatures in ink where they were scanned.
#include "app/papers/paper_file.hpp"
#include "app/papers/receipts.hpp"
#include "store/event_log.hpp"
#include "web/paper_response.hpp"
#include "web/public/pages.hpp"
#include "web/public/track_parts.hpp"

namespace dumas::web::pages {
namespace {

using complaint::DocumentType;
using complaint::PaperKind;

RecordId newest(Site& site, CaseId id, DocumentType type) {
  const auto state =
      site.app.readers().with([&](store::Connection& connection) { return store::load_case(connection, id); });
  const auto found = state.documents.find(type);
  return found == state.documents.end() ? RecordId{} : found->second;
}

http::Response receipt(Site& site, const Visit& visit, CaseId id) {
  const RecordId record = newest(site, id, DocumentType::ComplaintReceipt);
  if (!record) return error_page(site, visit, 404);
  auto issued = site.paper_desk.issued(record, PaperKind::ComplaintReceipt);
  if (!issued) return paper_refused(site, visit, issued.refusal());
  auto whole = app::with_proof(site.app, *issued);
  if (!whole) return paper_refused(site, visit, whole.refusal());
  issued->pdf = std::move(*whole);
  return paper_download(site, std::move(*issued));
}

http::Response letter(Site& site, const Visit& visit, RecordId record) {
  if (!record) return error_page(site, visit, 404);
  auto issued = site.paper_desk.issued(record, PaperKind::AnswerLetter);
  if (!issued) return paper_refused(site, visit, issued.refusal());
  if (issued->paper.scan)
    if (auto scan = app::thaw(site.app, *issued->paper.scan)) issued->pdf = std::move(*scan);
  return paper_download(site, std::move(*issued));
}

}  // namespace

http::Response track_paper(Site& site, const Visit& visit) {
  const auto citizen = open_case(site, visit);
  if (!citizen) return http::see_other("/lacak?berakhir=1");
  const std::string kind = visit.request.parameter("kind");
  if (kind == "tanda-terima.pdf") return receipt(site, visit, citizen->id);
  if (kind == "jawaban.pdf") return letter(site, visit, citizen->answer);
  return error_page(site, visit, 404);
}

}  // namespace dumas::web::pages
