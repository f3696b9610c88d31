#include "web/visit.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "documents/long_date.hpp"
#include "store/case_queries.hpp"

namespace dumas::web {
namespace {

using complaint::Permission;

struct Place {
  std::string_view href, label;
  std::optional<Permission> permission;
};

// In the order of a working day; a place whose permission the reader lacks is not shown.
constexpr Place places[] = {
    {"/kerja", "nav.work", Permission::ReadCases},
    {"/loket", "nav.desk", Permission::WriteRegister},
    {"/kasus", "nav.cases", Permission::ReadCases},
    {"/register", "nav.register", Permission::ReadRegister},
    {"/surat-keluar", "nav.outgoing", Permission::ReadRegister},
    {"/rapat", "nav.meetings", Permission::ReadMeetings},
    {"/rekap", "nav.recap", Permission::ReadReports},
    {"/delegasi", "nav.delegations", Permission::Delegate},
    {"/admin/pengguna", "nav.users", Permission::ManageUsers},
    {"/admin/surat", "nav.papers", Permission::ManageUsers},
    {"/audit", "nav.audit", Permission::ReadAudit},
    {"/akun", "nav.account", std::nullopt},
};

bool is_under(std::string_view path, std::string_view place) {
  return path == place || (path.starts_with(place) && path.size() > place.size() && path[place.size()] == '/');
}

void show_places(const Site& site, const Visit& visit, View& view) {
  for (const auto& [href, label, permission] : places) {
    if (permission && !visit.staff->may(*permission)) continue;
    View row = view.section("NAV");
    row.set("HREF", href).set("LABEL", visit.text(site, label));
    if (is_under(visit.request.path, href)) row.show("CURRENT");
  }
}

void show_staff(const Site& site, const Visit& visit, View& view) {
  view.show("SIGNED_IN").set("USER_NAME", visit.staff->display_name);
  std::string names;
  for (const auto& actor : visit.staff->actors()) {
    if (!names.empty()) names += ", ";
    if (actor.capacity != complaint::Capacity::Own)
      names += visit.text(site, fmt::format("capacity.{}", name(actor.capacity))) + " ";
    names += visit.text(site, fmt::format("role.{}", name(actor.role)));
  }
  view.set("ROLE_NAMES", names);
  show_places(site, visit, view);
}

std::string clock_text(std::chrono::minutes time) {
  return fmt::format("{:02}.{:02}", time.count() / 60, time.count() % 60);
}

}  // namespace

bool sees(const app::SignedIn& staff, const complaint::State& state) {
  const auto actors = staff.actors();
  return std::any_of(actors.begin(), actors.end(),
                     [&](const auto& actor) { return complaint::sees_case(actor.role, state); });
}

app::DraftOwner Visit::owner(const Site& site) const {
  return staff ? app::DraftOwner::officer(staff->user) : app::DraftOwner::visitor(site.app.vault(), visitor);
}

std::string Visit::text(const Site& site, std::string_view key, const std::vector<std::string>& arguments) const {
  return site.catalogue.text(language, key, arguments);
}

View make_view(const Site& site, const Visit& visit) {
  const auto& office = site.app.settings();
  View view;
  view.set("CSRF", visit.csrf).set("PATH", visit.request.target);
  view.set("OFFICE_NAME", office.short_name.empty() ? office.name : office.short_name);
  view.set("OFFICE_ADDRESS", office.address).set("OFFICE_PHONE", office.phone).set("OFFICE_EMAIL", office.email);
  view.set("OFFICE_HOURS", fmt::format("{}–{} {}", clock_text(office.counter_open), clock_text(office.counter_close),
                                       abbreviation(office.zone)));
  if (site.rehearsal) {
    view.show("CLOCK_BANNER")
        .set("CLOCK_TIME", documents::long_date_and_time(site.app.clock().now(), office.zone, visit.language));
  }
  if (site.demo) view.show("DEMO_BANNER");
  if (visit.staff) show_staff(site, visit, view);
  if (visit.staff && visit.staff->may(Permission::ManageUsers)) {
    if (const auto faults = site.papers.faults(); !faults.empty())
      view.show("PAPER_FAULTS").set("FAULT_COUNT", std::to_string(faults.size()));
  }
  return view;
}

http::Response page(const Site& site, const Visit& visit, std::string_view template_name, const View& view,
                    int status) {
  return http::html(status, site.views.render(template_name, visit.language, view));
}

http::Response error_page(const Site& site, const Visit& visit, int status, int retry_after) {
  View view = make_view(site, visit);
  const auto sentence = [&](std::string_view part) {
    return visit.text(site, fmt::format("error_page.{}_{}", status, part));
  };
  view.set("HEADING", sentence("heading")).set("TEXT", sentence("text")).set("ADVICE", sentence("advice"));
  if (status == 500) view.set_if("REFERENCE", visit.request.id);
  auto response = page(site, visit, "public/error.html", view, status);
  if (retry_after > 0) response.set_header("Retry-After", std::to_string(retry_after));
  return response;
}

}  // namespace dumas::web
