// What belongs to the office as a whole: the register, the staff, acting officers, the head of the log.
#include <array>
#include <charconv>

#include "api/case_json.hpp"
#include "api/delegation_fields.hpp"
#include "api/endpoints.hpp"
#include "app/case_text.hpp"
#include "store/case_queries.hpp"
#include "store/event_log.hpp"
#include "store/security_log.hpp"

namespace dumas::api {
namespace {

using complaint::Need;
using complaint::Permission;
using complaint::Shape;

// A number of the query between two bounds; `usual` when it is not there.
Result<int> number_of(const Call& call, std::string_view parameter, int usual, int least, int most) {
  const std::string typed = call.request.query.text(parameter);
  if (typed.empty()) return usual;
  int number = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  if (error == std::errc{} && end == typed.data() + typed.size() && number >= least && number <= most) return number;
  return Refusal{.code = "INVALID_INPUT",
                 .field = std::string{parameter},
                 .key = "error.number",
                 .arguments = {std::to_string(most)}};
}

void write_user(const store::User& user, JsonWriter& json) {
  json.open()
      .put("id", app::id_text(user.id.value))
      .put("login", user.login)
      .put("name", user.display_name)
      .put("title", user.title);
  json.open_list("roles");
  for (const auto role : user.roles) json.value(name(role));
  json.close_list().close();
}

}  // namespace

void DelegationFields::describe(complaint::Fields& f) {
  static constexpr std::array<std::string_view, 2> leaders{name(complaint::Role::Secretary),
                                                           name(complaint::Role::Chair)};
  static constexpr std::array<std::string_view, 2> capacities{name(complaint::Capacity::Plh),
                                                              name(complaint::Capacity::Plt)};
  std::string word{role ? name(*role) : std::string_view{}};
  f.choice({"role", Need::Required}, leaders, word);
  role = from_name<complaint::Role>(word);
  word = capacity ? name(*capacity) : std::string_view{};
  f.choice({"capacity", Need::Required}, capacities, word);
  capacity = from_name<complaint::Capacity>(word);
  f.user({"user", Need::Required}, user);
  f.date({"from", Need::Required}, from);
  f.date({"to", Need::Required}, to);
  f.text({"basis", Need::Required, Shape::Line, 200}, basis);
}

http::Response show_register(const Call& call) {
  constexpr int first_year = 2000, last_year = 9999, months = 12, usual = 500, most = 5000;
  auto& app = call.app();
  const int this_year = static_cast<int>(year_month_day_of(app.calendar().date_at(app.clock().now())).year());
  const auto year = number_of(call, "year", this_year, first_year, last_year),
             month = number_of(call, "month", 0, 0, months);
  const auto limit = limit_of(call, usual, most);
  if (!year) return refuse(call, year.refusal());
  if (!month) return refuse(call, month.refusal());
  if (!limit) return refuse(call, limit.refusal());
  const auto rows = app.readers().with([&](store::Connection& connection) {
    return store::register_rows(connection, app.records(), app.office(), *year, *month, app.settings().zone, *limit);
  });
  JsonWriter json;
  json.open().put("year", *year).put("month", *month);
  write_rows("cases", rows, json);
  json.close();
  return answer(200, json);
}

http::Response list_users(const Call& call) {
  JsonWriter json;
  json.open().open_list("users");
  for (const auto& user : call.site.desk.accounts.list())
    if (user.standing == store::Standing::Enabled) write_user(user, json);
  json.close_list().close();
  return answer(200, json);
}

http::Response show_me(const Call& call) {
  JsonWriter json;
  json.open()
      .put("id", app::id_text(call.staff->user.value))
      .put("login", call.staff->login)
      .put("name", call.staff->display_name);
  json.put("title", call.staff->title).put("office", call.staff->office).open_list("hats");
  for (const auto& actor : call.staff->actors())
    json.open().put("role", actor.role).put("capacity", actor.capacity).close();
  json.close_list().close();
  return answer(200, json);
}

http::Response list_delegations(const Call& call) {
  JsonWriter json;
  json.open().open_list("delegations");
  for (const auto& row : call.site.desk.delegations.list()) {
    json.open().put("id", app::id_text(row.id)).put("role", row.role).put("capacity", row.capacity);
    json.put("user", app::id_text(row.user.value))
        .put("name", row.display_name)
        .put("from", row.from)
        .put("to", row.to);
    json.put("basis", row.basis).put("revoked", row.revoked).close();
  }
  json.close_list().close();
  return answer(200, json);
}

http::Response add_delegation(const Call& call) {
  const auto body = body_of(call);
  if (!body) return refuse(call, body.refusal());
  DelegationFields fields;
  if (const auto read = body->read([&fields](auto& f) { fields.describe(f); }, call.find_user()); !read)
    return refuse(call, read.refusal());
  const auto id = call.site.desk.delegations.add(*call.hat(Permission::Delegate), {.role = *fields.role,
                                                                                   .user = fields.user,
                                                                                   .capacity = *fields.capacity,
                                                                                   .from = *fields.from,
                                                                                   .to = *fields.to,
                                                                                   .basis = fields.basis});
  if (!id) return refuse(call, id.refusal());
  JsonWriter json;
  json.open().put("id", app::id_text(*id)).close();
  return answer(201, json);
}

http::Response revoke_delegation(const Call& call) {
  const auto id = app::parse_id(call.request.parameter("delegation"));
  if (!id) return refuse(call, not_found());
  if (const auto done = call.site.desk.delegations.revoke(*call.hat(Permission::Delegate), *id); !done)
    return refuse(call, done.refusal());
  return {.status = 204};
}

http::Response show_log_head(const Call& call) {
  const auto head =
      call.app().readers().with([](store::Connection& connection) { return store::log_head(connection); });
  JsonWriter json;
  json.open().put("head", head).put("at", call.app().clock().now()).close();
  return answer(200, json);
}

http::Response list_audit(const Call& call) {
  constexpr int usual = 50, most = 500;
  store::SecurityFilter filter;
  if (const std::string word = call.request.query.text("kind"); !word.empty()) {
    filter.kind = from_name<store::SecurityKind>(word);
    if (!filter.kind) return refuse(call, {.code = "INVALID_INPUT", .field = "kind", .key = "error.choose"});
  }
  if (const std::string before = call.request.query.text("before"); !before.empty())
    filter.before = app::parse_id(before).value_or(1);
  const auto limit = limit_of(call, usual, most);
  if (!limit) return refuse(call, limit.refusal());
  filter.most = *limit;
  auto& app = call.app();
  const auto entries = app.readers().with([&](store::Connection& connection) {
    return store::read_security_log(connection, app.vault(), app.office(), filter);
  });
  JsonWriter json;
  json.open().open_list("entries");
  for (const auto& entry : entries) {
    json.open().put("id", app::id_text(entry.id)).put("kind", entry.kind).put("at", entry.at).put("role", entry.role);
    json.put_filled("user", entry.user ? app::id_text(entry.user.value) : "");
    json.put_filled("case", entry.case_id ? app::id_text(entry.case_id.value) : "");
    json.put_filled("code", entry.code).put_filled("reason", entry.reason).close();
  }
  json.close_list().close();
  return answer(200, json);
}

}  // namespace dumas::api
