#include "app/execute.hpp"

#include "app/facts.hpp"
#include "app/repeats.hpp"
#include "complaint/permissions.hpp"
#include "notify/messages.hpp"
#include "store/attachments.hpp"
#include "store/event_log.hpp"
#include "store/idempotency.hpp"
#include "store/json_fields.hpp"
#include "store/outbox.hpp"
#include "store/tracking.hpp"

namespace dumas::app {
namespace {

using complaint::CommandKind;
using complaint::State;

// 10 characters of Crockford's base 32 are 50 bits: not to be guessed through a throttled door. The PIN of 6 digits
// keeps a found slip's code from being enough. Not numbers of a law: the project's own choice.
constexpr int code_length = 10;
constexpr int pin_length = 6;

constexpr std::string_view not_found_key = "refusal.not_found";

// What needs no database, made by the sender's own thread before it waits for the one writer.
struct Prepared {
  std::string repeat_key;  // "": every sending counts
  std::string described;   // the command, without its files
  std::string form_words;  // of a complaint that is handed in
};

Prepared prepare(Application& app, const CaseRequest& request) {
  Prepared made;
  complaint::Command copy = request.command;
  if (kind(copy) == CommandKind::SubmitComplaint) made.form_words = app.projections().words_of(content_of(copy));
  if (request.idempotency_key.empty()) return made;
  made.repeat_key = repeat_key(app.vault(), "idempotency", request.actor, request.idempotency_key);
  std::visit(
      [](auto& any) {
        if constexpr (requires { any.evidence; }) any.evidence.clear();
      },
      copy);
  made.described = store::write_fields([&copy](complaint::Fields& f) { complaint::describe(copy, f); });
  return made;
}

// Files count by their content, not by the id they were given: a repeat may have sent them again.
std::string fingerprint(store::Connection& connection, const store::Vault& vault, const CaseRequest& request,
                        const Prepared& prepared) {
  std::string asked{name(kind(request.command))};
  asked += std::to_string(request.case_id.value);
  for (const FileId file : references_of(request.command).files) {
    const auto found = store::find_attachment(connection, vault, file);
    asked += found ? found->stored_as : std::to_string(file.value);
  }
  return vault.lookup_hash("request", asked + prepared.described);
}

std::string write_receipt(const CaseReceipt& receipt) {
  complaint::Content content;
  content.set("case", std::to_string(receipt.case_id.value));
  content.set("version", std::to_string(receipt.version));
  content.set("status", std::string{name(receipt.status)});
  content.set("number", receipt.number);
  content.set("code", receipt.tracking_code);
  content.set("pin", receipt.pin);
  return store::write_content(content);
}

CaseReceipt read_receipt(const std::string& text) {
  const auto content = store::read_content(text);
  return {.case_id = CaseId{std::stoll(content.text("case"))},
          .version = std::stoll(content.text("version")),
          .status = from_name<complaint::Status>(content.text("status")).value_or(complaint::Status::Received),
          .number = content.text("number"),
          .tracking_code = content.text("code"),
          .pin = content.text("pin")};
}

std::string number_in(const complaint::EventData& data) {
  if (const auto* e = std::get_if<complaint::ComplaintRegistered>(&data)) return e->register_number;
  if (const auto* e = std::get_if<complaint::MinutesDrafted>(&data)) return e->number;
  if (const auto* e = std::get_if<complaint::AnswerSigned>(&data)) return e->number;
  if (const auto* e = std::get_if<complaint::FollowUpReported>(&data)) return e->number;
  return "";
}

// One command inside the writer's transaction.
class CaseExecution {
 public:
  CaseExecution(Application& app, store::Connection& connection, const CaseRequest& request, Prepared& prepared)
      : app_(app), connection_(connection), request_(request), prepared_(prepared), now_(app.clock().now()) {}

  Result<CaseReceipt> run() {
    const std::string& key = prepared_.repeat_key;
    const std::string asked = key.empty() ? "" : fingerprint(connection_, app_.vault(), request_, prepared_);
    if (!key.empty())
      if (const auto earlier = store::find_answer(connection_, app_.vault(), key)) {
        CaseReceipt receipt = read_receipt(earlier->answer);
        receipt.repeated = earlier->request == asked ? Repeated::Same : Repeated::Differs;
        return receipt;
      }
    auto receipt = change();
    if (receipt && !key.empty())
      store::keep_answer(connection_, app_.vault(), key, asked, write_receipt(*receipt), to_millis(now_));
    return receipt;
  }

