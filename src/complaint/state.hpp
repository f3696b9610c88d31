// A case as its events tell it. apply() folds one event in and cannot fail: what it is told has happened.
// Called by the rules, the projections and the pages that need more than a row of a table.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "complaint/events.hpp"

namespace dumas::complaint {

struct State {
  CaseId id;
  std::int64_t version = 0;  // number of events so far; a new case has none
  Status status = Status::Received;
  // Where a side branch goes back to, and since when the clock stands still. For issue "side branches".
  std::optional<Status> before_side_branch;

  Instant received{};
  std::optional<Channel> channel;
  std::optional<Disclosure> disclosure;
  bool reachable = false;

  std::string register_number;
  std::int64_t register_sequence = 0, register_year = 0;
  std::optional<Instant> registered;
  std::int64_t days_waited = 0;
  std::optional<Category> category;
  std::optional<Urgency> urgency;
  std::optional<Secrecy> secrecy;
  std::string class_code;
  std::string sop_version;
  std::optional<Date> day_one;
  std::vector<Date> due;  // one for each step, in the SOP's order

  std::map<DocumentType, RecordId> documents;  // the newest of each type
  std::vector<Role> noted;                     // leaders who filled the disposition sheet
  std::vector<Role> reviewed;                  // leaders who passed the analysis on to a plenary
  UserId analyst;
  bool opinion_asked = false;
  MeetingId meeting;
  bool minutes_confirmed = false;
  std::string minutes_number, answer_number, memo_number;
  std::optional<Resolution> resolution;
  std::int64_t votes_in_favour = 0;
  std::vector<UserId> voters;  // present when the minutes were drafted
  std::optional<Role> signatory;
  bool answer_initialled = false, answer_returned = false;
  std::optional<DeliveryChannel> delivery;
  std::optional<Instant> answered, closed;
  std::int64_t days_late = 0;        // of the whole case, at its closing
  std::int64_t late_steps = 0;       // rows completed after their due date
  std::int64_t unread_messages = 0;  // from the citizen since the office last wrote
  Instant changed{};
  std::optional<ActivityKind> activity;
  std::vector<int> overdue_told;  // steps whose lateness was already reported
  std::vector<UserId> recused;    // filled by the conflict-of-interest branch; the matrix already asks it

  [[nodiscard]] bool has(DocumentType type) const { return documents.contains(type); }
};

[[nodiscard]] State apply(State, const Event&);
[[nodiscard]] State replay(CaseId, const std::vector<Event>&);

// True when nothing more is to be done to the case unless it is reopened.
[[nodiscard]] bool is_terminal(Status);

}  // namespace dumas::complaint
