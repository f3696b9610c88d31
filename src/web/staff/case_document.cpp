// /kasus/{id}/dokumen/{record}: a paper of the case, in Indonesian; ?surat=KIND for another paper of the same record. A
// paper that must name the complainant names him only to roles that may, and that is written into the security log.
#include <fmt/format.h>

#include "app/case_text.hpp"
#include "app/papers/paper_model.hpp"
#include "store/security_log.hpp"
#include "web/page_parts.hpp"
#include "web/paper_page.hpp"
#include "web/staff/case_view.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {
namespace {

using complaint::DocumentType;

struct CaseRecord {
  OpenCase open;
  RecordId id;
  DocumentType type{};
};

std::optional<CaseRecord> asked_record(Site& site, const Visit& visit, store::Connection& connection) {
  const std::string asked = visit.request.parameter("record");
  const RecordId wanted{app::parse_id(asked).value_or(number_in(asked))};
  auto open = open_case(site, visit, connection);
  if (!open || !wanted) return std::nullopt;
  const auto record = site.app.records().read(connection, wanted);
  if (!record) return std::nullopt;
  return CaseRecord{std::move(*open), wanted, record->type};
}

// Who writes to, meets or answers the complainant reads his name on the papers that go to him.
app::Naming naming_for(const Visit& visit, const CaseRecord& record, complaint::PaperKind kind) {
  const bool named = app::names_complainant(kind) && record.open.state.has(DocumentType::Reporter) &&
                     visit.staff->may(complaint::Permission::RevealIdentity);
  return named ? app::Naming::Named : app::Naming::Masked;
}

void log_named(Site& site, const Visit& visit, const CaseRecord& record) {
  const auto actor = hat(*visit.staff, complaint::Permission::RevealIdentity);
  site.app.writer().submit([&](store::Connection& connection) {
    store::log_security(connection, site.app.vault(), site.app.office(),
                        {.kind = store::SecurityKind::Revealed,
                         .at = site.app.clock().now(),
                         .user = actor.user,
                         .role = actor.role,
                         .case_id = record.open.state.id,
                         .subject = record.id.value,
                         .code = fmt::format("document {}", name(record.type))});
  });
}

}  // namespace

http::Response case_document(Site& site, const Visit& visit) {
  std::optional<ShownPaper> paper;
  std::optional<CaseRecord> named;  // whose name was shown
  site.app.readers().with([&](store::Connection& connection) {
    const auto record = asked_record(site, visit, connection);
    if (!record) return;
    const auto kinds = app::papers_from(record->type);
    const auto kind = asked_paper(visit, kinds);
    if (!kind) return;
    const auto naming = naming_for(visit, *record, *kind);
    auto model = app::paper_model({site.app, site.catalogue, connection}, {.paper = *kind,
                                                                           .of = complaint::PaperOf::Case,
                                                                           .owner = record->open.state.id.value,
                                                                           .record = record->id,
                                                                           .naming = naming});
    if (!model) return;
    paper = shown_at(record->open.href + "/dokumen/" + app::id_text(record->id.value), *kind, kinds);
    paper->model = std::move(*model);
    paper->back_href = record->open.href;
    if (naming == app::Naming::Named) named = record;
  });
  if (!paper) return error_page(site, visit, 404);
  if (named) log_named(site, visit, *named);
  return paper_page(site, visit, *paper);
}

}  // namespace dumas::web::pages
