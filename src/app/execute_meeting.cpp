// The meeting's half of execute.hpp: call a plenary, record who came.
#include "app/execute.hpp"
#include "app/facts.hpp"
#include "app/repeats.hpp"
#include "store/event_log.hpp"
#include "store/idempotency.hpp"
#include "store/json_fields.hpp"

namespace dumas::app {
namespace {

constexpr std::string_view not_found_key = "refusal.not_found";

std::string fingerprint(const store::Vault& vault, const MeetingRequest& request) {
  complaint::MeetingCommand copy = request.command;
  const std::string fields = store::write_fields([&copy](complaint::Fields& f) { complaint::describe(copy, f); });
  return vault.lookup_hash("request", std::to_string(copy.index()) + std::to_string(request.meeting.value) + fields);
}

Result<MeetingReceipt> run_meeting(Application& app, store::Connection& connection, const MeetingRequest& request) {
  const Instant now = app.clock().now();
  const std::string key = request.idempotency_key.empty()
                              ? ""
                              : repeat_key(app.vault(), "idempotency-meeting", request.actor, request.idempotency_key);
  const std::string asked = key.empty() ? "" : fingerprint(app.vault(), request);
  if (!key.empty())
    if (const auto earlier = store::find_answer(connection, app.vault(), key)) {
      const auto content = store::read_content(earlier->answer);
      return MeetingReceipt{.meeting = MeetingId{std::stoll(content.text("meeting"))},
                            .version = std::stoll(content.text("version")),
                            .number = content.text("number"),
                            .repeated = earlier->request == asked ? Repeated::Same : Repeated::Differs};
    }
  complaint::MeetingState state;
  if (request.meeting) {
    state = store::load_meeting(connection, request.meeting);
    if (state.version == 0) return Refusal{"NOT_FOUND", "", std::string{not_found_key}};
  } else {
    state.id = MeetingId{app.new_id()};
  }
  if (request.expected_version && *request.expected_version != state.version)
    return Refusal{"VERSION_CONFLICT", "", "refusal.version_conflict"};

  complaint::MeetingContext context;
  context.now = now;
  context.actor = request.actor;
  context.calendar = &app.calendar();
  context.office = &app.settings();
  context.members = plenary_members(connection, app.office());
  context.next_invitation = next_number(app, connection, store::NumberKind::Invitation, "", now);
  if (const auto* call = std::get_if<complaint::CallMeeting>(&request.command))
    context.number_taken = store::number_taken(connection, app.office(), store::NumberKind::Invitation, call->number);
  auto decided = connection.prepare("SELECT count(*) FROM cases WHERE meeting = ?1 AND resolution IS NOT NULL");
  context.decided = decided.bind_all(state.id.value).step() && decided.integer(0) > 0;

  const auto decision = complaint::decide(state, request.command, context);
  if (!decision) return decision.refusal();
  for (const auto& made : *decision) {
    std::int64_t event_id = 0;
    const auto event =
        store::append(connection, app.records(), app.office(), state.id, state.version + 1, made, event_id);
    state = apply(std::move(state), event);
    app.projections().project(connection, app.office(), state, event, event_id);
  }
  MeetingReceipt receipt{.meeting = state.id, .version = state.version, .number = state.number};
  if (!key.empty()) {
    complaint::Content content;
    content.set("meeting", std::to_string(receipt.meeting.value));
    content.set("version", std::to_string(receipt.version));
    content.set("number", receipt.number);
    store::keep_answer(connection, app.vault(), key, asked, store::write_content(content), to_millis(now));
  }
  return receipt;
}

}  // namespace

Result<MeetingReceipt> execute(Application& app, MeetingRequest request) {
  return app.writer().submit([&](store::Connection& connection) -> Result<MeetingReceipt> {
    try {
      return run_meeting(app, connection, request);
    } catch (const store::VersionConflict&) {
      return Refusal{"VERSION_CONFLICT", "", "refusal.version_conflict"};
    }
  });
}

}  // namespace dumas::app
