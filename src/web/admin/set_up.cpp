// /siapkan: the first administrator, made with the token the server printed at its first start. There is no default
// password. Closed once an administrator exists.
#include "web/admin/pages.hpp"
#include "web/page_parts.hpp"
#include "web/session_cookies.hpp"

namespace dumas::web::pages {
namespace {

http::Response show(Site& site, const Visit& visit, const http::Form& typed, const Refusal* refusal, int status) {
  View view = make_view(site, visit);
  keep_typed(view, typed, {"kunci", "login", "display_name", "title"});
  if (refusal) show_refusal(view, site.catalogue, visit.language, *refusal);
  return page(site, visit, "admin/set_up.html", view, status);
}

}  // namespace

http::Response set_up(Site& site, const Visit& visit) {
  if (site.desk.accounts.has_admin()) return error_page(site, visit, 404);
  return show(site, visit, visit.request.query, nullptr, 200);
}

http::Response set_up_post(Site& site, const Visit& visit) {
  const http::Form& form = visit.request.form;
  const std::string password = form.text("password");
  if (password != form.text("password_again")) {
    const Refusal refusal{.code = "INVALID_INPUT", .field = "password_again", .key = "account.not_the_same"};
    return show(site, visit, form, &refusal, 422);
  }
  app::NewUser admin{.login = form.text("login"),
                     .display_name = form.text("display_name"),
                     .title = form.text("title"),
                     .password = password,
                     .roles = {},
                     .language = visit.language,
                     .password_origin = store::PasswordOrigin::Own};
  const std::string login = admin.login;
  const auto made = site.desk.accounts.set_up(form.text("kunci"), std::move(admin));
  if (!made) return show(site, visit, form, &made.refusal(), 422);
  const auto session = site.desk.sessions.sign_in(login, password, app::client_of(visit.request.remote_address),
                                                  visit.request.header("User-Agent").value_or(""));
  if (!session) return http::see_other("/masuk");
  auto response = http::see_other("/admin/pengguna");
  response.set_cookie(cookies::make(site, cookies::session, session->token));
  return response;
}

}  // namespace dumas::web::pages
