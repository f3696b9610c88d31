// What has happened to a case. Events are what the log keeps for ever, so they carry no personal data and no
// free text: those stand in records, to which an event points.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "complaint/fields.hpp"
#include "complaint/words.hpp"

namespace dumas::complaint {

struct ComplaintReceived {
  std::optional<Channel> channel;
  std::optional<Disclosure> disclosure;
  bool reachable = false;  // a phone, e-mail or postal address was given
  std::vector<FileId> evidence;
  void describe(Fields&);
};
struct ComplaintRegistered {
  std::int64_t sequence = 0, year = 0;
  std::string register_number;
  std::optional<Category> category;
  std::optional<Urgency> urgency;
  std::optional<Secrecy> secrecy;
  std::string class_code;
  std::string sop;  // version the case keeps until its end
  std::optional<Date> day_one;
  std::vector<std::string> due;  // ISO dates, one for each step of the SOP
  std::int64_t days_waited = 0;  // working days between receipt and registration
  void describe(Fields&);
};
struct DispositionOpened {
  void describe(Fields&);
};
struct DispositionNoted {
  std::optional<Role> leader;
  std::vector<Instruction> instructions;
  std::vector<Target> targets;
  void describe(Fields&);
};
struct DispositionIssued {
  void describe(Fields&);
};
struct AnalysisStarted {
  UserId analyst;
  void describe(Fields&);
};
struct LegalOpinionAsked {
  void describe(Fields&);
};
struct LegalOpinionGiven {
  void describe(Fields&);
};
struct AnalysisReported {
  std::optional<Authority> authority;
  void describe(Fields&);
};
struct AnalysisReturned {
  void describe(Fields&);
};
struct ReviewNoted {
  std::optional<Role> leader;
  MeetingId meeting;
  void describe(Fields&);
};
struct PlenaryScheduled {
  MeetingId meeting;
  void describe(Fields&);
};
struct PlenaryPostponed {
  MeetingId meeting;
  void describe(Fields&);
};
struct MinutesDrafted {
  std::string number;
  std::int64_t sequence = 0, year = 0;  // 0: number taken by hand
  std::optional<Resolution> resolution;
  std::int64_t in_favour = 0, against = 0, abstained = 0;
  std::vector<UserId> present;
  void describe(Fields&);
};
struct MinutesConfirmed {
  void describe(Fields&);
};
struct PlenaryDecided {
  std::optional<Resolution> resolution;
  void describe(Fields&);
};
struct AnswerDrafted {
  std::optional<Role> signatory;
  void describe(Fields&);
};
struct AnswerInitialled {
  void describe(Fields&);
};
struct AnswerReturned {
  void describe(Fields&);
};
struct AnswerSigned {
  std::string number;
  std::int64_t sequence = 0, year = 0;
  void describe(Fields&);
};
// Cancelled after it was signed and before it left: its number stays in the book as void.
struct AnswerVoided {
  std::string number;
  void describe(Fields&);
};
struct AnswerDelivered {
  std::optional<DeliveryChannel> channel;
  std::vector<FileId> evidence;
  void describe(Fields&);
};
struct ReceiptRecorded {
  std::vector<FileId> evidence;
  void describe(Fields&);
};
struct FollowUpStarted {
  std::optional<ActivityKind> kind;
  std::optional<Date> date;
  void describe(Fields&);
};
struct FollowUpReported {
  bool event_held = false;
  std::string number;
  std::int64_t sequence = 0, year = 0;
  std::optional<Outcome> outcome;
  void describe(Fields&);
};
struct ReportReturned {
  void describe(Fields&);
};
struct ComplaintClosed {
  std::int64_t days_late = 0;  // of the whole case
  void describe(Fields&);
};
struct MessageSent {
  bool by_reporter = false;
  std::vector<FileId> evidence;
  void describe(Fields&);
};
// The program's own: a step's closing time passed (S12).
struct StepOverdue {
  std::int64_t step = 0;
  void describe(Fields&);
};
// The decreed holidays changed: open due dates move, the old ones stay in the log.
struct DeadlinesRecomputed {
  std::vector<std::string> due;
  void describe(Fields&);
};

using EventData =
    std::variant<ComplaintReceived, ComplaintRegistered, DispositionOpened, DispositionNoted, DispositionIssued,
                 AnalysisStarted, LegalOpinionAsked, LegalOpinionGiven, AnalysisReported, AnalysisReturned, ReviewNoted,
                 PlenaryScheduled, PlenaryPostponed, MinutesDrafted, MinutesConfirmed, PlenaryDecided, AnswerDrafted,
                 AnswerInitialled, AnswerReturned, AnswerSigned, AnswerDelivered, ReceiptRecorded, FollowUpStarted,
                 FollowUpReported, ReportReturned, ComplaintClosed, MessageSent, StepOverdue, DeadlinesRecomputed,
                 AnswerVoided>;

// In the order of the variant.
enum class EventType {
  ComplaintReceived,
  ComplaintRegistered,
  DispositionOpened,
  DispositionNoted,
  DispositionIssued,
  AnalysisStarted,
  LegalOpinionAsked,
  LegalOpinionGiven,
  AnalysisReported,
  AnalysisReturned,
  ReviewNoted,
  PlenaryScheduled,
  PlenaryPostponed,
  MinutesDrafted,
  MinutesConfirmed,
  PlenaryDecided,
  AnswerDrafted,
  AnswerInitialled,
  AnswerReturned,
  AnswerSigned,
  AnswerDelivered,
  ReceiptRecorded,
  FollowUpStarted,
  FollowUpReported,
  ReportReturned,
  ComplaintClosed,
  MessageSent,
  StepOverdue,
  DeadlinesRecomputed,
  AnswerVoided,
};

// A record that the event made or replaced: its type, and its id once it is stored.
struct RecordRef {
  DocumentType type{};
  RecordId id{};
  friend bool operator==(const RecordRef&, const RecordRef&) = default;
};

struct Actor {
  UserId user;  // 0: the citizen or the timer
  Role role = Role::Reporter;
  Capacity capacity = Capacity::Own;
  friend bool operator==(const Actor&, const Actor&) = default;
};

struct Event {
  EventData data;
  Instant at{};
  Actor actor{};
  int completes_step = 0;      // number of the SOP row that is done with it, 0: none
  std::int64_t days_late = 0;  // working days (or calendar days, as the SOP counts) past that row's due date
  std::vector<RecordRef> records{};

