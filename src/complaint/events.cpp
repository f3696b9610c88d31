// The fields of each event, under the names in which the log keeps them. A name once stored is never changed.
#include "complaint/events.hpp"

namespace dumas::complaint {

void ComplaintReceived::describe(Fields& f) {
  f.one_of({"channel"}, channel);
  f.one_of({"disclosure"}, disclosure);
  f.flag({"reachable"}, reachable);
  f.files({"evidence"}, evidence);
}
void ComplaintRegistered::describe(Fields& f) {
  f.integer({"sequence"}, sequence);
  f.integer({"year"}, year);
  f.text({"register_number"}, register_number);
  f.one_of({"category"}, category);
  f.one_of({"urgency"}, urgency);
  f.one_of({"secrecy"}, secrecy);
  f.text({"class_code"}, class_code);
  f.text({"sop"}, sop);
  f.date({"day_one"}, day_one);
  f.texts({"due"}, due);
  f.integer({"days_waited"}, days_waited);
}
void DispositionOpened::describe(Fields&) {}
void DispositionNoted::describe(Fields& f) {
  f.one_of({"leader"}, leader);
  f.many_of({"instructions"}, instructions);
  f.many_of({"targets"}, targets);
}
void DispositionIssued::describe(Fields&) {}
void AnalysisStarted::describe(Fields& f) { f.user({"analyst"}, analyst); }
void LegalOpinionAsked::describe(Fields&) {}
void LegalOpinionGiven::describe(Fields&) {}
void AnalysisReported::describe(Fields& f) { f.one_of({"authority"}, authority); }
void AnalysisReturned::describe(Fields&) {}
void ReviewNoted::describe(Fields& f) {
  f.one_of({"leader"}, leader);
  f.meeting({"meeting"}, meeting);
}
void PlenaryScheduled::describe(Fields& f) { f.meeting({"meeting"}, meeting); }
void PlenaryPostponed::describe(Fields& f) { f.meeting({"meeting"}, meeting); }
void MinutesDrafted::describe(Fields& f) {
  f.text({"number"}, number);
  f.integer({"sequence"}, sequence);
  f.integer({"year"}, year);
  f.one_of({"resolution"}, resolution);
  f.integer({"in_favour"}, in_favour);
  f.integer({"against"}, against);
  f.integer({"abstained"}, abstained);
  f.users({"present"}, present);
}
void MinutesConfirmed::describe(Fields&) {}
void PlenaryDecided::describe(Fields& f) { f.one_of({"resolution"}, resolution); }
void AnswerDrafted::describe(Fields& f) { f.one_of({"signatory"}, signatory); }
void AnswerInitialled::describe(Fields&) {}
void AnswerReturned::describe(Fields&) {}
void AnswerSigned::describe(Fields& f) {
  f.text({"number"}, number);
  f.integer({"sequence"}, sequence);
  f.integer({"year"}, year);
}
void AnswerDelivered::describe(Fields& f) {
  f.one_of({"channel"}, channel);
  f.files({"evidence"}, evidence);
}
void ReceiptRecorded::describe(Fields& f) { f.files({"evidence"}, evidence); }
void FollowUpStarted::describe(Fields& f) {
  f.one_of({"kind"}, kind);
  f.date({"date"}, date);
}
void FollowUpReported::describe(Fields& f) {
  f.flag({"event_held"}, event_held);
  f.text({"number"}, number);
  f.integer({"sequence"}, sequence);
  f.integer({"year"}, year);
  f.one_of({"outcome"}, outcome);
}
void ReportReturned::describe(Fields&) {}
void ComplaintClosed::describe(Fields& f) { f.integer({"days_late"}, days_late); }
void MessageSent::describe(Fields& f) {
  f.flag({"by_reporter"}, by_reporter);
  f.files({"evidence"}, evidence);
}
void StepOverdue::describe(Fields& f) { f.integer({"step"}, step); }
void AnswerVoided::describe(Fields& f) { f.text({"number"}, number); }
void DeadlinesRecomputed::describe(Fields& f) { f.texts({"due"}, due); }

namespace {
template <std::size_t... Index>
EventData make_at(std::size_t wanted, std::index_sequence<Index...>) {
  EventData data;
  (void)((Index == wanted ? (data.emplace<Index>(), true) : false) || ...);
  return data;
}
}  // namespace

EventData make_event_data(EventType type) {
  return make_at(static_cast<std::size_t>(type), std::make_index_sequence<std::variant_size_v<EventData>>{});
}

void describe(EventData& data, Fields& fields) {
  std::visit([&fields](auto& any) { any.describe(fields); }, data);
}

}  // namespace dumas::complaint
