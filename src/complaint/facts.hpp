// What a rule may know besides the case: clock, calendar, SOP, office, the acting person, the meeting at hand, and
// the numbers that would be given out next. Filled by app::execute inside the transaction that will keep the events.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calendar/calendar.hpp"
#include "complaint/events.hpp"
#include "complaint/office.hpp"
#include "complaint/sop.hpp"

namespace dumas::complaint {

// What a rule must know of a plenary meeting.
struct MeetingFacts {
  MeetingId id;
  Date date{};
  bool attendance_recorded = false;
  std::vector<UserId> present;  // members only
};

// The next number of a counter, already written out by the office's pattern.
struct NextNumber {
  std::int64_t sequence = 0, year = 0;
  std::string text{};
};

struct Facts {
  Instant now{};
  Actor actor{};
  const Sop* sop = nullptr;
  const calendar::Calendar* calendar = nullptr;
  const OfficeSettings* office = nullptr;
  std::optional<MeetingFacts> meeting;  // named by the command, else the one the case is on
  NextNumber next_register, next_minutes, next_answer, next_memo;
  bool letter_uncertified = false;  // the answer still waits for its signer's certificate (settings, CERTIFIED)
  bool number_taken = false;        // the number typed by hand stands on another paper already
};

}  // namespace dumas::complaint
