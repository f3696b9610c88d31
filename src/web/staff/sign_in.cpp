// /masuk: the staff's door. Leads to where the officer wanted to go, with the text kept that he was writing when his
// session ended.
#include <algorithm>

#include "complaint/permissions.hpp"
#include "web/page_parts.hpp"
#include "web/session_cookies.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {
namespace {

constexpr std::size_t longest_address = 2000;

// Only a place of this site: one slash first, and nothing a browser would read as another host.
bool is_own_address(std::string_view address) {
  if (address.size() > longest_address || !address.starts_with('/') || address.starts_with("//")) return false;
  return std::none_of(address.begin(), address.end(),
                      [](unsigned char c) { return c < 0x21 || c == 0x7f || c == '\\'; });
}

std::string home_of(const app::SignedIn& staff) {
  using complaint::Permission;
  if (staff.may(Permission::ManageUsers)) return "/admin/pengguna";
  if (staff.may(Permission::ReadAudit)) return "/audit";
  return staff.may(Permission::ReadCases) ? "/kerja" : "/akun";
}

std::string destination(const app::SignedIn& staff, const std::string& wanted) {
  return is_own_address(wanted) && wanted != "/masuk" ? wanted : home_of(staff);
}

http::Response show(Site& site, const Visit& visit, const http::Form& given, const Refusal* refusal, int status) {
  View view = make_view(site, visit);
  const std::string wanted = given.text("lanjut");
  if (is_own_address(wanted)) view.set("NEXT", wanted);
  if (given.text("draf") == "1")
    view.show("DRAFT").set("DRAFT_FLAG", "1").set_if("NOTICE", visit.text(site, "sign_in.draft_kept"));
  if (given.text("keluar") == "1") show_done(view, visit.text(site, "sign_in.signed_out"));
  keep_typed(view, given, {"login"});
  if (refusal) show_refusal(view, site.catalogue, visit.language, *refusal);
  return page(site, visit, "staff/sign_in.html", view, status);
}

}  // namespace

http::Response sign_in(Site& site, const Visit& visit) {
  const http::Form& query = visit.request.query;
  if (visit.staff) return http::see_other(destination(*visit.staff, query.text("lanjut")));
  return show(site, visit, query, nullptr, 200);
}

http::Response sign_in_post(Site& site, const Visit& visit) {
  const http::Form& form = visit.request.form;
  const auto session = site.desk.sessions.sign_in(form.text("login"), form.text("password"),
                                                  app::client_of(visit.request.remote_address),
                                                  visit.request.header("User-Agent").value_or(""));
  if (!session) {
    const Refusal& refusal = session.refusal();
    const bool wait = refusal.code == "TRY_LATER" || refusal.code == "TOO_BUSY";
    auto response = show(site, visit, form, &refusal, wait ? 429 : 422);
    if (wait) response.set_header("Retry-After", refusal.arguments.empty() ? "2" : refusal.arguments.front());
    return response;
  }
  auto response = http::see_other(destination(session->who, form.text("lanjut")));
  response.set_cookie(cookies::make(site, cookies::session, session->token));
  return response;
}

}  // namespace dumas::web::pages
