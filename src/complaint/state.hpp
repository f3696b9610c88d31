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
  std::optional<Category> category;
  std::string class_code;
  std::string sop_version;
  std::optional<Date> day_one;
  std::vector<Date> due;  // one for each step, in the SOP's order

  std::map<DocumentType, RecordId> documents;  // the newest of each type
  std::vector<Role> noted;     // leaders who filled the disposition sheet
  std::vector<Role> reviewed;  // leaders who passed the analysis on to a plenary
  UserId analyst;
  bool opinion_asked = false;
  MeetingId meeting;
  bool minutes_confirmed = false;
  std::string minutes_number, answer_number, memo_number;
  std::optional<Resolution> resolution;
  std::int64_t votes_in_favour = 0;
  std::vector<UserId> voters;  // present when the minutes were drafted
  std::optional<Role> signatory;
  bool answer_initialled = false;
  std::optional<DeliveryChannel> delivery;
  std::optional<Instant> answered, closed;
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
