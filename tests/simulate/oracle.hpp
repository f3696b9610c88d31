// Judges what was stored: reads the events of a case back from the log, opens their papers, and walks them along the
// procedure of tests/complaint/procedure.hpp, which never asks the rules. Adds what only a stored case can show: whose
// hand and hour it was, the due days counted one by one, no personal data in the log.
#pragma once

#include <algorithm>
#include <set>

#include "../complaint/procedure.hpp"
#include "app/application.hpp"
#include "store/event_log.hpp"

namespace dumas::simulate {

// One case as the outside knows it.
class FollowedCase {
 public:
  FollowedCase(CaseId id, complaint::Sop sop) : id_(id), sop_(sop), procedure_(std::move(sop)) { state_.id = id; }

  // Faults of the events stored since the last call. Those before them are not read again: read_again() does, once.
  std::vector<std::string> follow(app::Application& app) {
    faults_.clear();
    app.readers().with([&](store::Connection& c) {
      auto newer = c.prepare(
          "SELECT id FROM events WHERE stream_kind = 'case' AND stream = ?1 AND version > ?2 ORDER BY version");
      newer.bind_all(id_.value, version_);
      while (newer.step())
        if (const auto row = store::find_event(c, newer.integer(0))) follow(app, c, *row);
    });
    expect_state(state_);
    return faults_;
  }

  // The whole history once more, each row proven by its hash: nothing was changed beneath the events already followed,
  // and the case that is loaded from them is the one that was followed.
  std::vector<std::string> read_again(app::Application& app) {
    faults_.clear();
    app.readers().with([&](store::Connection& c) {
      std::vector<std::string> hashes;
      for (const auto& row : store::history(c, store::Stream::Case, id_.value)) hashes.push_back(row.hash);
      expect(hashes == hashes_, "the log holds other events than those that were followed");
      expect_state(store::load_case(c, id_));
    });
    return faults_;
  }

  [[nodiscard]] CaseId id() const { return id_; }
  [[nodiscard]] std::int64_t version() const { return version_; }
  [[nodiscard]] bool closed() const { return state_.status == complaint::Status::Closed; }
  [[nodiscard]] const complaint::State& state() const { return state_; }
  [[nodiscard]] const complaint::Event& last() const { return last_; }
  [[nodiscard]] MeetingId meeting() const { return meeting_; }

 private:
  void follow(app::Application& app, store::Connection& c, const store::LoggedEvent& row) {
    using complaint::EventType;
    complaint::NewEvent made{.event = store::to_case_event(row), .drafts = {}};
    const auto& event = made.event;
    expect(row.version == version_ + 1, "a version was left out");
    version_ = row.version;
    hashes_.push_back(row.hash);
    state_ = apply(std::move(state_), event);
    expect(row.data.find("Budi") == std::string::npos && row.data.find("budi") == std::string::npos,
           "personal data in the log");
    for (const auto& ref : event.records) {
      const auto record = app.records().read(c, ref.id);
      expect(record.has_value() && record->type == ref.type, "a paper cannot be opened");
      if (record) made.drafts.push_back({record->type, record->content});
    }
    if (const auto* late = std::get_if<complaint::StepOverdue>(&event.data))
      return told_late(event, static_cast<int>(late->step));
    std::optional<complaint::MeetingFacts> meeting;
    if (const auto found = store::load_meeting(c, meeting_); meeting_ && found.version > 0)
      meeting = complaint::facts_of(found);
    for (auto& fault : procedure_.follow(made, meeting, app.settings().quorum)) faults_.push_back(fault);
    if (const auto* e = std::get_if<complaint::PlenaryScheduled>(&event.data)) meeting_ = e->meeting;
    if (const auto* e = std::get_if<complaint::PlenaryPostponed>(&event.data)) meeting_ = e->meeting;
    if (const auto* e = std::get_if<complaint::ComplaintRegistered>(&event.data)) count_due_days(*e);
    if (event.completes_step > 1) count_lateness(event);
    if (event.completes_step > 0) row_ = event.completes_step + 1;
    if (event.type() == EventType::AnalysisReturned) row_ = 4;
    if (event.type() == EventType::AnswerVoided) row_ = 7;
    if (event.type() == EventType::ReportReturned) row_ = 9;
    last_ = event;
  }

  // The timer says that the row at hand is late: once, and only when it is.
  void told_late(const complaint::Event& event, int step) {
    expect(event.actor.role == complaint::Role::Timer, "a lateness told by hand");
    expect(step == row_,
           "row " + std::to_string(step) + " told late while row " + std::to_string(row_) + " is at hand");
    expect(told_.insert(step).second, "row " + std::to_string(step) + " told late twice");
    const auto row = static_cast<std::size_t>(step) - 1;
    expect(row < due_.size() && event.at > closing(due_[row]),
           "row " + std::to_string(step) + " told late before its time");
    last_ = event;
  }

  void count_due_days(const complaint::ComplaintRegistered& e) {
    due_.clear();
    for (const auto& text : e.due)
      if (const auto date = parse_iso_date(text)) due_.push_back(*date);
    if (!e.day_one || due_.size() != sop_.steps.size()) return;  // the procedure has said so
    const auto& calendar = complaint::testing::make_calendar();
    for (std::size_t row = 0; row < due_.size(); ++row) {
      Date date = *e.day_one;
      for (int day = 1; day < sop_.steps[row].due_day; ++day) do
          date += std::chrono::days{1};
        while (!calendar.is_working_day(date));
      expect(due_[row] == date, "row " + std::to_string(row + 1) + " is due on another day");
    }
  }

  void count_lateness(const complaint::Event& event) {
    const auto row = static_cast<std::size_t>(event.completes_step) - 1;
    if (row >= due_.size()) return;
    const auto& calendar = complaint::testing::make_calendar();
    std::int64_t days = 0;
    if (event.at > closing(due_[row])) {
      for (Date date = due_[row] + std::chrono::days{1}; date <= calendar.date_at(event.at);
           date += std::chrono::days{1})
        if (calendar.is_working_day(date)) ++days;
      days = std::max<std::int64_t>(days, 1);
    }
    expect(event.days_late == days, "days late miscounted");
  }

  // When the office closes on that day, config/office.toml: 16:00, on Fridays 16:30.
  static Instant closing(Date day) {
    using namespace std::chrono_literals;
    return instant_at(day, std::chrono::weekday{day} == std::chrono::Friday ? 16h + 30min : 16h, Zone::Wib);
  }

  void expect_state(const complaint::State& state) {
    expect(state.version == version_, "the version does not count the events");
    expect(procedure_.status() == state.status, "the state says " + std::string{name(state.status)});
  }

  void expect(bool fine, const std::string& fault) {
    if (!fine) faults_.push_back(fault);
  }

  CaseId id_;
  complaint::Sop sop_;
  complaint::testing::Procedure procedure_;
  std::int64_t version_ = 0;
  MeetingId meeting_;
  std::vector<Date> due_;
  int row_ = 1;  // at hand
  std::set<int> told_;
  complaint::Event last_;
  complaint::State state_;
  std::vector<std::string> hashes_;  // of the rows followed
  std::vector<std::string> faults_;
};

}  // namespace dumas::simulate
