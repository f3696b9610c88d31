// Folds events into a case's state: one short function per event. No rule is asked here.
#include "complaint/state.hpp"

namespace dumas::complaint {
namespace {

struct Folding {
  State& s;
  const Event& event;

  void operator()(const ComplaintReceived& e) {
    s.status = Status::Received;
    s.received = event.at;
    s.channel = e.channel;
    s.disclosure = e.disclosure;
    s.reachable = e.reachable;
  }
  void operator()(const ComplaintRegistered& e) {
    s.status = Status::Registered;
    s.register_number = e.register_number;
    s.register_sequence = e.sequence;
    s.register_year = e.year;
    s.registered = event.at;
    s.days_waited = e.days_waited;
    s.category = e.category;
    s.urgency = e.urgency;
    s.secrecy = e.secrecy;
    s.class_code = e.class_code;
    s.sop_version = e.sop;
    s.day_one = e.day_one;
    read_due(e.due);
  }
  void operator()(const DispositionOpened&) { s.status = Status::Submitted; }
  void operator()(const DispositionNoted& e) {
    if (e.leader) s.noted.push_back(*e.leader);
  }
  void operator()(const DispositionIssued&) { s.status = Status::Disposed; }
  void operator()(const AnalysisStarted& e) {
    s.status = Status::UnderAnalysis;
    s.analyst = e.analyst;
  }
  void operator()(const LegalOpinionAsked&) {
    s.opinion_asked = true;
    s.documents.erase(DocumentType::LegalOpinion);  // a new question wants a new opinion
  }
  void operator()(const LegalOpinionGiven&) { s.opinion_asked = false; }
  void operator()(const AnalysisReported&) {
    s.status = Status::Analysed;
    s.reviewed.clear();
    s.meeting = {};
  }
  void operator()(const AnalysisReturned&) {
    s.status = Status::UnderAnalysis;
    s.reviewed.clear();
    s.meeting = {};
  }
  void operator()(const ReviewNoted& e) {
    if (e.leader) s.reviewed.push_back(*e.leader);
    if (e.meeting) s.meeting = e.meeting;
  }
  void operator()(const PlenaryScheduled& e) {
    s.status = Status::PlenaryScheduled;
    s.meeting = e.meeting;
  }
  void operator()(const PlenaryPostponed& e) {
    s.meeting = e.meeting;
    s.minutes_confirmed = false;
    s.resolution.reset();
    s.votes_in_favour = 0;
    s.voters.clear();
    s.documents.erase(DocumentType::PlenaryMinutes);  // minutes of a meeting that did not decide
  }
  void operator()(const MinutesDrafted& e) {
    s.minutes_number = e.number;
    s.resolution = e.resolution;
    s.votes_in_favour = e.in_favour;
    s.voters = e.present;
    s.minutes_confirmed = false;
  }
  void operator()(const MinutesConfirmed&) { s.minutes_confirmed = true; }
  void operator()(const PlenaryDecided& e) {
    s.status = Status::Decided;
    s.resolution = e.resolution;
  }
  void operator()(const AnswerDrafted& e) {
    s.signatory = e.signatory;
    s.answer_initialled = false;
    s.answer_returned = false;
  }
  void operator()(const AnswerInitialled&) { s.answer_initialled = true; }
  void operator()(const AnswerReturned&) {
    s.answer_initialled = false;
    s.answer_returned = true;
  }
  void operator()(const AnswerSigned& e) {
    s.status = Status::AnswerReady;
    s.answer_number = e.number;
  }
  void operator()(const AnswerVoided&) {
    s.status = Status::Decided;
    s.answer_number.clear();
    s.answer_initialled = false;
    s.answer_returned = true;
  }
  void operator()(const AnswerDelivered& e) {
    s.status = Status::Answered;
    s.delivery = e.channel;
    s.answered = event.at;
  }
  void operator()(const ReceiptRecorded&) {}
  void operator()(const FollowUpStarted& e) {
    s.status = Status::FollowUp;
    s.activity = e.kind;
  }
  void operator()(const FollowUpReported& e) {
    s.status = Status::FollowUpReported;
    s.memo_number = e.number;
  }
  void operator()(const ReportReturned&) { s.status = s.activity ? Status::FollowUp : Status::Answered; }
  void operator()(const ComplaintClosed& e) {
    s.status = Status::Closed;
    s.days_late = e.days_late;
    s.closed = event.at;
  }
  void operator()(const MessageSent& e) { s.unread_messages = e.by_reporter ? s.unread_messages + 1 : 0; }
  void operator()(const StepOverdue& e) { s.overdue_told.push_back(static_cast<int>(e.step)); }
  void operator()(const DeadlinesRecomputed& e) { read_due(e.due); }

  void read_due(const std::vector<std::string>& dates) {
    s.due.clear();
    for (const auto& text : dates)
      if (const auto date = parse_iso_date(text)) s.due.push_back(*date);
  }
};

}  // namespace

State apply(State state, const Event& event) {
  std::visit(Folding{state, event}, event.data);
  for (const auto& record : event.records) state.documents[record.type] = record.id;
  if (event.completes_step != 0 && event.days_late > 0) ++state.late_steps;
  state.changed = event.at;
  ++state.version;
  return state;
}

State replay(CaseId id, const std::vector<Event>& events) {
  State state;
  state.id = id;
  for (const auto& event : events) state = apply(std::move(state), event);
  return state;
}

bool is_terminal(Status status) {
  switch (status) {
    case Status::Closed:
    case Status::Forwarded:
    case Status::Redirected:
    case Status::Merged:
    case Status::Withdrawn:
    case Status::Rejected:
    case Status::Lapsed: return true;
    case Status::Received:
    case Status::Registered:
    case Status::Submitted:
    case Status::Disposed:
    case Status::UnderAnalysis:
    case Status::Analysed:
    case Status::PlenaryScheduled:
    case Status::Decided:
    case Status::AnswerReady:
    case Status::Answered:
    case Status::FollowUp:
    case Status::FollowUpReported:
    case Status::AwaitingReporter:
    case Status::Objection: return false;
  }
  return false;
}

}  // namespace dumas::complaint
