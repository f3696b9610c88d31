#include "api/commands.hpp"

#include "api/endpoints.hpp"
#include "app/case_text.hpp"
#include "app/execute.hpp"
#include "app/refused.hpp"
#include "store/event_log.hpp"

namespace dumas::api {
namespace {

using complaint::Actor;
using complaint::CommandKind;

// The hat in which he acts: the one he names; else the first that may; else the first that sees the case, so that the
// refusal is the rules' own. Refusals: NOT_FOUND (sees no such case), WRONG_ROLE (not his hat).
Result<Actor> choose_hat(const Call& call, CaseId id, CommandKind command, std::optional<complaint::Role> wanted) {
  const auto state =
      call.app().readers().with([&](store::Connection& connection) { return store::load_case(connection, id); });
  if (state.version == 0 || !call.sees(state)) return not_found();
  if (wanted) {
    const auto actor = call.staff->as(*wanted);
    if (actor && complaint::sees_case(*wanted, state)) return *actor;
    return Refusal{.code = "WRONG_ROLE", .field = "as", .key = "refusal.wrong_role"};
  }
  const auto& sop = call.app().sops().of(state.sop_version);
  std::optional<Actor> onlooker;
  for (const auto& actor : call.staff->actors()) {
    if (!complaint::sees_case(actor.role, state)) continue;
    if (complaint::may(sop, state, actor, command)) return actor;
    if (!onlooker) onlooker = actor;
  }
  return *onlooker;
}

http::Response receipt_answer(const app::CaseReceipt& receipt) {
  JsonWriter json;
  json.open()
      .put("case", app::id_text(receipt.case_id.value))
      .put("status", receipt.status)
      .put("version", receipt.version);
  json.put_filled("number", receipt.number).close();
  auto response = answer(200, json);
  if (receipt.repeated == app::Repeated::Same) response.set_header("Idempotent-Replayed", "true");
  return response;
}

}  // namespace

Result<Envelope> read_envelope(const Call& call) {
  const auto body = body_of(call);
  if (!body) return body.refusal();
  if (const auto known = body->only({"command", "fields", "expected_version", "as"}); !known) return known.refusal();
  auto command = body->text("command"), as = body->text("as");
  auto fields = body->object("fields");
  auto version = body->integer("expected_version");
  if (!command) return command.refusal();
  if (!as) return as.refusal();
  if (!fields) return fields.refusal();
  if (!version) return version.refusal();
  if (!*command) return Refusal{.code = "INVALID_INPUT", .field = "command", .key = "error.required"};
  Envelope envelope{.command = **command, .fields = *fields, .expected_version = *version, .as = {}};
  if (*as) {
    envelope.as = from_name<complaint::Role>(**as);
    if (!envelope.as) return Refusal{.code = "INVALID_INPUT", .field = "as", .key = "error.choose"};
  }
  return envelope;
}

Checked read_command(const Call& call, const Envelope& envelope,
                     const std::function<void(complaint::Fields&)>& describe) {
  if (envelope.fields) return envelope.fields->read(describe, call.find_user());
  return JsonObject::parse("{}")->read(describe);
}

http::Response refuse_command(const Call& call, const Actor& actor, CaseId case_id, std::string_view command,
                              const Refusal& refusal) {
  if (refusal.code != "INVALID_INPUT") app::log_refused(call.app(), actor, case_id, command, refusal);
  return refuse(call, refusal);
}

http::Response give_command(const Call& call) {
  const auto id = app::parse_id(call.request.parameter("id"));
  if (!id) return refuse(call, not_found());
  const auto key = idempotency_key(call);
  if (!key) return refuse(call, key.refusal());
  const auto envelope = read_envelope(call);
  if (!envelope) return refuse(call, envelope.refusal());
  const auto kind = from_name<CommandKind>(envelope->command);
  if (!kind) return refuse(call, {.code = "UNKNOWN_COMMAND", .field = "command", .key = "api.unknown_command"});
  const auto actor = choose_hat(call, CaseId{*id}, *kind, envelope->as);
  if (!actor) {
    if (actor.refusal().code == "NOT_FOUND") return refuse(call, actor.refusal());
    return refuse_command(call, {.user = call.staff->user, .role = *envelope->as}, CaseId{*id}, envelope->command,
                          actor.refusal());
  }
  // Who may not do it at all is told so before his text is judged.
  auto command = complaint::make_command(*kind);
  if (const auto read =
          read_command(call, *envelope, [&command](auto& fields) { complaint::describe(command, fields); });
      !read) {
    const auto state =
        call.app().readers().with([&](store::Connection& c) { return store::load_case(c, CaseId{*id}); });
    const auto allowed = complaint::may(call.app().sops().of(state.sop_version), state, *actor, *kind);
    return allowed ? refuse(call, read.refusal())
                   : refuse_command(call, *actor, CaseId{*id}, envelope->command, allowed.refusal());
  }
  const auto receipt = app::execute(call.app(), app::CaseRequest{.command = std::move(command),
                                                                 .actor = *actor,
                                                                 .case_id = CaseId{*id},
                                                                 .expected_version = envelope->expected_version,
                                                                 .idempotency_key = *key,
                                                                 .file_owner = call.file_owner()});
  if (!receipt) return refuse_command(call, *actor, CaseId{*id}, envelope->command, receipt.refusal());
  if (receipt->repeated == app::Repeated::Differs)
    return refuse(call,
                  {.code = "IDEMPOTENCY_MISMATCH", .field = "Idempotency-Key", .key = "api.idempotency_mismatch"});
  return receipt_answer(*receipt);
}

}  // namespace dumas::api
