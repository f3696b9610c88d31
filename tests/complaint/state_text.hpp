// A State as text, so that a test can say that nothing of it has changed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "complaint/state.hpp"

namespace dumas::complaint::testing {

// Everything a State holds, as text: two states are the same when their texts are.
inline std::string fingerprint(const State& s) {
  std::string out;
  const auto put = [&out](std::string_view label, const std::string& value) {
    out.append(label).append("=").append(value).append("\n");
  };
  const auto number = [&put](std::string_view label, std::int64_t value) { put(label, std::to_string(value)); };
  const auto word = [&put](std::string_view label, const auto& value) {
    put(label, value ? std::string{name(*value)} : "-");
  };
  const auto time = [&put](std::string_view label, const std::optional<Instant>& value) {
    put(label, value ? iso_instant(*value) : "-");
  };
  number("id", s.id.value);
  number("version", s.version);
  put("status", std::string{name(s.status)});
  word("before", s.before_side_branch);
  time("received", s.received);
  word("channel", s.channel);
  word("disclosure", s.disclosure);
  number("reachable", s.reachable);
  put("register", s.register_number);
  number("register_sequence", s.register_sequence);
  number("register_year", s.register_year);
  time("registered", s.registered);
  number("days_waited", s.days_waited);
  word("category", s.category);
  word("urgency", s.urgency);
  word("secrecy", s.secrecy);
  put("class", s.class_code);
  put("sop", s.sop_version);
  put("day_one", s.day_one ? iso_date(*s.day_one) : "-");
  for (const Date due : s.due) put("due", iso_date(due));
  for (const auto& [type, record] : s.documents) number(name(type), record.value);
  for (const Role role : s.noted) put("noted", std::string{name(role)});
  for (const Role role : s.reviewed) put("reviewed", std::string{name(role)});
  number("analyst", s.analyst.value);
  number("opinion_asked", s.opinion_asked);
  number("meeting", s.meeting.value);
  number("minutes_confirmed", s.minutes_confirmed);
  put("numbers", s.minutes_number + "|" + s.answer_number + "|" + s.memo_number);
  word("resolution", s.resolution);
  number("in_favour", s.votes_in_favour);
  for (const UserId user : s.voters) number("voter", user.value);
  word("signatory", s.signatory);
  number("initialled", s.answer_initialled);
  number("returned", s.answer_returned);
  word("delivery", s.delivery);
  time("answered", s.answered);
  time("closed", s.closed);
  number("days_late", s.days_late);
  number("late_steps", s.late_steps);
  number("unread", s.unread_messages);
  time("changed", s.changed);
  word("activity", s.activity);
  for (const int step : s.overdue_told) number("told", step);
  for (const UserId user : s.recused) number("recused", user.value);
  return out;
}

}  // namespace dumas::complaint::testing
