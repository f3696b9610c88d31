// SOP row 6: a plenary meeting is called, then its attendance recorded.
#include "fixtures.hpp"

#include <doctest/doctest.h>

using namespace dumas;
using namespace dumas::complaint;
using namespace dumas::complaint::testing;

namespace {
MeetingContext context(const Actor& actor = secretary) {
  static const OfficeSettings office = make_office();
  MeetingContext made;
  made.now = at("2026-12-01", "09:00");
  made.actor = actor;
  made.calendar = &make_calendar();
  made.office = &office;
  made.next_invitation = {.sequence = 4, .year = 2026, .text = "4/UND/2026"};
  made.members = members(5);
  return made;
}
CallMeeting invitation() {
  CallMeeting c;
  c.mode = PlenaryMode::Routine;
  c.openness = Openness::Closed;
  c.date = day("2026-12-02");
  c.time = "09:00";
  c.place = "Ruang rapat";
  return c;
}
std::string refused(const MeetingState& state, const MeetingCommand& command, const MeetingContext& c = context()) {
  const auto decision = decide(state, command, c);
  if (decision) return "accepted";
  return decision.refusal().field.empty() ? decision.refusal().code
                                          : decision.refusal().code + " " + decision.refusal().field;
}
MeetingState called() {
  const MeetingState state;
  return apply(state, decide(state, invitation(), context())->front().event);
}
}  // namespace

TEST_CASE("a meeting is called with a numbered invitation") {
  const auto decision = decide(MeetingState{}, invitation(), context());
  REQUIRE(decision.ok());
  const auto& event = std::get<MeetingCalled>(decision->front().event.data);
  CHECK(event.number == "4/UND/2026");
  CHECK(event.days_ahead == 1);
  CHECK(decision->front().drafts.front().type == DocumentType::Invitation);
  CHECK(decision->front().drafts.front().content.text("place") == "Ruang rapat");
  CHECK(facts_of(called()).date == day("2026-12-02"));
  CHECK_FALSE(facts_of(called()).attendance_recorded);
}

TEST_CASE("what an invitation needs") {
  const Spoilers<CallMeeting> spoilers{
      {"mode", [](auto& c) { c.mode.reset(); }},   {"openness", [](auto& c) { c.openness.reset(); }},
      {"date", [](auto& c) { c.date.reset(); }},   {"date", [](auto& c) { c.date = day("2026-11-30"); }},
      {"time", [](auto& c) { c.time = "25:00"; }}, {"time", [](auto& c) { c.time = "pagi"; }},
      {"place", [](auto& c) { c.place.clear(); }}, {"number", [](auto& c) { c.number = "nomor dari Budi"; }}};
  for (const auto& [field, spoil] : spoilers) {
    auto c = invitation();
    spoil(c);
    CHECK(refused({}, c) == "INVALID_INPUT " + field);
  }
  auto c = invitation();
  c.number = "7/UND/2026";
  auto taken = context();
  taken.number_taken = true;
  CHECK(refused({}, c, taken) == "NUMBER_TAKEN number");
  CHECK(refused({}, c) == "accepted");
  CHECK(refused(called(), invitation()) == "WRONG_STATE");
}

TEST_CASE("only the leadership calls and records") {
  for (const auto& actor :
       {desk, unit, legal, head, citizen, person(Role::Commissioner), person(Role::Admin), person(Role::Auditor)}) {
    CHECK(refused({}, invitation(), context(actor)) == "WRONG_ROLE");
    CHECK(refused(called(), RecordAttendance{}, context(actor)) == "WRONG_ROLE");
  }
}

TEST_CASE("attendance: members only, each once, on the day or after, until it was decided") {
  RecordAttendance c;
  c.present = {members(5)[0], members(5)[1], members(5)[0]};
  CHECK(refused({}, c) == "WRONG_STATE");
  CHECK(refused(called(), c) == "WRONG_STATE");  // a day too early
  auto today = context(chair);
  today.now = at("2026-12-02", "10:00");
  const auto decision = decide(called(), c, today);
  REQUIRE(decision.ok());
  const auto state = apply(called(), decision->front().event);
  CHECK(facts_of(state).present.size() == 2);
  CHECK(facts_of(state).attendance_recorded);
  c.present.push_back(UserId{9999});
  CHECK(refused(called(), c, today) == "INVALID_INPUT present");
  today.decided = true;
  CHECK(refused(called(), RecordAttendance{}, today) == "WRONG_STATE");
}
