// Commands as a careful officer fills them; a test spoils the one field it is about.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "complaint/commands.hpp"
#include "kediri_office.hpp"

namespace dumas::complaint::testing::good {

inline SubmitComplaint submit(Channel channel = Channel::Web) {
  SubmitComplaint c;
  c.channel = channel;
  c.subject = "Nama tidak ada di daftar pemilih";
  c.story = "Saya datang ke TPS dan nama saya tidak tercantum.";
  c.disclosure = Disclosure::Named;
  c.name = "Sari";
  c.phone = "0812";
  c.read_back = true;
  return c;
}
inline Register registration() {
  Register c;
  c.subject = "Daftar pemilih";
  c.category = Category::VoterData;
  c.urgency = Urgency::Ordinary;
  c.secrecy = Secrecy::Open;
  return c;
}
inline NoteDisposition disposition() {
  NoteDisposition c;
  c.instructions = {Instruction::Study};
  c.targets = {Target::ComplaintUnit};
  return c;
}
inline AskLegalOpinion question() {
  AskLegalOpinion c;
  c.question = "Apa dasar hukumnya?";
  return c;
}
inline AttachLegalOpinion opinion() {
  AttachLegalOpinion c;
  c.opinion = "Pasal 5.";
  return c;
}
inline ReportAnalysis analysis() {
  ReportAnalysis c;
  c.subject = c.facts = c.legal_basis = c.analysis = c.recommendation = "isi";
  c.authority = Authority::Own;
  c.options = {"a", "b"};
  return c;
}
inline SchedulePlenary schedule(MeetingId meeting) {
  SchedulePlenary c;
  c.review_note = "Setuju.";
  c.meeting = meeting;
  return c;
}
inline DraftMinutes minutes(std::int64_t in_favour = 5, std::int64_t against = 0, std::int64_t abstained = 0) {
  DraftMinutes c;
  c.points = {"pokok"};
  c.discussion = "dibahas";
  c.resolution = Resolution::Answer;
  c.decision = {"dijawab"};
  c.in_favour = in_favour;
  c.against = against;
  c.abstained = abstained;
  return c;
}
inline PostponePlenary postponement(MeetingId meeting) {
  PostponePlenary c;
  c.reason = "belum kuorum";
  c.meeting = meeting;
  return c;
}
inline DraftAnswer answer(Role signatory = Role::Secretary) {
  DraftAnswer c;
  c.findings = {"temuan"};
  c.legal_basis = {"dasar"};
  c.decision = "putusan";
  c.next_steps = "langkah";
  c.signatory = signatory;
  return c;
}
inline DeliverAnswer handover() {
  DeliverAnswer c;
  c.channel = DeliveryChannel::Counter;
  c.received_by = "Sari";
  c.evidence = {FileId{9}};
  return c;
}
inline DeliverAnswer posted() {
  DeliverAnswer c;
  c.channel = DeliveryChannel::Post;
  c.proof = "resi 1";
  return c;
}
inline RecordReceipt receipt() {
  RecordReceipt c;
  c.received_by = "Sari";
  c.evidence = {FileId{9}};
  return c;
}
inline StartFollowUp activity(ActivityKind kind = ActivityKind::Mediation) {
  StartFollowUp c;
  c.kind = kind;
  c.date = day("2026-12-03");
  c.place = "Aula";
  c.participants = {"para pihak"};
  return c;
}
inline ReportFollowUp report_without_event() {
  ReportFollowUp c;
  c.no_event_reason = "Jawaban sudah cukup.";
  c.results = "Selesai.";
  c.recommendation = "Ditutup.";
  return c;
}
inline ReportFollowUp report_of_event() {
  ReportFollowUp c;
  c.chaired_by = "Ketua rapat";
  c.note_taker = "Notulis";
  c.attendance = {"A", "B"};
  c.proceedings = "Dibahas.";
  c.outcome = Outcome::Agreed;
  c.results = "Sepakat.";
  c.recommendation = "Ditutup.";
  return c;
}
template <class C>
C because(std::string reason) {
  C c;
  c.reason = std::move(reason);
  return c;
}
inline SendMessage message(std::string text = "Kapan dijawab?") {
  SendMessage c;
  c.text = std::move(text);
  return c;
}

}  // namespace dumas::complaint::testing::good
