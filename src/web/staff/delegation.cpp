// /delegasi: a Plh. or Plt. for the Secretary or the Chair (domain A4), without whom a row that needs both would hang.
#include "documents/long_date.hpp"
#include "web/page_parts.hpp"
#include "web/session_cookies.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {
namespace {

using complaint::Capacity;
using complaint::Role;

// Who stands in names nobody: only one's own hat counts.
complaint::Actor leader(const app::SignedIn& staff) {
  for (const auto& actor : staff.actors())
    if (actor.capacity == Capacity::Own && complaint::allows(actor.role, complaint::Permission::Delegate)) return actor;
  return hat(staff, complaint::Permission::Delegate);
}

std::vector<Option> candidates(Site& site) {
  std::vector<Option> options{{"", "–"}};
  for (const auto& user : site.desk.accounts.list()) {
    const bool apart = std::any_of(user.roles.begin(), user.roles.end(),
                                   [](Role role) { return role == Role::Admin || role == Role::Auditor; });
    if (user.standing == store::Standing::Enabled && !apart)
      options.push_back({std::to_string(user.id.value),
                         user.title.empty() ? user.display_name : user.display_name + ", " + user.title});
  }
  return options;
}

void show_list(Site& site, const Visit& visit, View& view) {
  const Date today = local_date(site.app.clock().now(), site.app.settings().zone);
  const auto all = site.desk.delegations.list();
  if (all.empty()) view.show("NONE");
  if (all.empty()) return;
  View table = view.section("HAS_DELEGATIONS");
  for (const auto& d : all) {
    View row = table.section("DELEGATIONS");
    const bool over = d.revoked || d.to < today;
    row.set("ROLE", word(site, visit, "role", d.role))
        .set("CAPACITY", word(site, visit, "capacity", d.capacity))
        .set("NAME", d.display_name);
    row.set("FROM", documents::long_date(d.from, visit.language))
        .set("TO", documents::long_date(d.to, visit.language))
        .set("BASIS", d.basis);
    row.set("STATE", visit.text(site, d.revoked        ? "delegations.revoked"
                                      : d.to < today   ? "delegations.past"
                                      : d.from > today ? "delegations.coming"
                                                       : "delegations.running"));
    if (!over) row.section("CAN_END").set("END", "/delegasi/" + std::to_string(d.id) + "/akhiri");
  }
}

http::Response show(Site& site, const Visit& visit, const http::Form& typed, const Refusal* refusal, int status) {
  View view = make_view(site, visit);
  show_options(
      view, "role",
      {{"SECRETARY", word(site, visit, "role", Role::Secretary)}, {"CHAIR", word(site, visit, "role", Role::Chair)}},
      {typed.text("role")});
  show_options(view, "user", candidates(site), {typed.text("user")});
  show_options(view, "capacity",
               {{"PLH", visit.text(site, "delegations.plh")}, {"PLT", visit.text(site, "delegations.plt")}},
               {typed.text("capacity")});
  keep_typed(view, typed, {"basis"});
  keep_date(view, typed, "from");
  keep_date(view, typed, "to");
  show_list(site, visit, view);
  if (refusal) show_refusal(view, site.catalogue, visit.language, *refusal);
  const std::string done = visit.request.query.text("tersimpan");
  if (done == "baru") show_done(view, visit.text(site, "delegations.done"));
  if (done == "akhir") show_done(view, visit.text(site, "delegations.done_end"));
  return page(site, visit, "staff/delegation.html", view, status);
}

std::optional<Date> typed_date(const http::Form& form, const std::string& field) {
  const auto day = number_in(form.text(field + "_hari")), month = number_in(form.text(field + "_bulan")),
             year = number_in(form.text(field + "_tahun"));
  if (day == 0 || month == 0 || year == 0 || day > 31 || month > 12 || year > 9999) return std::nullopt;
  return date_of(static_cast<int>(year), static_cast<unsigned>(month), static_cast<unsigned>(day));
}

Result<app::NewDelegation> read(const http::Form& form) {
  std::vector<Refusal> faults;
  const auto fault = [&](std::string field, std::string key) {
    faults.push_back({.code = "INVALID_INPUT", .field = std::move(field), .key = std::move(key)});
  };
  app::NewDelegation wanted;
  if (const auto role = from_name<Role>(form.text("role")))
    wanted.role = *role;
  else
    fault("role", "error.delegation_role");
  wanted.user = UserId{number_in(form.text("user"))};
  if (!wanted.user) fault("user", "delegations.choose_user");
  if (const auto capacity = from_name<Capacity>(form.text("capacity")))
    wanted.capacity = *capacity;
  else
    fault("capacity", "error.delegation_capacity");
  const auto from = typed_date(form, "from"), to = typed_date(form, "to");
  if (!from) fault("from", "delegations.date");
  if (!to) fault("to", "delegations.date");
  wanted.from = from.value_or(Date{});
  wanted.to = to.value_or(Date{});
  wanted.basis = form.text("basis");
  if (wanted.basis.empty()) fault("basis", "error.required");
  if (faults.empty()) return wanted;
  Refusal first = faults.front();
  first.others.assign(faults.begin() + 1, faults.end());
  return first;
}

}  // namespace

http::Response delegations(Site& site, const Visit& visit) {
  const auto restored = restored_form(site, visit);
  return show(site, visit, restored.value_or(http::Form{}), nullptr, 200);
}

http::Response delegations_post(Site& site, const Visit& visit) {
  const http::Form& form = visit.request.form;
  const auto wanted = read(form);
  if (!wanted) return show(site, visit, form, &wanted.refusal(), 422);
  const auto added = site.desk.delegations.add(leader(*visit.staff), *wanted);
  if (!added) return show(site, visit, form, &added.refusal(), 422);
  site.desk.drafts.drop(visit.owner(site), draft_name(visit.request.path));
  return http::see_other("/delegasi?tersimpan=baru");
}

http::Response delegation_end_post(Site& site, const Visit& visit) {
  const auto ended = site.desk.delegations.revoke(leader(*visit.staff), number_in(visit.request.parameter("id")));
  if (!ended) return show(site, visit, http::Form{}, &ended.refusal(), 422);
  return http::see_other("/delegasi?tersimpan=akhir");
}

}  // namespace dumas::web::pages
