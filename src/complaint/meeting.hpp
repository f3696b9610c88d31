// SOP row 6: a plenary meeting holds several cases. It has a stream of its own: called with an invitation, then its
// attendance is recorded. What it decides of a case stands in that case's stream.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "complaint/decide.hpp"

namespace dumas::complaint {

struct CallMeeting {
  std::optional<PlenaryMode> mode;
  std::optional<Openness> openness;
  std::optional<Date> date;
  std::string time, place, note;
  std::string number;  // of the invitation, taken by hand; empty: the office's own counter
  void describe(Fields&);
};
struct RecordAttendance {
  std::vector<UserId> present;  // members of the plenary
  std::vector<std::string> guests;
  void describe(Fields&);
};

using MeetingCommand = std::variant<CallMeeting, RecordAttendance>;
enum class MeetingCommandKind { CallMeeting, RecordAttendance };

struct MeetingCalled {
  std::optional<PlenaryMode> mode;
  std::optional<Openness> openness;
  std::optional<Date> date;
  std::string time;
  std::string number;
  std::int64_t sequence = 0, year = 0;
  std::int64_t days_ahead = 0;  // calendar days between the call and the meeting (A9: warned about, not refused)
  void describe(Fields&);
};
struct AttendanceRecorded {
  std::vector<UserId> present;
  void describe(Fields&);
};

using MeetingEventData = std::variant<MeetingCalled, AttendanceRecorded>;
enum class MeetingEventType { Called, AttendanceRecorded };

struct MeetingEvent {
  MeetingEventData data;
  Instant at{};
  Actor actor{};
  std::vector<RecordRef> records{};
  [[nodiscard]] MeetingEventType type() const { return static_cast<MeetingEventType>(data.index()); }
};

struct NewMeetingEvent {
  MeetingEvent event;
  std::vector<RecordDraft> drafts{};
};

struct MeetingState {
  MeetingId id;
  std::int64_t version = 0;
  std::optional<PlenaryMode> mode;
  std::optional<Openness> openness;
  std::optional<Date> date;
  std::string time, number;
  bool attendance_recorded = false;
  std::vector<UserId> present;
  std::map<DocumentType, RecordId> documents;
};

struct MeetingContext {
  Instant now{};
  Actor actor{};
  const calendar::Calendar* calendar = nullptr;
  const OfficeSettings* office = nullptr;
  NextNumber next_invitation;
  bool number_taken = false;
  std::vector<UserId> members;  // who may vote: the Chair and the commissioners in office
  bool decided = false;         // the meeting's minutes stand already: attendance is closed
};

// Refusals: WRONG_ROLE, WRONG_STATE, NUMBER_TAKEN, INVALID_INPUT with the field.
[[nodiscard]] Result<std::vector<NewMeetingEvent>> decide(const MeetingState&, const MeetingCommand&,
                                                          const MeetingContext&);
[[nodiscard]] MeetingState apply(MeetingState, const MeetingEvent&);
[[nodiscard]] MeetingFacts facts_of(const MeetingState&);

MeetingCommand make_command(MeetingCommandKind);
void describe(MeetingCommand&, Fields&);
MeetingEventData make_event_data(MeetingEventType);
void describe(MeetingEventData&, Fields&);

}  // namespace dumas::complaint

namespace dumas {
template <>
struct Names<complaint::MeetingCommandKind> {
  using E = complaint::MeetingCommandKind;
  static constexpr std::array<std::pair<E, std::string_view>, 2> table{
      {{E::CallMeeting, "call_meeting"}, {E::RecordAttendance, "record_attendance"}}};
};
template <>
struct Names<complaint::MeetingEventType> {
  using E = complaint::MeetingEventType;
  static constexpr std::array<std::pair<E, std::string_view>, 2> table{
      {{E::Called, "meeting.called"}, {E::AttendanceRecorded, "meeting.attendance"}}};
};
}  // namespace dumas
