// The procedure of domain.md 2.3 written a second time, as an oracle: it follows a case from its events and papers
// alone, never asks the rules or State, and names every step that the SOP forbids. For simulation_test.cpp.
#pragma once

#include <algorithm>

#include "fixtures.hpp"

namespace dumas::complaint::testing {

class Procedure {
 public:
  explicit Procedure(Sop sop) : sop_(std::move(sop)) {}

  // What is wrong with this event, if anything. `meeting` is the one the case was on when the command was given.
  std::vector<std::string> follow(const NewEvent& made, const std::optional<MeetingFacts>& meeting,
                                  const Quorum& quorum) {
    faults_.clear();
    const Event& event = made.event;
    const auto& way = way_of(event.type());
    expect(contains(way.from, status_), "not allowed in this state");
    expect(contains(way.by, event.actor.role), "not this role's");
    expect(event.completes_step == way.row, "completes another row");
    if (way.row != 0) complete_row(way.row);
    for (const auto& draft : made.drafts) papers_[draft.type] = draft.content;
    guard(event, meeting, quorum);
    if (way.to) status_ = *way.to;
    if (event.type() == EventType::ReportReturned)
      status_ = activity_ ? Place{Status::FollowUp} : Place{Status::Answered};
    for (auto& fault : faults_) fault = std::string{name(event.type())} + ": " + fault;
    return faults_;
  }

  [[nodiscard]] std::optional<Status> status() const { return status_; }

 private:
  using Place = std::optional<Status>;  // none: the case is not yet
  struct Way {
    std::vector<Place> from;
    Place to;  // none: the state stays
    int row;   // of the SOP that is done with it; 0: none
    std::vector<Role> by;
  };

  static const Way& way_of(EventType type) {
    using enum Status;
    using R = Role;
    static const std::vector<R> any_desk{R::FrontDesk, R::OnlineOperator}, leaders{R::Secretary, R::Chair},
        the_unit{R::ComplaintUnit}, secretary_only{R::Secretary}, chair_only{R::Chair},
        at_delivery{R::ComplaintUnit, R::FrontDesk};
    static const std::vector<Place> open{Received,      Registered, Submitted,        Disposed,
                                         UnderAnalysis, Analysed,   PlenaryScheduled, Decided,
                                         AnswerReady,   Answered,   FollowUp,         FollowUpReported};
    static const std::map<EventType, Way> ways{
        {EventType::ComplaintReceived, {{Place{}}, Received, 0, {R::Reporter, R::FrontDesk, R::OnlineOperator}}},
        {EventType::ComplaintRegistered, {{Received}, Registered, 1, any_desk}},
        {EventType::DispositionOpened, {{Registered}, Submitted, 2, any_desk}},
        {EventType::DispositionNoted, {{Submitted}, {}, 0, leaders}},
        {EventType::DispositionIssued, {{Submitted}, Disposed, 3, leaders}},
        {EventType::AnalysisStarted, {{Disposed}, UnderAnalysis, 0, the_unit}},
        {EventType::LegalOpinionAsked, {{UnderAnalysis}, {}, 0, the_unit}},
        {EventType::LegalOpinionGiven, {{UnderAnalysis}, {}, 0, {R::LegalDivision}}},
        {EventType::AnalysisReported, {{UnderAnalysis}, Analysed, 4, the_unit}},
        {EventType::AnalysisReturned, {{Analysed}, UnderAnalysis, 0, leaders}},
        {EventType::ReviewNoted, {{Analysed}, {}, 0, leaders}},
        {EventType::PlenaryScheduled, {{Analysed}, PlenaryScheduled, 5, leaders}},
        {EventType::PlenaryPostponed, {{PlenaryScheduled}, {}, 0, leaders}},
        {EventType::MinutesDrafted, {{PlenaryScheduled}, {}, 0, secretary_only}},
        {EventType::MinutesConfirmed, {{PlenaryScheduled}, {}, 0, chair_only}},
        {EventType::PlenaryDecided, {{PlenaryScheduled}, Decided, 6, secretary_only}},
        {EventType::AnswerDrafted, {{Decided}, {}, 0, the_unit}},
        {EventType::AnswerInitialled, {{Decided}, {}, 0, {R::SubsectionHead}}},
        {EventType::AnswerReturned, {{Decided}, {}, 0, {R::SubsectionHead, R::Secretary, R::Chair}}},
        {EventType::AnswerSigned, {{Decided}, AnswerReady, 7, leaders}},
        {EventType::AnswerVoided, {{AnswerReady}, Decided, 0, leaders}},
        {EventType::AnswerDelivered, {{AnswerReady}, Answered, 8, at_delivery}},
        {EventType::ReceiptRecorded, {{Answered}, {}, 0, at_delivery}},
        {EventType::FollowUpStarted, {{Answered}, FollowUp, 0, the_unit}},
        {EventType::FollowUpReported, {{Answered, FollowUp}, FollowUpReported, 9, the_unit}},
        {EventType::ReportReturned, {{FollowUpReported}, {}, 0, leaders}},
        {EventType::ComplaintClosed, {{FollowUpReported}, Closed, 10, leaders}},
        {EventType::MessageSent, {open, {}, 0, {R::Reporter, R::FrontDesk, R::OnlineOperator, R::ComplaintUnit}}},
    };
    return ways.at(type);
  }

