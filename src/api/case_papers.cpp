// A case's documents and history. Who the complainant is stays masked until an officer who writes to him asks with a
// reason; that goes into the security log before anything is shown.
#include <algorithm>

#include "api/case_json.hpp"
#include "api/endpoints.hpp"
#include "app/case_text.hpp"
#include "base/text.hpp"
#include "store/case_queries.hpp"
#include "store/event_log.hpp"
#include "store/security_log.hpp"

namespace dumas::api {
namespace {

using complaint::DocumentType;
using complaint::Permission;
using store::Connection;

constexpr std::string_view stars = "***";

bool holds_identity(DocumentType type) {
  return type == DocumentType::Reporter || type == DocumentType::Receipt || type == DocumentType::DeliveryProof;
}

std::string masked(DocumentType type, std::string_view field, const std::string& text) {
  if (field == "name" || field == "received_by") return mask_name(text);
  if (field == "identity_number") return mask_number(text);
  if (field == "phone") return mask_phone(text);
  if (field == "email") return mask_email(text);
  return type == DocumentType::Reporter ? std::string{stars} : text;
}

struct Wanted {
  complaint::State state;
  std::optional<store::Record> record;
};

std::optional<Wanted> find(const Call& call) {
  const auto case_id = app::parse_id(call.request.parameter("id")),
             record_id = app::parse_id(call.request.parameter("record"));
  if (!case_id || !record_id) return std::nullopt;
  auto& app = call.app();
  return app.readers().with([&](Connection& connection) -> std::optional<Wanted> {
    Wanted wanted{store::load_case(connection, CaseId{*case_id}), {}};
    if (wanted.state.version == 0 || !call.sees(wanted.state)) return std::nullopt;
    const auto rows = store::records_of(connection, CaseId{*case_id});
    if (std::none_of(rows.begin(), rows.end(), [&](const auto& row) { return row.id.value == *record_id; }))
      return std::nullopt;
    wanted.record = app.records().read(connection, RecordId{*record_id});
    return wanted.record ? std::optional{std::move(wanted)} : std::nullopt;
  });
}

// Logs who unmasked which record and why. Refusals: WRONG_ROLE, REASON_REQUIRED, INVALID_INPUT on the header.
Checked reveal(const Call& call, const Wanted& wanted) {
  constexpr std::size_t longest_reason = 500;
  const auto actor = call.hat(Permission::RevealIdentity);
  if (!actor) return Refusal{.code = "WRONG_ROLE", .key = "refusal.wrong_role"};
  const auto reason = clean_text(call.request.header("X-Reveal-Reason").value_or(""),
                                 {.field = "X-Reveal-Reason", .presence = Presence::Optional, .most = longest_reason});
  if (!reason) return reason.refusal();
  if (reason->empty())
    return Refusal{.code = "REASON_REQUIRED", .field = "X-Reveal-Reason", .key = "refusal.reason_required"};
  auto& app = call.app();
  app.writer().submit([&](Connection& connection) {
    store::log_security(connection, app.vault(), app.office(),
                        {.kind = store::SecurityKind::Revealed,
                         .at = app.clock().now(),
                         .user = actor->user,
                         .role = actor->role,
                         .case_id = wanted.state.id,
                         .subject = wanted.record->id.value,
                         .code = std::string{name(wanted.record->type)},
                         .reason = *reason});
  });
  return Done{};
}

enum class Identity { Masked, Shown };

void write_content(const store::Record& record, Identity identity, JsonWriter& json) {
  json.open("content");
  for (const auto& [field, value] : record.content.fields()) {
    if (const auto* list = std::get_if<complaint::TextList>(&value))
      json.put_list(field, list->value);
    else
      json.put(field, identity == Identity::Masked ? masked(record.type, field, std::get<std::string>(value))
                                                   : std::get<std::string>(value));
  }
  json.close();
}

}  // namespace

http::Response show_document(const Call& call) {
  const auto wanted = find(call);
  if (!wanted) return refuse(call, not_found());
  const bool has_identity = holds_identity(wanted->record->type);
  const bool asks = has_identity && call.request.query.text("reveal") == "true";
  if (asks)
    if (const auto allowed = reveal(call, *wanted); !allowed) return refuse(call, allowed.refusal());
  JsonWriter json;
  json.open().put("id", app::id_text(wanted->record->id.value)).put("type", wanted->record->type);
  json.put("at", from_millis(wanted->record->created_at)).put("masked", has_identity && !asks);
  write_content(*wanted->record, has_identity && !asks ? Identity::Masked : Identity::Shown, json);
  json.close();
  return answer(200, json);
}

http::Response list_events(const Call& call) {
  const auto id = app::parse_id(call.request.parameter("id"));
  if (!id) return refuse(call, not_found());
  const auto names = names_of_users(call);
  const auto events =
      call.app().readers().with([&](Connection& connection) -> std::optional<std::vector<store::LoggedEvent>> {
        const auto state = store::load_case(connection, CaseId{*id});
        if (state.version == 0 || !call.sees(state)) return std::nullopt;
        return store::history(connection, store::Stream::Case, *id);
      });
  if (!events) return refuse(call, not_found());
  JsonWriter json;
  json.open().open_list("events");
  for (const auto& event : *events) {
    json.open()
        .put("id", event.id)
        .put("version", event.version)
        .put("type", event.type)
        .put("at", from_millis(event.at));
    write_actor("actor", UserId{event.actor}, from_name<complaint::Role>(event.role),
                from_name<complaint::Capacity>(event.capacity).value_or(complaint::Capacity::Own), names, json);
    json.put("step", event.step).put("days_late", event.days_late).put_json("data", event.data).close();
  }
  json.close_list().close();
  return answer(200, json);
}

}  // namespace dumas::api
