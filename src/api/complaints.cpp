// SOP row 1 and the citizen's view of the others: a complaint handed in, followed with code and PIN, written about.
#include "api/endpoints.hpp"
#include "api/submission.hpp"
#include "app/case_text.hpp"
#include "app/citizen_view.hpp"
#include "app/execute.hpp"
#include "app/tracking.hpp"
#include "store/records.hpp"

namespace dumas::api {
namespace {

using complaint::Actor;
using complaint::CommandKind;
using complaint::Role;

// The citizen himself, or the first hat of the officer in which he may hand in for somebody.
Result<Actor> submitter(const Call& call) {
  if (!call.staff) return Actor{.role = Role::Reporter};
  const complaint::State fresh;
  for (const auto& actor : call.staff->actors())
    if (complaint::may(call.app().sops().newest(), fresh, actor, CommandKind::SubmitComplaint)) return actor;
  return Refusal{.code = "WRONG_ROLE", .key = "refusal.wrong_role"};
}

// Strangers own their files under the key of their sending, so that nobody else's key reaches them.
std::string owner_of(const Call& call, std::string_view key) {
  return call.staff ? call.file_owner() : "api:" + call.app().vault().lookup_hash("api-files", key);
}

// The dates promised, as they would be if the office registers on the first working day.
void write_next(const app::Application& app, const app::CitizenView& view, JsonWriter& json) {
  const auto& sop = app.sops().newest();
  const Date day_one = view.day_one.value_or(app.calendar().day_one(view.received, sop.day_type));
  json.open("next").put("registered_by", day_one);
  json.put("answer_by", view.promised.value_or(app.calendar().due_date(day_one, sop.promise_day, sop.day_type)));
  json.put("closed_by", view.last_day.value_or(app.calendar().due_date(day_one, sop.last_day(), sop.day_type))).close();
}

http::Response receipt_answer(const Call& call, const app::CaseReceipt& receipt) {
  // What was only now handed in has no more to tell than its receipt.
  const bool fresh = receipt.repeated == app::Repeated::No;
  const auto view = fresh ? std::optional{app::CitizenView{.received = receipt.received}}
                          : app::citizen_view(call.app(), receipt.case_id);
  JsonWriter json;
  json.open()
      .put("case", app::id_text(receipt.case_id.value))
      .put("tracking_code", receipt.tracking_code)
      .put("pin", receipt.pin);
  json.put("status", app::public_status(receipt.status)).put("received", view->received);
  write_next(call.app(), *view, json);
  json.close();
  auto response = answer(201, json);
  if (receipt.repeated == app::Repeated::Same) response.set_header("Idempotent-Replayed", "true");
  return response;
}

Result<CaseId> open_by_pin(const Call& call) {
  return app::find_by_code(call.app(), call.site.desk.tracking_throttle, call.request.parameter("code"),
                           call.request.header("X-Complaint-PIN").value_or(""),
                           app::client_of(call.request.remote_address));
}

std::string sentence(const Call& call, std::string key) {
  return call.site.sentence(call.language, {.code = "", .key = std::move(key)});
}

void write_dates(const app::CitizenView& view, JsonWriter& json) {
  json.put("received", view.received)
      .put("registered", view.registered)
      .put("answered", view.answered)
      .put("closed", view.closed);
  json.put("day_one", view.day_one).put("promised", view.promised).put("last_day", view.last_day);
  json.put("day", view.day).put("days", view.days).put("late", view.late);
}

// The letter itself, once it has left the office: who cannot be reached reads it here.
void write_answer(const Call& call, const app::CitizenView& view, JsonWriter& json) {
  if (!view.answer) {
    json.put("answer", std::optional<Date>{});
    return;
  }
  const auto record =
      call.app().readers().with([&](store::Connection& c) { return call.app().records().read(c, view.answer); });
  json.open("answer").put_filled("number", view.answer_no);
  if (record) {
    json.put_list("findings", record->content.list("findings"))
        .put_list("legal_basis", record->content.list("legal_basis"));
    json.put("decision", record->content.text("decision")).put("next_steps", record->content.text("next_steps"));
  }
  json.close();
}

}  // namespace

http::Response submit_complaint(const Call& call) {
  const auto key = idempotency_key(call);
  if (!key) return refuse(call, key.refusal());
  if (key->empty())
    return refuse(call, {.code = "IDEMPOTENCY_KEY", .field = "Idempotency-Key", .key = "api.idempotency_key"});
  const auto actor = submitter(call);
  if (!actor) return refuse(call, actor.refusal());
  const auto body = body_or_part(call, "complaint");
  if (!body) return refuse(call, body.refusal());

  complaint::SubmitComplaint command;
  if (!call.staff) command.channel = complaint::Channel::Web;
  if (const auto read = body->read([&command](auto& fields) { command.describe(fields); }); !read)
    return refuse(call, read.refusal());
  Enclosures enclosures{call, owner_of(call, *key)};
  if (const auto kept = enclosures.keep(command.evidence); !kept) return refuse(call, kept.refusal());

  const auto receipt = app::execute(call.app(), app::CaseRequest{.command = std::move(command),
                                                                 .actor = *actor,
                                                                 .case_id = {},
                                                                 .expected_version = {},
                                                                 .idempotency_key = *key,
                                                                 .file_owner = enclosures.owner()});
  if (!receipt) return refuse(call, receipt.refusal());
  if (receipt->repeated == app::Repeated::Differs)
    return refuse(call,
                  {.code = "IDEMPOTENCY_MISMATCH", .field = "Idempotency-Key", .key = "api.idempotency_mismatch"});
  if (receipt->repeated == app::Repeated::No) enclosures.taken();
  return receipt_answer(call, *receipt);
}

http::Response show_complaint(const Call& call) {
  const auto found = open_by_pin(call);
  if (!found) return refuse(call, found.refusal());
  const auto view = app::citizen_view(call.app(), *found);
  if (!view) return refuse(call, {.code = "NOT_FOUND", .key = "error.tracking"});
  JsonWriter json;
  json.open()
      .put("status", view->status)
      .put("status_text", sentence(call, "public_status." + std::string{name(view->status)}));
  json.put("subject", view->subject).put_filled("register_no", view->register_no).put("open", view->open);
  write_dates(*view, json);
  json.open_list("events");
  for (const auto& event : view->events)
    json.open().put("at", event.at).put("key", event.key).put("text", sentence(call, event.key)).close();
  json.close_list().open_list("messages");
  for (const auto& message : view->messages)
    json.open().put("at", message.at).put("by_reporter", message.by_reporter).put("text", message.text).close();
  json.close_list().put_list("files", view->files);
  write_answer(call, *view, json);
  json.close();
  return answer(200, json);
}

http::Response send_message(const Call& call) {
  const auto found = open_by_pin(call);
  if (!found) return refuse(call, found.refusal());
  const auto key = idempotency_key(call);
  if (!key) return refuse(call, key.refusal());
  const auto body = body_or_part(call, "message");
  if (!body) return refuse(call, body.refusal());
  complaint::SendMessage command;
  if (const auto read = body->read([&command](auto& fields) { command.describe(fields); }); !read)
    return refuse(call, read.refusal());
  Enclosures enclosures{call, "api:case:" + std::to_string(found->value)};
  if (const auto kept = enclosures.keep(command.evidence); !kept) return refuse(call, kept.refusal());
  const auto receipt = app::execute(call.app(), app::CaseRequest{.command = std::move(command),
                                                                 .actor = {.role = Role::Reporter},
                                                                 .case_id = *found,
                                                                 .expected_version = {},
                                                                 .idempotency_key = *key,
                                                                 .file_owner = enclosures.owner()});
  if (!receipt) return refuse(call, receipt.refusal());
  if (receipt->repeated == app::Repeated::Differs)
    return refuse(call,
                  {.code = "IDEMPOTENCY_MISMATCH", .field = "Idempotency-Key", .key = "api.idempotency_mismatch"});
  if (receipt->repeated == app::Repeated::No) enclosures.taken();
  JsonWriter json;
  json.open().put("case", app::id_text(found->value)).put("status", receipt->status).put("version", receipt->version);
  json.put_filled("number", "").close();
  auto response = answer(201, json);
  if (receipt->repeated == app::Repeated::Same) response.set_header("Idempotent-Replayed", "true");
  return response;
}

}  // namespace dumas::api
