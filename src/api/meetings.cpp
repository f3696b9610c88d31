// SOP row 6: plenary meetings, called by the leadership, with the attendance that quorum is counted from.
#include "api/case_json.hpp"
#include "api/commands.hpp"
#include "api/endpoints.hpp"
#include "app/case_text.hpp"
#include "app/execute.hpp"
#include "store/case_queries.hpp"
#include "store/meeting_queries.hpp"

namespace dumas::api {
namespace {

using complaint::Permission;
using store::Connection;

void write_meeting(const store::MeetingRow& row, const NamesOfUsers& names, JsonWriter& json) {
  json.put("id", app::id_text(row.id.value))
      .put("version", row.version)
      .put("mode", row.mode)
      .put("openness", row.openness);
  json.put("date", row.date).put("time", row.time).put_filled("number", row.number).put("days_ahead", row.days_ahead);
  json.put("attendance_recorded", row.attendance_recorded).open_list("present");
  for (const UserId user : row.present) {
    const auto found = names.find(user);
    json.open().put("user", app::id_text(user.value)).put("name", found == names.end() ? "" : found->second).close();
  }
  json.close_list().put("cases_on_agenda", row.cases).put("cases_decided", row.decided);
}

http::Response execute_and_answer(const Call& call, app::MeetingRequest request, std::string_view command,
                                  int success) {
  const auto actor = request.actor;
  const auto receipt = app::execute(call.app(), std::move(request));
  if (!receipt) return refuse_command(call, actor, {}, command, receipt.refusal());
  if (receipt->repeated == app::Repeated::Differs)
    return refuse(call,
                  {.code = "IDEMPOTENCY_MISMATCH", .field = "Idempotency-Key", .key = "api.idempotency_mismatch"});
  JsonWriter json;
  json.open()
      .put("id", app::id_text(receipt->meeting.value))
      .put("version", receipt->version)
      .put_filled("number", receipt->number)
      .close();
  auto response = answer(success, json);
  if (receipt->repeated == app::Repeated::Same) response.set_header("Idempotent-Replayed", "true");
  return response;
}

}  // namespace

http::Response list_meetings(const Call& call) {
  constexpr int usual = 50, most = 200;
  const auto limit = limit_of(call, usual, most);
  if (!limit) return refuse(call, limit.refusal());
  auto since = std::optional{call.app().calendar().date_at(call.app().clock().now())};
  if (const std::string typed = call.request.query.text("since"); !typed.empty()) since = parse_iso_date(typed);
  if (!since) return refuse(call, {.code = "INVALID_INPUT", .field = "since", .key = "error.date"});
  const auto rows = call.app().readers().with(
      [&](Connection& connection) { return store::list_meetings(connection, call.app().office(), *since, *limit); });
  const auto names = names_of_users(call);
  JsonWriter json;
  json.open().open_list("meetings");
  for (const auto& row : rows) {
    json.open();
    write_meeting(row, names, json);
    json.close();
  }
  json.close_list().close();
  return answer(200, json);
}

http::Response call_meeting(const Call& call) {
  const auto key = idempotency_key(call);
  if (!key) return refuse(call, key.refusal());
  const auto body = body_of(call);
  if (!body) return refuse(call, body.refusal());
  complaint::CallMeeting command;
  if (const auto read = body->read([&command](auto& fields) { command.describe(fields); }); !read)
    return refuse(call, read.refusal());
  return execute_and_answer(call,
                            {.command = std::move(command),
                             .actor = *call.hat(Permission::ManageMeetings),
                             .meeting = {},
                             .expected_version = {},
                             .idempotency_key = *key},
                            name(complaint::MeetingCommandKind::CallMeeting), 201);
}

http::Response show_meeting(const Call& call) {
  const auto id = app::parse_id(call.request.parameter("id"));
  if (!id) return refuse(call, not_found());
  auto& app = call.app();
  const auto names = names_of_users(call);
  JsonWriter json;
  const bool found = app.readers().with([&](Connection& connection) {
    const auto row = store::find_meeting(connection, app.office(), MeetingId{*id});
    if (!row) return false;
    constexpr int most_cases = 200;
    store::CaseFilter on_agenda;
    on_agenda.meeting = MeetingId{*id};
    on_agenda.most = most_cases;
    json.open();
    write_meeting(*row, names, json);
    write_rows("cases",
               store::list_cases(connection, app.records(), app.office(), store::case_view(call.roles()), on_agenda),
               json);
    json.close();
    return true;
  });
  return found ? answer(200, json) : refuse(call, not_found());
}

http::Response give_meeting_command(const Call& call) {
  const auto id = app::parse_id(call.request.parameter("id"));
  if (!id) return refuse(call, not_found());
  const auto key = idempotency_key(call);
  if (!key) return refuse(call, key.refusal());
  const auto envelope = read_envelope(call);
  if (!envelope) return refuse(call, envelope.refusal());
  const auto kind = from_name<complaint::MeetingCommandKind>(envelope->command);
  if (!kind) return refuse(call, {.code = "UNKNOWN_COMMAND", .field = "command", .key = "api.unknown_command"});
  const auto actor = envelope->as ? call.staff->as(*envelope->as) : call.hat(Permission::ManageMeetings);
  if (!actor) return refuse(call, {.code = "WRONG_ROLE", .field = "as", .key = "refusal.wrong_role"});
  auto command = complaint::make_command(*kind);
  if (const auto read =
          read_command(call, *envelope, [&command](auto& fields) { complaint::describe(command, fields); });
      !read)
    return refuse(call, read.refusal());
  return execute_and_answer(call,
                            {.command = std::move(command),
                             .actor = *actor,
                             .meeting = MeetingId{*id},
                             .expected_version = envelope->expected_version,
                             .idempotency_key = *key},
                            envelope->command, 200);
}

}  // namespace dumas::api
