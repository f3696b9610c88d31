#include "complaint/meeting.hpp"

#include <algorithm>

#include "complaint/permissions.hpp"
#include "complaint/steps.hpp"

namespace dumas::complaint {
namespace {

using Decided = Result<std::vector<NewMeetingEvent>>;

NewMeetingEvent happened(const MeetingContext& context, MeetingEventData data, DocumentType type, Content content) {
  NewMeetingEvent made;
  made.event.data = std::move(data);
  made.event.at = context.now;
  made.event.actor = context.actor;
  made.drafts.push_back({type, std::move(content)});
  return made;
}

Decided call(const MeetingState& state, const CallMeeting& c, const MeetingContext& context) {
  if (state.version != 0) return Refusal{"WRONG_STATE", "", "refusal.meeting_called"};
  if (!c.mode) return steps::invalid("mode", "error.required");
  if (!c.openness) return steps::invalid("openness", "error.required");
  if (!c.date) return steps::invalid("date", "error.required");
  if (!parse_hh_mm(c.time)) return steps::invalid("time", "error.time");
  if (c.place.empty()) return steps::invalid("place", "error.required");
  const Date today = context.calendar->date_at(context.now);
  if (*c.date < today) return steps::invalid("date", "error.meeting_past");
  NextNumber number = context.next_invitation;
  if (!c.number.empty()) {
    if (!steps::looks_like_number(c.number)) return steps::invalid("number", "error.number_shape");
    if (context.number_taken)
      return Refusal{.code = "NUMBER_TAKEN", .field = "number", .key = "refusal.number_taken", .arguments = {c.number}};
    number = {.sequence = 0, .year = number.year, .text = c.number};
  }
  Content invitation;
  invitation.set("mode", std::string{name(*c.mode)});
  invitation.set("openness", std::string{name(*c.openness)});
  invitation.set("date", iso_date(*c.date));
  invitation.set("time", c.time);
  invitation.set("place", c.place);
  if (!c.note.empty()) invitation.set("note", c.note);
  invitation.set("number", number.text);
  return std::vector{happened(context,
                              MeetingCalled{.mode = c.mode,
                                            .openness = c.openness,
                                            .date = c.date,
                                            .time = c.time,
                                            .number = number.text,
                                            .sequence = number.sequence,
                                            .year = number.year,
                                            .days_ahead = (*c.date - today).count()},
                              DocumentType::Invitation, std::move(invitation))};
}

Decided record(const MeetingState& state, const RecordAttendance& c, const MeetingContext& context) {
  if (state.version == 0) return Refusal{"WRONG_STATE", "", "refusal.meeting_not_called"};
  if (context.decided) return Refusal{"WRONG_STATE", "", "refusal.meeting_decided"};
  if (state.date && context.calendar->date_at(context.now) < *state.date)
    return Refusal{"WRONG_STATE", "", "refusal.meeting_not_yet"};
  std::vector<UserId> present;
  for (const UserId user : c.present) {
    if (std::find(context.members.begin(), context.members.end(), user) == context.members.end())
      return steps::invalid("present", "error.not_a_member");
    if (std::find(present.begin(), present.end(), user) == present.end()) present.push_back(user);
  }
  Content list;
  if (!c.guests.empty()) list.set("guests", c.guests);
  list.set("present", std::to_string(present.size()));
  return std::vector{happened(context, AttendanceRecorded{.present = std::move(present)}, DocumentType::AttendanceList,
                              std::move(list))};
}

}  // namespace

Decided decide(const MeetingState& state, const MeetingCommand& command, const MeetingContext& context) {
  if (!allows(context.actor.role, Permission::ManageMeetings)) return Refusal{"WRONG_ROLE", "", "refusal.wrong_role"};
  if (const auto* wanted = std::get_if<CallMeeting>(&command)) return call(state, *wanted, context);
  return record(state, std::get<RecordAttendance>(command), context);
}

MeetingState apply(MeetingState state, const MeetingEvent& event) {
  if (const auto* called = std::get_if<MeetingCalled>(&event.data)) {
    state.mode = called->mode;
    state.openness = called->openness;
    state.date = called->date;
    state.time = called->time;
    state.number = called->number;
  } else {
    state.attendance_recorded = true;
    state.present = std::get<AttendanceRecorded>(event.data).present;
  }
  for (const auto& record : event.records) state.documents[record.type] = record.id;
  ++state.version;
  return state;
}

MeetingFacts facts_of(const MeetingState& state) {
  return {.id = state.id,
          .date = state.date.value_or(Date{}),
          .attendance_recorded = state.attendance_recorded,
          .present = state.present};
}

void CallMeeting::describe(Fields& f) {
  f.one_of({"mode", Need::Required}, mode);
  f.one_of({"openness", Need::Required}, openness);
  f.date({"date", Need::Required}, date);
  f.text({"time", Need::Required, Shape::Line, 5}, time);
  f.text({"place", Need::Required}, place);
  f.text({"note", Need::Optional, Shape::Paragraph, 2000}, note);
  f.text({"number", Need::Optional, Shape::Line, 100}, number);
}
void RecordAttendance::describe(Fields& f) {
  f.users({"present", Need::Optional, Shape::Line, 50}, present);
  f.texts({"guests", Need::Optional, Shape::Paragraph, 50}, guests);
}
void MeetingCalled::describe(Fields& f) {
  f.one_of({"mode"}, mode);
  f.one_of({"openness"}, openness);
  f.date({"date"}, date);
  f.text({"time"}, time);
  f.text({"number"}, number);
  f.integer({"sequence"}, sequence);
  f.integer({"year"}, year);
  f.integer({"days_ahead"}, days_ahead);
}
void AttendanceRecorded::describe(Fields& f) { f.users({"present"}, present); }

MeetingCommand make_command(MeetingCommandKind kind) {
  if (kind == MeetingCommandKind::CallMeeting) return CallMeeting{};
  return RecordAttendance{};
}
void describe(MeetingCommand& command, Fields& fields) {
  std::visit([&fields](auto& any) { any.describe(fields); }, command);
}
MeetingEventData make_event_data(MeetingEventType type) {
  if (type == MeetingEventType::Called) return MeetingCalled{};
  return AttendanceRecorded{};
}
void describe(MeetingEventData& data, Fields& fields) {
  std::visit([&fields](auto& any) { any.describe(fields); }, data);
}

}  // namespace dumas::complaint