  [[nodiscard]] EventType type() const { return static_cast<EventType>(data.index()); }
};

EventData make_event_data(EventType);
void describe(EventData&, Fields&);

}  // namespace dumas::complaint

namespace dumas {
template <>
struct Names<complaint::EventType> {
  using E = complaint::EventType;
  static constexpr std::array<std::pair<E, std::string_view>, 30> table{{
      {E::ComplaintReceived, "complaint.received"},
      {E::ComplaintRegistered, "complaint.registered"},
      {E::DispositionOpened, "disposition.opened"},
      {E::DispositionNoted, "disposition.noted"},
      {E::DispositionIssued, "disposition.issued"},
      {E::AnalysisStarted, "analysis.started"},
      {E::LegalOpinionAsked, "legal.asked"},
      {E::LegalOpinionGiven, "legal.opinion"},
      {E::AnalysisReported, "analysis.reported"},
      {E::AnalysisReturned, "analysis.returned"},
      {E::ReviewNoted, "review.noted"},
      {E::PlenaryScheduled, "plenary.scheduled"},
      {E::PlenaryPostponed, "plenary.postponed"},
      {E::MinutesDrafted, "minutes.drafted"},
      {E::MinutesConfirmed, "minutes.confirmed"},
      {E::PlenaryDecided, "plenary.decided"},
      {E::AnswerDrafted, "answer.drafted"},
      {E::AnswerInitialled, "answer.initialled"},
      {E::AnswerReturned, "answer.returned"},
      {E::AnswerSigned, "answer.signed"},
      {E::AnswerDelivered, "answer.delivered"},
      {E::ReceiptRecorded, "receipt.recorded"},
      {E::FollowUpStarted, "followup.started"},
      {E::FollowUpReported, "followup.reported"},
      {E::ReportReturned, "report.returned"},
      {E::ComplaintClosed, "complaint.closed"},
      {E::MessageSent, "message.sent"},
      {E::StepOverdue, "step.overdue"},
      {E::DeadlinesRecomputed, "deadlines.recomputed"},
      {E::AnswerVoided, "answer.voided"},
  }};
};
}  // namespace dumas
