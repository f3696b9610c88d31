// /akun: an officer's own password, the devices he is signed in on, and his language.
#include "documents/long_date.hpp"
#include "web/page_parts.hpp"
#include "web/session_cookies.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {
namespace {

void show_sessions(Site& site, const Visit& visit, View& view) {
  for (const auto& session : site.desk.sessions.sessions_of(*visit.staff)) {
    View row = view.section("SESSIONS");
    row.set_integer("ID", session.id)
        .set("DEVICE", session.device.empty() ? visit.text(site, "account.device_unknown") : session.device);
    row.set("SINCE", documents::long_date_and_time(session.created, site.app.settings().zone, visit.language));
    row.set("SEEN", short_date_time(session.last_seen, site.app.settings().zone));
    row.show(session.id == visit.staff->door_id ? "THIS_ONE" : "OTHER_ONE");
  }
}

http::Response show(Site& site, const Visit& visit, const Refusal* refusal, int status) {
  View view = make_view(site, visit);
  view.set("LOGIN", visit.staff->login).set("TITLE", visit.staff->title);
  if (visit.staff->must_change_password) view.show("MUST_CHANGE");
  show_sessions(site, visit, view);
  show_options(view, "bahasa", {{"id", "Bahasa Indonesia"}, {"en", "English"}},
               {visit.language == Language::Indonesian ? "id" : "en"});
  if (refusal) show_refusal(view, site.catalogue, visit.language, *refusal);
  const std::string done = visit.request.query.text("tersimpan");
  if (done == "sandi") show_done(view, visit.text(site, "account.done_password"));
  if (done == "sesi") show_done(view, visit.text(site, "account.done_session"));
  return page(site, visit, "staff/account.html", view, status);
}

// 429 where the office asks to wait, 422 where the form is to be mended.
int status_of(const Refusal& refusal) { return refusal.code == "TRY_LATER" || refusal.code == "TOO_BUSY" ? 429 : 422; }

}  // namespace

http::Response account(Site& site, const Visit& visit) { return show(site, visit, nullptr, 200); }

http::Response account_password_post(Site& site, const Visit& visit) {
  const http::Form& form = visit.request.form;
  const std::string fresh = form.text("password");
  if (fresh != form.text("password_again")) {
    const Refusal refusal{.code = "INVALID_INPUT", .field = "password_again", .key = "account.not_the_same"};
    return show(site, visit, &refusal, 422);
  }
  const auto session = site.desk.sessions.change_password(*visit.staff, form.text("current_password"), fresh,
                                                          app::client_of(visit.request.remote_address),
                                                          visit.request.header("User-Agent").value_or(""));
  if (!session) return show(site, visit, &session.refusal(), status_of(session.refusal()));
  auto response = http::see_other("/akun?tersimpan=sandi");
  response.set_cookie(cookies::make(site, cookies::session, session->token));
  return response;
}

http::Response account_sessions_post(Site& site, const Visit& visit) {
  if (const auto id = number_in(visit.request.form.text("sesi")); id > 0) {
    const auto ended = site.desk.sessions.end_session(*visit.staff, id);
    if (!ended) return show(site, visit, &ended.refusal(), 422);
    return http::see_other("/akun?tersimpan=sesi");
  }
  site.desk.sessions.sign_out_everywhere(*visit.staff);
  auto response = http::see_other("/masuk");
  response.set_cookie(cookies::make(site, cookies::session, "", std::chrono::seconds{0}));
  return response;
}

}  // namespace dumas::web::pages
