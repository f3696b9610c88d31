#include "web/staff/paper_access.hpp"

#include <fmt/format.h>

#include "app/case_text.hpp"
#include "store/event_log.hpp"
#include "store/security_log.hpp"
#include "web/page_parts.hpp"

namespace dumas::web::pages {

using complaint::PaperOf;
using complaint::Permission;

bool sees_paper(const Visit& visit, store::Connection& connection, const store::PaperRow& paper) {
  if (paper.issued.of == PaperOf::Meeting) return visit.staff->may(Permission::ReadMeetings);
  return visit.staff->may(Permission::ReadCases) &&
         sees(*visit.staff, store::load_case(connection, CaseId{paper.issued.owner}));
}

bool may_have_bytes(const Visit& visit, const store::PaperRow& paper) {
  return paper.issued.of == PaperOf::Meeting || visit.staff->may(Permission::RevealIdentity);
}

std::optional<store::PaperRow> open_paper(Site& site, const Visit& visit) {
  const auto id = app::parse_id(visit.request.parameter("id"));
  if (!id) return std::nullopt;
  return site.app.readers().with([&](store::Connection& connection) -> std::optional<store::PaperRow> {
    auto paper = store::find_paper(connection, site.app.office(), PaperId{*id});
    if (!paper || !sees_paper(visit, connection, *paper)) return std::nullopt;
    return paper;
  });
}

std::string owner_href(const store::PaperRow& paper) {
  return (paper.issued.of == PaperOf::Case ? "/kasus/" : "/rapat/") + app::id_text(paper.issued.owner);
}

std::string paper_href(PaperId id) { return "/surat/" + app::id_text(id.value); }

bool signs(const Visit& visit, store::Connection& connection, const store::DuePaperRow& row) {
  const auto event = store::find_event(connection, row.event_id);
  return event && event->actor == visit.staff->user.value;
}

std::string certify_href(CaseId id, const complaint::DuePaper& due) {
  return fmt::format("/kasus/{}/dokumen/{}/{}/tanda-tangan", app::id_text(id.value), app::id_text(due.record.value),
                     name(due.paper));
}

std::optional<std::string> signature_waiting(Site& site, const Visit& visit, CaseId id) {
  return site.app.readers().with([&](store::Connection& connection) -> std::optional<std::string> {
    for (const auto& row : store::due_papers_of(connection, PaperOf::Case, id.value)) {
      if (site.app.settings().signing.mode(row.due.paper) != complaint::SigningMode::Certified) continue;
      if (signs(visit, connection, row)) return certify_href(id, row.due);
    }
    return std::nullopt;
  });
}

void log_named_paper(Site& site, const Visit& visit, CaseId case_id, RecordId record, complaint::PaperKind paper) {
  const auto actor = hat(*visit.staff, Permission::RevealIdentity);
  site.app.writer().submit([&](store::Connection& connection) {
    store::log_security(connection, site.app.vault(), site.app.office(),
                        {.kind = store::SecurityKind::Revealed,
                         .at = site.app.clock().now(),
                         .user = actor.user,
                         .role = actor.role,
                         .case_id = case_id,
                         .subject = record.value,
                         .code = fmt::format("paper {}", name(paper))});
  });
}

}  // namespace dumas::web::pages
