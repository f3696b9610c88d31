// The first page and the pages that stand for themselves: language, privacy notice, accessibility statement.
#include <map>

#include "documents/long_date.hpp"
#include "web/public/pages.hpp"
#include "web/session_cookies.hpp"

namespace dumas::web::pages {
namespace {

// One day of the strip: the SOP's rows of that day, in the citizen's words.
void show_days(View& view, const Site& site, const Visit& visit, const complaint::Sop& sop) {
  std::map<int, std::vector<const complaint::Step*>> days;
  for (const auto& step : sop.steps) days[step.due_day].push_back(&step);
  for (const auto& [day, steps] : days) {
    View row = view.section("DAYS");
    row.set_integer("DAY", day).set("TITLE", visit.text(site, "day.title", {std::to_string(day)}));
    for (const auto* step : steps)
      row.section("STEPS").set("TEXT", visit.text(site, "citizen_step." + std::string{name(step->key)}));
    if (day == sop.promise_day) row.show("IS_PROMISE");
  }
}

// An address of this site only: "//elsewhere" and "/\elsewhere" lead away.
std::string own_address(const std::string& wanted) {
  const bool own = wanted.starts_with('/') && !wanted.starts_with("//") && wanted.find('\\') == std::string::npos;
  const bool plain = wanted.find_first_of("\r\n\t") == std::string::npos;
  return own && plain ? wanted : "/";
}

}  // namespace

http::Response home(Site& site, const Visit& visit) {
  const auto& sop = site.app.sops().newest();
  View view = make_view(site, visit);
  view.show("AT_HOME").set_integer("ANSWER_DAY", sop.promise_day).set_integer("LAST_DAY", sop.last_day());
  show_days(view, site, visit, sop);
  return page(site, visit, "public/home.html", view);
}

http::Response change_language(Site& site, const Visit& visit) {
  constexpr std::chrono::hours year{365 * 24};
  auto response = http::see_other(own_address(visit.request.form.text("kembali")));
  const auto language = language_from(visit.request.form.text("bahasa"));
  if (!language) return response;
  if (visit.staff) site.desk.sessions.set_language(*visit.staff, *language);
  response.set_cookie(cookies::make(site, cookies::language, language_code(*language), year));
  return response;
}

http::Response privacy(Site& site, const Visit& visit) {
  const auto& office = site.app.settings();
  View view = make_view(site, visit);
  view.set("RETENTION", visit.text(site, "citizen.retention"));
  view.set("CONTROLLER_CONTACT", office.email + ", " + office.phone);
  return page(site, visit, "public/privacy.html", view);
}

http::Response accessibility(Site& site, const Visit& visit) {
  return page(site, visit, "public/accessibility.html", make_view(site, visit));
}

}  // namespace dumas::web::pages
