// A Run that gives commands to a case as app::execute will: decide, number the records, fold the events in; and a case
// that has come as far as a test wants. For every test of this folder.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "complaint/deadlines.hpp"
#include "complaint/decide.hpp"
#include "complaint/meeting.hpp"
#include "complaint/permissions.hpp"
#include "good_commands.hpp"
#include "kediri_office.hpp"
#include "state_text.hpp"

namespace dumas::complaint::testing {

inline State empty_case() {
  State state;
  state.id = CaseId{1};
  return state;
}

struct Run {
  Sop sop = kediri_sop();
  OfficeSettings office = make_office();
  State state = empty_case();
  Instant now = at("2026-11-30", "09:00");
  std::vector<Event> events;
  std::map<RecordId, RecordDraft> records;
  std::map<MeetingId, MeetingFacts> meetings;
  std::set<std::string> given_numbers;
  std::int64_t next_sequence = 1;  // one counter for all papers is enough here

  MeetingId call_meeting(std::string_view date) {
    const MeetingId id{static_cast<std::int64_t>(meetings.size()) + 1};
    MeetingFacts& meeting = meetings[id];
    meeting.id = id;
    meeting.date = day(date);
    return id;
  }
  void attend(std::size_t present) {
    auto& meeting = meetings.at(state.meeting);
    meeting.attendance_recorded = true;
    meeting.present = members(present);
  }
  void clock(std::string_view date, std::string_view time = "09:00") { now = at(date, time); }

  [[nodiscard]] Facts facts(const Command& command, const Actor& actor) const {
    Facts f;
    f.now = now;
    f.actor = actor;
    f.sop = &sop;
    f.calendar = &make_calendar();
    f.office = &office;
    MeetingId named = state.meeting;
    if (const auto* c = std::get_if<SchedulePlenary>(&command); c && c->meeting) named = c->meeting;
    if (const auto* c = std::get_if<PostponePlenary>(&command); c && c->meeting) named = c->meeting;
    if (const auto found = meetings.find(named); found != meetings.end()) f.meeting = found->second;
    const NextNumber next{
        .sequence = next_sequence, .year = 2026, .text = std::to_string(next_sequence) + "/UMUM/2026"};
    f.next_register = f.next_minutes = f.next_answer = f.next_memo = next;
    std::string typed;
    if (const auto* c = std::get_if<DraftMinutes>(&command)) typed = c->number;
    if (const auto* c = std::get_if<SignAnswer>(&command)) typed = c->number;
    if (const auto* c = std::get_if<ReportFollowUp>(&command)) typed = c->number;
    f.number_taken = given_numbers.contains(typed);
    return f;
  }

  [[nodiscard]] Result<Decision> decided(const Command& command, const Actor& actor) const {
    return decide(state, command, facts(command, actor));
  }

  // Gives the command and folds its events in when it is accepted.
  Result<Decision> give(const Command& command, const Actor& actor) {
    auto decision = decided(command, actor);
    if (!decision) return decision;
    for (auto& made : *decision) {
      for (const auto& draft : made.drafts) {
        const RecordId id{static_cast<std::int64_t>(records.size()) + 1};
        records.emplace(id, draft);
        made.event.records.push_back({draft.type, id});
      }
      std::visit([this](const auto& data) { count(data); }, made.event.data);
      events.push_back(made.event);
      state = apply(std::move(state), made.event);
    }
    return decision;
  }

  // The same, for a command that must be accepted.
  Decision must(const Command& command, const Actor& actor) {
    auto decision = give(command, actor);
    if (!decision)
      throw std::runtime_error(std::string{name(kind(command))} + " refused: " + decision.refusal().code + " " +
                               decision.refusal().field + " " + decision.refusal().key);
    return *decision;
  }

  // "CODE", "CODE field", or "accepted". Whatever happens, the case stays as it was.
  [[nodiscard]] std::string refused(const Command& command, const Actor& actor) const {
    const std::string before = fingerprint(state);
    const auto decision = decided(command, actor);
    if (fingerprint(state) != before) return "CHANGED THE CASE";
    if (decision) return "accepted";
    const auto& refusal = decision.refusal();
    if (refusal.key.empty()) return "NO SENTENCE for " + refusal.code;
    return refusal.field.empty() ? refusal.code : refusal.code + " " + refusal.field;
  }

  [[nodiscard]] const Content& newest(DocumentType type) const { return records.at(state.documents.at(type)).content; }
  [[nodiscard]] const Event& last() const { return events.back(); }

 private:
  template <class Data>
  void count(const Data& data) {
    if constexpr (requires { data.sequence; }) {
      if (data.sequence != 0) ++next_sequence;
      if constexpr (requires { data.number; }) given_numbers.insert(data.number);
    }
  }
};

// Each field of a command with what spoils it: without it the command is refused beside that field.
template <class C>
using Spoilers = std::vector<std::pair<std::string, std::function<void(C&)>>>;

// Names of the fields whose absence was not refused as it must be, with the answer; empty: all were.
template <class C>
std::string not_missed(const Run& run, const C& complete, const Actor& actor, const Spoilers<C>& spoilers) {
  std::string unmissed;
  for (const auto& [field, spoil] : spoilers) {
    C spoilt = complete;
    spoil(spoilt);
    const auto answer = run.refused(spoilt, actor);
    if (answer != "INVALID_INPUT " + field) unmissed += field + ": " + answer + "; ";
  }
  return unmissed;
}

// A case on the main road of scenario S1 (domain.md section 8), stopped at that state.
inline Run run_at(Status wanted, Run run = {}) {
  const auto there = [&] { return run.state.version > 0 && run.state.status == wanted; };
  const auto step = [&](const Command& command, const Actor& actor) {
    if (!there()) run.must(command, actor);
  };
  if (run.state.version == 0) run.must(good::submit(Channel::Counter), desk);  // a test may bring its own complaint
  step(good::registration(), desk);
  step(SubmitToLeadership{}, desk);
  step(good::disposition(), secretary);
  step(good::disposition(), chair);
  if (!there()) run.clock("2026-12-01");
  step(AcceptDisposition{}, unit);
  step(good::analysis(), unit);
  if (there()) return run;
  const auto meeting = run.call_meeting("2026-12-02");
  step(good::schedule(meeting), secretary);
  step(good::schedule({}), chair);
  if (there()) return run;
  run.clock("2026-12-02");
  run.attend(5);
  step(good::minutes(), secretary);
  step(ConfirmMinutes{}, chair);
  step(RecordDecision{}, secretary);
  step(good::answer(), unit);
  step(InitialAnswer{}, head);
  step(SignAnswer{}, secretary);
  if (!there()) run.clock("2026-12-03");
  step(good::handover(), unit);
  if (wanted == Status::FollowUp) step(good::activity(), unit);
  step(good::report_without_event(), unit);
  if (!there()) run.clock("2026-12-04");
  step(AcceptReport{}, secretary);
  if (!there()) throw std::logic_error("run_at: not on the main road");
  return run;
}

}  // namespace dumas::complaint::testing
