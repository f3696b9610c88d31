// Plenary meetings: called, attended, and sent twice.
#include <set>

#include "simulated_office.hpp"

namespace dumas::simulate {

using namespace complaint;  // NOLINT(google-build-using-namespace)

// The Secretary calls plenaries and writes down who came; others try.
void SimulatedOffice::meeting_command() {
  const bool careful = dice_.percent(care);
  app::MeetingRequest request{.command = CallMeeting{},
                              .actor = careful ? somebody(Role::Secretary) : anybody(),
                              .meeting = {},
                              .expected_version = {},
                              .idempotency_key = {}};
  auto waiting = std::find_if(meetings_.begin(), meetings_.end(),
                              [&](const Meeting& m) { return !m.attended && m.date <= today(); });
  const bool upcoming = std::any_of(meetings_.begin(), meetings_.end(),
                                    [&](const Meeting& m) { return m.date >= today() && !m.attended; });
  const bool attend = careful ? waiting != meetings_.end() : dice_.percent(50) && !meetings_.empty();
  if (careful && !attend && upcoming && dice_.percent(70)) return;
  if (attend) {
    if (!careful) waiting = meetings_.begin() + static_cast<std::ptrdiff_t>(dice_.roll(meetings_.size()));
    request.meeting = waiting->id;
    RecordAttendance list;
    const auto away = careful && dice_.percent(80) ? dice_.roll(2) : dice_.roll(members_of_the_plenary + 1);
    const char* logins[] = {"ketua", "anggota1", "anggota2", "anggota3", "anggota4"};
    for (std::size_t n = away; n < members_of_the_plenary; ++n) list.present.push_back(office_.users.at(logins[n]));
    if (!careful && dice_.percent(30))
      list.present.push_back(dice_.percent(50)      ? office_.users.at("loket")
                             : list.present.empty() ? UserId{}
                                                    : list.present.front());
    request.command = list;
  } else {
    const auto around = surroundings(careful ? Manner::Careful : Manner::Careless);
    SimulatedFields fields{dice_, careful ? Manner::Careful : Manner::Careless, around};
    describe(request.command, fields);
    if (!careful && dice_.percent(20)) request.meeting = MeetingId{12345};
  }
  if (dice_.percent(20)) request.idempotency_key = new_key();
  const auto before = snapshot(*office_.app);
  try {
    const auto answer = app::execute(*office_.app, request);
    if (!answer) return refused(answer.refusal(), before);
    ++tally_.meetings;
    const auto meeting =
        office_.app->readers().with([&](store::Connection& c) { return store::load_meeting(c, answer->meeting); });
    if (meeting.version != answer->version || snapshot(*office_.app).events() != before.events() + 1)
      fault("a meeting's version does not count its events");
    if (const auto* list = std::get_if<RecordAttendance>(&request.command)) {
      if (today() < *meeting.date) fault("attendance before the day of the meeting");
      const auto is_member = [&](UserId user) {
        return user == office_.users.at("ketua") ||
               (user >= office_.users.at("anggota1") && user <= office_.users.at("anggota4"));
      };
      if (!std::all_of(meeting.present.begin(), meeting.present.end(), is_member))
        fault("present, but not of the plenary");
      if (std::set<UserId>(meeting.present.begin(), meeting.present.end()).size() != meeting.present.size())
        fault("present twice");
      for (const UserId user : list->present)
        if (std::find(meeting.present.begin(), meeting.present.end(), user) == meeting.present.end())
          fault("was there and is not listed");
      for (auto& known : meetings_)
        if (known.id == answer->meeting) known.attended = true;
    } else {
      if (*meeting.date < today()) fault("called for a day that is past");
      meetings_.push_back({.id = answer->meeting, .date = *meeting.date});
    }
    if (request.idempotency_key.empty()) return;
    const auto between = snapshot(*office_.app);
    const auto again = app::execute(*office_.app, request);
    if (!again || again->repeated != app::Repeated::Same || again->meeting != answer->meeting ||
        again->number != answer->number)
      fault("a meeting sent twice got another answer");
    if (snapshot(*office_.app) != between) fault("a meeting sent twice changed something");
  } catch (const std::exception& error) {
    fault(std::string{"a meeting command threw: "} + error.what());
  }
}

}  // namespace dumas::simulate
