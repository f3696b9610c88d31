// /kasus/{id}/berkas-perkara: the case as one zip. A form first: with the complainant's identity only for who may reveal
// it, and for a reason; without it for everybody who may read the case, the auditor too. Each zip given out stands in the
// security log.
#include "app/case_text.hpp"
#include "app/dossier/dossier.hpp"
#include "base/text.hpp"
#include "store/security_log.hpp"
#include "web/page_parts.hpp"
#include "web/staff/case_view.hpp"
#include "web/staff/dossier_pages.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {
namespace {

using complaint::Permission;

constexpr std::size_t longest_reason = 500;

std::optional<OpenCase> opened(Site& site, const Visit& visit) {
  return site.app.readers().with([&](store::Connection& connection) { return open_case(site, visit, connection); });
}

// Only where there is somebody to name and he may be named by this officer.
bool may_name(const Visit& visit, const OpenCase& open) {
  return visit.staff->may(Permission::RevealIdentity) && open.state.has(complaint::DocumentType::Reporter);
}

View form(const Site& site, const Visit& visit, const OpenCase& open, const std::string& identity,
          const std::string& attachments) {
  View view = make_view(site, visit);
  const auto& number = open.state.register_number;
  view.set("HREF", open.href).set("REGISTER_NO", number.empty() ? visit.text(site, "work.unregistered") : number);
  const auto option = [&](const std::string& value, std::string_view key) {
    return Option{.value = value, .label = visit.text(site, key), .hint = visit.text(site, std::string{key} + "_hint")};
  };
  std::vector<Option> identities{option("MASKED", "dossier.masked")};
  if (may_name(visit, open)) identities.push_back(option("SHOWN", "dossier.shown"));
  show_options(view, "identity", identities, {identity});
  show_options(view, "attachments",
               {option("LEFT_OUT", "dossier.attachments_left_out"), option("INCLUDED", "dossier.attachments_included")},
               {attachments});
  if (may_name(visit, open)) view.show("MAY_NAME");
  return view;
}

http::Response refused(const Site& site, const Visit& visit, const OpenCase& open, const Refusal& refusal, int status) {
  const auto& typed = visit.request.form;
  View view = form(site, visit, open, typed.text("identity"), typed.text("attachments"));
  keep_typed(view, typed, {"reason"});
  show_refusal(view, site.catalogue, visit.language, refusal);
  return page(site, visit, "staff/case_dossier.html", view, status);
}

void log_export(Site& site, const Visit& visit, const OpenCase& open, app::Naming naming, const std::string& reason) {
  const auto actor =
      hat(*visit.staff, naming == app::Naming::Named ? Permission::RevealIdentity : Permission::ReadCases);
  site.app.writer().submit([&](store::Connection& connection) {
    store::log_security(connection, site.app.vault(), site.app.office(),
                        {.kind = store::SecurityKind::Exported,
                         .at = site.app.clock().now(),
                         .user = actor.user,
                         .role = actor.role,
                         .case_id = open.state.id,
                         .code = naming == app::Naming::Named ? "dossier identity" : "dossier masked",
                         .reason = reason});
  });
}

http::Response download(const app::dossier::ZipFile& zip, const OpenCase& open) {
  http::Response response;
  response.body = http::FileBody{.path = zip.path, .size = zip.size, .keeper = zip.keeper};
  response.set_header("Content-Type", "application/zip");
  response.set_header("Content-Disposition", http::content_disposition_attachment(
                                                 "berkas-perkara-" + app::id_text(open.state.id.value) + ".zip"));
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Cache-Control", "private, no-store");
  return response;
}

}  // namespace

http::Response case_dossier(Site& site, const Visit& visit) {
  const auto open = opened(site, visit);
  if (!open) return error_page(site, visit, 404);
  return page(site, visit, "staff/case_dossier.html", form(site, visit, *open, "MASKED", "LEFT_OUT"));
}

http::Response case_dossier_post(Site& site, const Visit& visit) {
  const auto open = opened(site, visit);
  if (!open) return error_page(site, visit, 404);
  const auto& typed = visit.request.form;
  const bool named = typed.text("identity") == "SHOWN";
  if (named && !may_name(visit, *open)) return error_page(site, visit, 403);
  const auto reason = clean_text(typed.text("reason"), {.field = "reason",
                                                        .lines = Lines::Many,
                                                        .presence = named ? Presence::Required : Presence::Optional,
                                                        .most = longest_reason});
  if (!reason) return refused(site, visit, *open, reason.refusal(), 422);
  const app::DossierWish wish{
      .id = open->state.id,
      .naming = named ? app::Naming::Named : app::Naming::Masked,
      .attachments = typed.text("attachments") == "INCLUDED" ? app::Attachments::Included : app::Attachments::LeftOut};
  log_export(site, visit, *open, wish.naming, *reason);
  const auto zip = app::make_dossier(site.app, site.catalogue, wish, dossier_pages(site),
                                     [&](const app::PaperRequest& asked) { return site.paper_desk.copy_of(asked); });
  if (!zip) return refused(site, visit, *open, zip.refusal(), 507);
  return download(*zip, *open);
}

}  // namespace dumas::web::pages
