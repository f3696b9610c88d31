#include "app/citizen_view.hpp"

#include <algorithm>

#include "complaint/deadlines.hpp"
#include "store/attachments.hpp"
#include "store/event_log.hpp"
#include "store/tracking.hpp"

namespace dumas::app {
namespace {

using complaint::DocumentType;

// What is told to the citizen: rows done, in his words. Who did them and what was noted stays inside.
void tell_events(CitizenView& view, const std::vector<complaint::Event>& events, const complaint::Sop& sop) {
  for (const auto& event : events) {
    if (event.type() == complaint::EventType::ComplaintReceived)
      view.events.push_back({event.at, "citizen_event.received"});
    if (event.completes_step == 0) continue;
    if (const auto* step = sop.find_step(event.completes_step))
      view.events.push_back({event.at, "citizen_step." + std::string{name(step->key)}});
  }
}

void tell_messages(Application& app, store::Connection& connection, CitizenView& view,
                   const std::vector<complaint::Event>& events) {
  for (const auto& event : events) {
    const auto* message = std::get_if<complaint::MessageSent>(&event.data);
    if (!message || event.records.empty()) continue;
    const auto record = app.records().read(connection, event.records.front().id);
    if (record) view.messages.push_back({event.at, message->by_reporter, record->content.text("text")});
  }
}

// Only what he sent himself: scans and proofs of the office belong to the office.
void tell_files(Application& app, store::Connection& connection, CitizenView& view,
                const std::vector<complaint::Event>& events) {
  std::vector<FileId> sent;
  for (const auto& event : events) {
    if (const auto* received = std::get_if<complaint::ComplaintReceived>(&event.data))
      sent.insert(sent.end(), received->evidence.begin(), received->evidence.end());
    if (const auto* message = std::get_if<complaint::MessageSent>(&event.data); message && message->by_reporter)
      sent.insert(sent.end(), message->evidence.begin(), message->evidence.end());
  }
  for (const auto& file : store::attachments_of(connection, app.vault(), view.id))
    if (std::find(sent.begin(), sent.end(), file.id) != sent.end()) view.files.push_back(file.name);
}

std::string subject_of(Application& app, store::Connection& connection, const complaint::State& state) {
  const auto form = state.documents.find(DocumentType::ComplaintForm);
  if (form == state.documents.end()) return "";
  const auto record = app.records().read(connection, form->second);
  return record ? record->content.text("subject") : "";
}

void tell_dates(Application& app, CitizenView& view, const complaint::State& state, const complaint::Sop& sop) {
  view.days = sop.last_day();
  if (!state.day_one) return;
  view.day_one = state.day_one;
  view.promised = complaint::promise(state, sop, app.calendar());
  if (!state.due.empty()) view.last_day = state.due.back();
  const Instant until = state.closed.value_or(app.clock().now());
  view.day =
      std::clamp(app.calendar().day_number(*state.day_one, app.calendar().date_at(until), sop.day_type), 0, view.days);
  view.late = view.promised && !state.answered && app.clock().now() > app.calendar().due_instant(*view.promised);
}

}  // namespace

PublicStatus public_status(complaint::Status status) {
  using complaint::Status;
  switch (status) {
    case Status::Received:
    case Status::Registered: return PublicStatus::Received;
    case Status::Submitted:
    case Status::Disposed:
    case Status::UnderAnalysis:
    case Status::Analysed:
    case Status::PlenaryScheduled:
    case Status::Decided:
    case Status::AnswerReady:
    case Status::Merged:     // shows its parent's status; that branch comes with its own issue
    case Status::Objection:  // an objection shows as in process (domain 2.5)
      return PublicStatus::Process;
    case Status::AwaitingReporter: return PublicStatus::Waiting;
    case Status::Answered:
    case Status::FollowUp:
    case Status::FollowUpReported: return PublicStatus::Answered;
    case Status::Closed: return PublicStatus::Closed;
    case Status::Forwarded:
    case Status::Redirected: return PublicStatus::Forwarded;
    case Status::Rejected: return PublicStatus::Declined;
    case Status::Withdrawn: return PublicStatus::Withdrawn;
    case Status::Lapsed: return PublicStatus::Lapsed;
  }
  return PublicStatus::Process;
}

std::optional<CitizenView> citizen_view(Application& app, CaseId id) {
  return app.readers().with([&](store::Connection& connection) { return citizen_view(app, connection, id); });
}

std::optional<CitizenView> citizen_view(Application& app, store::Connection& connection, CaseId id) {
  const auto events = store::read_case(connection, id);
  if (events.empty()) return std::nullopt;
  const auto state = complaint::replay(id, events);
  const complaint::Sop& sop = app.sops().of(state.sop_version);
  CitizenView view;
  view.id = id;
  view.status = public_status(state.status);
  view.exact = state.status;
  view.subject = subject_of(app, connection, state);
  view.register_no = state.register_number;
  view.tracking_code = store::code_of(connection, app.vault(), id).value_or("");
  view.received = state.received;
  view.registered = state.registered;
  view.answered = state.answered;
  view.closed = state.closed;
  view.open = !complaint::is_terminal(state.status);
  tell_dates(app, view, state, sop);
  tell_events(view, events, sop);
  tell_messages(app, connection, view, events);
  tell_files(app, connection, view, events);
  if (state.answered)
    if (const auto letter = state.documents.find(DocumentType::AnswerLetter); letter != state.documents.end()) {
      view.answer = letter->second;
      view.answer_no = state.answer_number;
    }
  return view;
}

}  // namespace dumas::app
