// /lacak: code and PIN, and out again. A wrong code and a wrong PIN get the same answer after the same work; guessing is
// slowed down, nobody is locked out (app/throttle).
#include "app/throttle.hpp"
#include "app/tracking.hpp"
#include "base/random.hpp"
#include "web/fields.hpp"
#include "web/public/pages.hpp"
#include "web/public/parts.hpp"
#include "web/public/report_draft.hpp"
#include "web/public/track_parts.hpp"
#include "web/session_cookies.hpp"

namespace dumas::web::pages {
namespace {

constexpr std::string_view tracking_path = "/lacak";

http::Cookie tracking_cookie(const Site& site, std::string_view token, std::chrono::seconds age) {
  auto cookie = cookies::make(site, cookies::tracking, token, age);
  cookie.path = tracking_path;
  return cookie;
}

http::Response show(Site& site, const Visit& visit, const std::string& code, const Refusal* fault, int status) {
  constexpr std::size_t longest_shown = 60;
  View view = make_view(site, visit);
  view.show("AT_TRACK");
  show_value(view, "code", printable(code.substr(0, longest_shown)));
  if (fault) show_faults(view, site, visit, *fault);
  if (visit.request.query.has("berakhir")) show_notice(view, site, visit, "citizen.visit_ended");
  if (visit.request.query.has("ditutup")) show_notice(view, site, visit, "citizen.visit_closed", NoticeKind::Success);
  return page(site, visit, "public/track.html", view, status);
}

std::optional<Refusal> empty_fields(const std::string& code, const std::string& pin) {
  std::vector<Refusal> faults;
  for (const auto& [field, typed] : {std::pair<std::string, const std::string&>{"code", code}, {"pin", pin}})
    if (typed.find_first_not_of(" \t\r\n") == std::string::npos)
      faults.push_back({.code = "INVALID_INPUT", .field = field, .key = "error.required"});
  if (faults.empty()) return std::nullopt;
  return together(std::move(faults));
}

std::string without_spaces(const std::string& typed) {
  std::string text;
  for (const char letter : typed)
    if (letter != ' ' && letter != '\t' && letter != '\r' && letter != '\n' && letter != '-') text += letter;
  return text;
}

}  // namespace

http::Response track(Site& site, const Visit& visit) {
  return show(site, visit, visit.request.query.text("kode"), nullptr, 200);
}

http::Response track_post(Site& site, const Visit& visit) {
  const std::string code = visit.request.form.text("code"), pin = visit.request.form.text("pin");
  if (const auto fault = empty_fields(code, pin)) return show(site, visit, code, &*fault, 422);
  const auto found = app::find_by_code(site.app, site.desk.tracking_throttle, code, without_spaces(pin),
                                       app::client_of(visit.request.remote_address));
  if (!found && found.refusal().code == "TRY_LATER") {
    const Refusal& wait = found.refusal();
    auto response = show(site, visit, code, &wait, 429);
    return response.set_header("Retry-After", wait.arguments.front());
  }
  if (!found) {
    const Refusal wrong{.code = "NOT_FOUND", .field = "code", .key = "track.no_match"};
    return show(site, visit, code, &wrong, 422);
  }
  return saving(
      [&] {
        auto response = http::see_other("/lacak/status");
        response.set_cookie(tracking_cookie(site, app::open_visit(site.app, *found), app::visit_length));
        return response;
      },
      [&](const NotSaved& failed) {
        const Refusal busy{.code = "TOO_BUSY", .key = "citizen.track_unavailable"};
        return show(site, visit, code, &busy, failed.status);
      });
}

// Forgets on this device: the open tracking page and the slip of a report sent from here.
http::Response track_leave_post(Site& site, const Visit& visit) {
  const auto leave = [&] {
    if (const auto token = visit.request.cookie(cookies::tracking)) app::close_visit(site.app, *token);
    if (load_sent(site, visit)) forget_sent(site, visit);
    auto response = http::see_other("/lacak?ditutup=1");
    response.set_cookie(tracking_cookie(site, "", std::chrono::seconds{0}));
    return response;
  };
  return saving(leave,
                [&](const NotSaved& failed) { return error_page(site, visit, 503, failed.status == 503 ? 2 : 60); });
}

std::shared_ptr<const app::CitizenView> open_case(Site& site, const Visit& visit) {
  return site.desk.citizen_views.visited(visit.request.cookie(cookies::tracking).value_or(""));
}

app::DraftOwner message_owner(const Site& site, const Visit& visit, std::string_view code) {
  return app::DraftOwner::visitor(site.app.vault(), visit.visitor + "/lacak/" + normalise_code(code));
}

http::Response to_track_form(std::string_view code, std::string_view why) {
  std::string address = "/lacak?kode=" + encode_query(code);
  if (!why.empty()) address += "&" + std::string{why} + "=1";
  return http::see_other(address);
}

}  // namespace dumas::web::pages