  // Column "kelengkapan" of domain.md section 1, and row 7's extra (A7). Row 10 finds what row 9 made.
  static const std::vector<DocumentType>& kelengkapan(int row) {
    using enum DocumentType;
    static const std::vector<DocumentType> sheet{Disposition, ComplaintFile};
    static const std::map<int, std::vector<DocumentType>> needed{
        {1, {ComplaintForm}},
        {2, {ComplaintForm}},
        {3, sheet},
        {4, sheet},
        {5, sheet},
        {6, {Disposition, ComplaintFile, PlenaryMinutes}},
        {7, {Disposition, ComplaintFile, PlenaryMinutes, AnswerLetter}},
        {8, {AnswerLetter, PlenaryMinutes}},
        {9, {AnswerLetter, Receipt}},
        {10, {ActivityMemo, MeetingNotes}}};
    return needed.at(row);
  }

  void complete_row(int row) {
    expect(row == rows_done_ + 1, "row " + std::to_string(row) + " after row " + std::to_string(rows_done_));
    rows_done_ = row;
    for (const auto type : kelengkapan(row)) expect(has(type), "without " + std::string{name(type)});
  }

  void guard(const Event& event, const std::optional<MeetingFacts>& meeting, const Quorum& quorum) {
    switch (event.type()) {
      case EventType::ComplaintReceived: {
        const auto& e = std::get<ComplaintReceived>(event.data);
        expect(e.channel && e.disclosure, "without channel or disclosure");
        expect(written(DocumentType::ComplaintForm, "story"), "without a text");
        expect(has(DocumentType::Reporter) == (e.disclosure != Disclosure::Anonymous),
               "identity kept against the declared will");
        break;
      }
      case EventType::ComplaintRegistered: {
        const auto& e = std::get<ComplaintRegistered>(event.data);
        expect(!e.register_number.empty() && e.day_one.has_value(), "without number or day one");
        expect(e.due.size() == 10 && std::is_sorted(e.due.begin(), e.due.end()), "due days run backwards");
        expect(has(DocumentType::ComplaintReceipt), "without a receipt");
        break;
      }
      case EventType::DispositionNoted: leader_acts(noted_, event.actor.role, StepKey::Disposition); break;
      case EventType::DispositionIssued:
        expect(rule_met(noted_, StepKey::Disposition), "before the row's rule was met");
        break;
      case EventType::LegalOpinionAsked:
        expect(!opinion_pending_, "asked twice");
        opinion_pending_ = true;
        break;
      case EventType::LegalOpinionGiven:
        expect(opinion_pending_, "nobody asked");
        opinion_pending_ = false;
        break;
      case EventType::AnalysisReported:
        for (const char* part : {"facts", "legal_basis", "authority", "options", "recommendation"})
          expect(written(DocumentType::Analysis, part), std::string{"without "} + part);
        expect(!opinion_pending_ || written(DocumentType::Analysis, "opinion_waiver"),
               "did not wait for the legal opinion");
        reviewed_.clear();
        break;
      case EventType::AnalysisReturned:
        expect(written(DocumentType::AnalysisReturn, "reason"), "without a reason");
        rows_done_ = 3;
        reviewed_.clear();
        break;
      case EventType::ReviewNoted:
        expect(written(DocumentType::ReviewNote, "review_note"), "without a note");
        leader_acts(reviewed_, event.actor.role, StepKey::Review);
        break;
      case EventType::PlenaryScheduled:
        expect(rule_met(reviewed_, StepKey::Review), "before the row's rule was met");
        expect(static_cast<bool>(std::get<PlenaryScheduled>(event.data).meeting), "without a meeting");
        break;
      case EventType::PlenaryPostponed:
        expect(written(DocumentType::Postponement, "reason"), "without a reason");
        expect(!confirmed_, "put off what was decided");
        papers_.erase(DocumentType::PlenaryMinutes);
        break;
      case EventType::MinutesDrafted: {
        const auto& e = std::get<MinutesDrafted>(event.data);
        in_favour_ = e.in_favour;
        present_ = static_cast<std::int64_t>(e.present.size());
        expect(meeting && meeting->attendance_recorded && meeting->present == e.present,
               "attendance is not the meeting's");
        expect(e.in_favour >= 0 && e.against >= 0 && e.abstained >= 0, "votes below zero");
        expect(e.in_favour + e.against + e.abstained == present_, "votes do not add up");
        expect(!e.number.empty(), "without a number");
        expect(minutes_number_.empty() || e.sequence == 0, "took a second number");
        minutes_number_ = e.number;
        confirmed_ = false;
        break;
      }
      case EventType::MinutesConfirmed:
        expect(has(DocumentType::PlenaryMinutes), "nothing to sign");
        confirmed_ = true;
        break;
      case EventType::PlenaryDecided:
        expect(present_ >= quorum.present && in_favour_ >= quorum.in_favour, "without quorum");
        expect(confirmed_, "minutes not signed");
        break;
      case EventType::AnswerDrafted:
        signatory_ = std::get<AnswerDrafted>(event.data).signatory;
        initialled_ = returned_ = false;
        break;
      case EventType::AnswerInitialled:
        expect(has(DocumentType::AnswerLetter) && !initialled_ && !returned_, "nothing to initial");
        initialled_ = true;
        break;
      case EventType::AnswerReturned:
        expect(written(DocumentType::AnswerReturn, "reason"), "without a reason");
        initialled_ = false;
        returned_ = true;
        break;
      case EventType::AnswerSigned:
        expect(initialled_, "without initials");
        expect(signatory_ == event.actor.role, "signed by another");
        expect(!std::get<AnswerSigned>(event.data).number.empty(), "without a number");
        expect(answer_numbers_.insert(std::get<AnswerSigned>(event.data).number).second, "a cancelled number again");
        break;
      case EventType::AnswerVoided:
        expect(written(DocumentType::AnswerReturn, "reason"), "without a reason");
        expect(answer_numbers_.contains(std::get<AnswerVoided>(event.data).number), "a number nobody had");
        initialled_ = false;
        returned_ = true;
        rows_done_ = 6;
        break;
      case EventType::AnswerDelivered:
        expect(has(DocumentType::DeliveryProof), "without proof");
        expect(std::get<AnswerDelivered>(event.data).channel.has_value(), "without channel");
        break;
      case EventType::FollowUpStarted:
        expect(has(DocumentType::Receipt), "without receipt");
        expect(has(DocumentType::AnswerLetter), "without letter");
        activity_ = true;
        break;
      case EventType::FollowUpReported: {
        const auto& e = std::get<FollowUpReported>(event.data);
        expect(e.event_held == (status_ == Status::FollowUp), "an event that was not, or one hidden");
        expect(e.event_held ? written(DocumentType::MeetingNotes, "proceedings") &&
                                  written(DocumentType::MeetingNotes, "attendance")
                            : written(DocumentType::MeetingNotes, "no_event_reason"),
               "without notes or reason");
        break;
      }
      case EventType::ReportReturned:
        expect(written(DocumentType::ReportReturn, "reason"), "without a reason");
        rows_done_ = 8;
        break;
      case EventType::ComplaintClosed:
        expect(event.days_late == 0 || written(DocumentType::ClosingNote, "late_reason"), "late without a reason");
        break;
      case EventType::DispositionOpened:
      case EventType::AnalysisStarted:
      case EventType::ReceiptRecorded:
      case EventType::MessageSent:
      case EventType::StepOverdue:
      case EventType::DeadlinesRecomputed: break;
    }
  }

