// /kasus/{id}/identitas: who the complainant is, shown once to whoever gives a reason; the reason stays in the security
// log. A form first, the identity as the answer to sending it.
#include "base/text.hpp"
#include "complaint/permissions.hpp"
#include "store/security_log.hpp"
#include "web/page_parts.hpp"
#include "web/staff/case_view.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {
namespace {

constexpr std::size_t longest_reason = 500;

// Nothing to reveal on an anonymous case: its page says so, and there is no such address.
std::optional<OpenCase> identified_case(Site& site, const Visit& visit) {
  auto open =
      site.app.readers().with([&](store::Connection& connection) { return open_case(site, visit, connection); });
  if (open && !open->state.has(complaint::DocumentType::Reporter)) return std::nullopt;
  return open;
}

View begin(const Site& site, const Visit& visit, const OpenCase& open) {
  View view = make_view(site, visit);
  const auto& number = open.state.register_number;
  view.set("HREF", open.href).set("REGISTER_NO", number.empty() ? visit.text(site, "work.unregistered") : number);
  return view;
}

}  // namespace

http::Response case_identity(Site& site, const Visit& visit) {
  const auto open = identified_case(site, visit);
  if (!open) return error_page(site, visit, 404);
  View view = begin(site, visit, *open);
  view.show("ASK");
  return page(site, visit, "staff/case_identity.html", view);
}

http::Response case_identity_post(Site& site, const Visit& visit) {
  const auto open = identified_case(site, visit);
  if (!open) return error_page(site, visit, 404);
  View view = begin(site, visit, *open);
  const auto reason =
      clean_text(visit.request.form.text("reason"), {.field = "reason", .lines = Lines::Many, .most = longest_reason});
  if (!reason) {
    view.show("ASK");
    keep_typed(view, visit.request.form, {"reason"});
    show_refusal(view, site.catalogue, visit.language, reason.refusal());
    return page(site, visit, "staff/case_identity.html", view, 422);
  }
  const RecordId record = open->state.documents.at(complaint::DocumentType::Reporter);
  const auto actor = hat(*visit.staff, complaint::Permission::RevealIdentity);
  site.app.writer().submit([&](store::Connection& connection) {
    store::log_security(connection, site.app.vault(), site.app.office(),
                        {.kind = store::SecurityKind::Revealed,
                         .at = site.app.clock().now(),
                         .user = actor.user,
                         .role = actor.role,
                         .case_id = open->state.id,
                         .subject = record.value,
                         .code = "identity",
                         .reason = *reason});
  });
  const auto person = site.app.readers().with(
      [&](store::Connection& connection) { return site.app.records().read(connection, record); });
  View shown = view.section("SHOWN");
  if (!person) shown.show("ERASED");
  if (person) {
    View list = shown.section("PERSON");
    for (const auto& entry : person->content.fields())
      list.section("SUMMARY")
          .set("KEY", visit.text(site, "field." + entry.first))
          .set("VALUE", person->content.text(entry.first));
  }
  return page(site, visit, "staff/case_identity.html", view);
}

}  // namespace dumas::web::pages
