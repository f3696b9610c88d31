// /admin/pengguna: the accounts of the staff. The administrator gives and takes roles, disables, and sets a first
// password; he sees no case anywhere.
#include "documents/long_date.hpp"
#include "web/admin/pages.hpp"
#include "web/page_parts.hpp"

namespace dumas::web::pages {
namespace {

using complaint::Permission;
using complaint::Role;

std::vector<Option> role_choices(const Site& site, const Visit& visit) {
  // REPORTER and TIMER are nobody's; PPID and the integrity team have no part in the main road yet.
  return choices<Role>(site, visit, "role", {Role::Reporter, Role::Timer, Role::Ppid, Role::IntegrityTeam});
}

std::vector<Role> typed_roles(const http::Form& form) {
  std::vector<Role> roles;
  for (const auto& text : form.all("roles"))
    if (const auto role = from_name<Role>(text); role && std::find(roles.begin(), roles.end(), *role) == roles.end())
      roles.push_back(*role);
  return roles;
}

std::vector<std::string> names_of(const std::vector<Role>& roles) {
  std::vector<std::string> names;
  for (const Role role : roles) names.emplace_back(name(role));
  return names;
}

std::string role_words(const Site& site, const Visit& visit, const std::vector<Role>& roles) {
  std::vector<std::string> words;
  for (const Role role : roles) words.push_back(word(site, visit, "role", role));
  return joined(words);
}

complaint::Actor administrator(const app::SignedIn& staff) { return hat(staff, Permission::ManageUsers); }

http::Response show_new(Site& site, const Visit& visit, const http::Form& typed, const Refusal* refusal, int status) {
  View view = make_view(site, visit);
  keep_typed(view, typed, {"login", "display_name", "title"});
  show_options(view, "roles", role_choices(site, visit), typed.all("roles"));
  show_options(view, "language", {{"id", "Bahasa Indonesia"}, {"en", "English"}},
               {typed.has("language") ? typed.text("language") : "id"});
  if (refusal) show_refusal(view, site.catalogue, visit.language, *refusal);
  return page(site, visit, "admin/user_new.html", view, status);
}

void show_tokens(Site& site, const Visit& visit, View& view, UserId user) {
  const auto tokens = site.desk.accounts.tokens(user);
  if (tokens.empty()) view.show("NO_TOKENS");
  if (tokens.empty()) return;
  View table = view.section("HAS_TOKENS");
  const Zone zone = site.app.settings().zone;
  for (const auto& token : tokens) {
    View row = table.section("TOKENS");
    row.set("NAME", token.name).set("CREATED", short_date_time(token.created, zone));
    row.set("USED", token.last_used ? short_date_time(*token.last_used, zone) : visit.text(site, "users.never"));
    row.set("STATE", visit.text(site, token.revoked ? "users.token_revoked" : "users.token_valid"));
    if (!token.revoked) row.section("CAN_REVOKE").set_integer("TOKEN", token.id);
  }
}

http::Response show_user(Site& site, const Visit& visit, const http::Form* typed, const Refusal* refusal, int status) {
  const auto user = site.desk.accounts.find(UserId{number_in(visit.request.parameter("id"))});
  if (!user) return error_page(site, visit, 404);
  View view = make_view(site, visit);
  view.set("ACTION", "/admin/pengguna/" + std::to_string(user->id.value));
  view.set("NAME", user->display_name).set("LOGIN", user->login).set("TITLE", user->title);
  view.set("CREATED", documents::long_date(local_date(user->created, site.app.settings().zone), visit.language));
  view.set("PASSWORD_STATE", visit.text(site, user->password == store::PasswordOrigin::Own ? "users.password_own"
                                                                                           : "users.password_given"));
  view.show(user->standing == store::Standing::Enabled ? "ENABLED" : "DISABLED");
  const bool roles_typed = typed && typed->text("tindakan") == "peran";
  show_options(view, "roles", role_choices(site, visit), roles_typed ? typed->all("roles") : names_of(user->roles));
  show_tokens(site, visit, view, user->id);
  if (refusal) show_refusal(view, site.catalogue, visit.language, *refusal);
  if (const std::string done = visit.request.query.text("tersimpan"); site.catalogue.has("users.done_" + done))
    show_done(view, visit.text(site, "users.done_" + done));
  return page(site, visit, "admin/user.html", view, status);
}

// What the buttons of a user's page do, by the word they send.
Checked act(Site& site, const complaint::Actor& by, UserId user, const http::Form& form) {
  auto& accounts = site.desk.accounts;
  const std::string deed = form.text("tindakan");
  if (deed == "peran") return accounts.set_roles(by, user, typed_roles(form));
  if (deed == "nonaktif") return accounts.set_standing(by, user, store::Standing::Disabled);
  if (deed == "aktif") return accounts.set_standing(by, user, store::Standing::Enabled);
  if (deed == "sandi") return accounts.set_password(by, user, form.text("password"));
  if (deed == "token") {
    const auto token = number_in(form.text("token"));
    const auto own = accounts.tokens(user);
    if (std::none_of(own.begin(), own.end(), [token](const auto& each) { return each.id == token; }))
      return Refusal{"NOT_FOUND", "", "error.token_gone"};
    return accounts.revoke_token(by, token);
  }
  return Refusal{"INVALID_INPUT", "", "http.bad_form"};
}

}  // namespace

http::Response user_list(Site& site, const Visit& visit) {
  View view = make_view(site, visit);
  for (const auto& user : site.desk.accounts.list()) {
    View row = view.section("USERS");
    row.set("HREF", "/admin/pengguna/" + std::to_string(user.id.value))
        .set("NAME", user.display_name)
        .set("LOGIN", user.login);
    row.set("TITLE", user.title).set("ROLES", role_words(site, visit, user.roles));
    row.show(user.standing == store::Standing::Enabled ? "ENABLED" : "DISABLED");
  }
  return page(site, visit, "admin/user_list.html", view);
}

http::Response user_new(Site& site, const Visit& visit) { return show_new(site, visit, http::Form{}, nullptr, 200); }

http::Response user_new_post(Site& site, const Visit& visit) {
  const http::Form& form = visit.request.form;
  const app::NewUser user{.login = form.text("login"),
                          .display_name = form.text("display_name"),
                          .title = form.text("title"),
                          .password = form.text("password"),
                          .roles = typed_roles(form),
                          .language = language_from(form.text("language")).value_or(Language::Indonesian)};
  const auto added = site.desk.accounts.add(administrator(*visit.staff), user);
  if (!added) return show_new(site, visit, form, &added.refusal(), added.refusal().code == "TOO_BUSY" ? 429 : 422);
  return http::see_other("/admin/pengguna/" + std::to_string(added->value) + "?tersimpan=baru");
}

http::Response user_page(Site& site, const Visit& visit) { return show_user(site, visit, nullptr, nullptr, 200); }

http::Response user_post(Site& site, const Visit& visit) {
  const UserId user{number_in(visit.request.parameter("id"))};
  if (!site.desk.accounts.find(user)) return error_page(site, visit, 404);
  const http::Form& form = visit.request.form;
  const auto done = act(site, administrator(*visit.staff), user, form);
  if (!done) return show_user(site, visit, &form, &done.refusal(), 422);
  return http::see_other("/admin/pengguna/" + std::to_string(user.value) + "?tersimpan=" + form.text("tindakan"));
}

}  // namespace dumas::web::pages