  void leader_acts(std::vector<Role>& acted, Role leader, StepKey key) {
    expect(!contains(acted, leader), "acted twice");
    if (sop_.step(key).rule == ActorRule::Sequence)
      expect(!acted.empty() || leader == sop_.step(key).actors.front(), "out of turn");
    acted.push_back(leader);
  }
  bool rule_met(const std::vector<Role>& acted, StepKey key) {
    return acted.size() >= (sop_.step(key).rule == ActorRule::Any ? 1u : 2u);
  }

  [[nodiscard]] bool has(DocumentType type) const { return papers_.contains(type); }
  [[nodiscard]] bool written(DocumentType type, std::string_view field) const {
    const auto found = papers_.find(type);
    return found != papers_.end() && !found->second.text(field).empty();
  }
  void expect(bool fine, std::string fault) {
    if (!fine) faults_.push_back(std::move(fault));
  }
  template <class List, class Value>
  static bool contains(const List& list, const Value& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  }

  Sop sop_;
  Place status_;
  int rows_done_ = 0;
  std::map<DocumentType, Content> papers_;
  std::vector<Role> noted_, reviewed_;
  bool opinion_pending_ = false, confirmed_ = false, initialled_ = false, returned_ = false, activity_ = false;
  std::int64_t in_favour_ = 0, present_ = 0;
  std::string minutes_number_;
  std::set<std::string> answer_numbers_;
  std::optional<Role> signatory_;
  std::vector<std::string> faults_;
};

}  // namespace dumas::complaint::testing