 private:
  Result<CaseReceipt> change() {
    auto state = load();
    if (!state) return state.refusal();
    const References references = references_of(request_.command);
    const auto facts =
        gather_facts(app_, connection_, *state, request_.actor, kind(request_.command), references, now_);
    const auto decision = complaint::decide(*state, request_.command, facts);
    if (!decision) return decision.refusal();
    if (const auto files = take_files(state->id, references.files); !files) return files.refusal();

    CaseReceipt receipt;
    for (const auto& made : *decision) keep(*state, made, *facts.sop, receipt);
    if (state->version == static_cast<std::int64_t>(decision->size()) &&
        kind(request_.command) == CommandKind::SubmitComplaint)
      open_door(state->id, receipt);
    receipt.case_id = state->id;
    receipt.version = state->version;
    receipt.status = state->status;
    receipt.received = state->received;
    return receipt;
  }

  Result<State> load() {
    const Refusal not_found{"NOT_FOUND", "", std::string{not_found_key}};
    if (!request_.case_id) {
      State fresh;
      do fresh.id = CaseId{app_.new_id()};
      while (store::load_case(connection_, fresh.id).version != 0);
      return fresh;
    }
    State state = store::load_case(connection_, request_.case_id);
    if (state.version == 0) return not_found;
    const complaint::Role role = request_.actor.role;
    const bool outsider = role == complaint::Role::Reporter || role == complaint::Role::Timer;
    if (!outsider && !complaint::sees_case(role, state)) return not_found;
    if (request_.expected_version && *request_.expected_version != state.version)
      return Refusal{"VERSION_CONFLICT", "", "refusal.version_conflict"};
    return state;
  }

  Checked take_files(CaseId id, const std::vector<FileId>& files) {
    for (const FileId file : files)
      if (!store::attach(connection_, file, request_.file_owner, id))
        return Refusal{"INVALID_INPUT", "evidence", "error.file_unknown"};
    return Done{};
  }

  void keep(State& state, const complaint::NewEvent& made, const complaint::Sop& sop, CaseReceipt& receipt) {
    std::int64_t event_id = 0;
    const auto event =
        store::append(connection_, app_.records(), app_.office(), state.id, state.version + 1, made, event_id);
    state = apply(std::move(state), event);
    app_.projections().project(connection_, app_.office(), state, event, event_id, std::move(prepared_.form_words));
    for (const auto& notice : notify::notices(sop, state, event))
      store::queue_notice(connection_, app_.vault(), app_.office(),
                          {.case_id = state.id.value,
                           .event_id = event_id,
                           .audience = notice.audience,
                           .key = notice.key,
                           .arguments = notice.arguments,
                           .due_at = to_millis(now_)});
    if (auto number = number_in(event.data); !number.empty()) receipt.number = std::move(number);
  }

  void open_door(CaseId id, CaseReceipt& receipt) {
    do receipt.tracking_code = crockford_code(app_.randomness(), code_length);
    while (store::code_exists(connection_, app_.vault(), receipt.tracking_code));
    receipt.pin = digits(app_.randomness(), pin_length);
    store::keep_tracking(connection_, app_.vault(), app_.office(), id, receipt.tracking_code, receipt.pin);
  }

  Application& app_;
  store::Connection& connection_;
  const CaseRequest& request_;
  Prepared& prepared_;
  Instant now_;
};

}  // namespace

Result<CaseReceipt> execute(Application& app, CaseRequest request) {
  Prepared prepared = prepare(app, request);
  return app.writer().submit([&](store::Connection& connection) -> Result<CaseReceipt> {
    try {
      return CaseExecution{app, connection, request, prepared}.run();
    } catch (const store::VersionConflict&) {
      return Refusal{"VERSION_CONFLICT", "", "refusal.version_conflict"};
    }
  });
}

}  // namespace dumas::app
