// What can be asked of a case and of a meeting. Each command describes its fields once (commands.cpp);
// pages and the JSON API build the same structs. Command words are those of GLOSSARY.md.
#pragma once

#include <functional>
#include <string>
#include <variant>

#include "complaint/fields.hpp"
#include "complaint/words.hpp"

namespace dumas::complaint {

// Row 1. A citizen, or staff for a citizen, hands in a complaint.
struct SubmitComplaint {
  std::optional<Channel> channel;
  std::string subject, story, place, occurred, respondent, loss, wish, reported_elsewhere;
  std::string letter_number;
  std::optional<Date> letter_date;
  std::optional<Disclosure> disclosure;
  std::string name, identity_number, address, phone, email, occupation, assistance;
  bool read_back = false;  // staff read the text back to the citizen who spoke it
  std::vector<FileId> evidence;
  void describe(Fields&);
};

// Row 1. Entry in the Buku Surat Masuk; the clock starts.
struct Register {
  std::string subject, summary, class_code, note;
  std::optional<Category> category;
  std::optional<Urgency> urgency;
  std::optional<Secrecy> secrecy;
  void describe(Fields&);
};

// Row 2. Opens the disposition sheet before the leadership.
struct SubmitToLeadership {
  std::string note;
  void describe(Fields&);
};

// Row 3. One leader's part of the disposition sheet.
struct NoteDisposition {
  std::vector<Instruction> instructions;
  std::vector<Target> targets;
  std::string note;
  void describe(Fields&);
};

// Row 4. The unit takes the case.
struct AcceptDisposition {
  void describe(Fields&);
};
struct AskLegalOpinion {
  std::string question;
  void describe(Fields&);
};
struct AttachLegalOpinion {
  std::string opinion;
  void describe(Fields&);
};
struct ReportAnalysis {
  std::string subject, facts, legal_basis;
  std::optional<Authority> authority;
  std::string authority_target, analysis;
  std::vector<std::string> options;
  std::string recommendation, opinion_waiver;
  void describe(Fields&);
};

// Row 5. The leadership reviews: back to the unit, or on a plenary's agenda.
struct ReturnAnalysis {
  std::string reason;
  void describe(Fields&);
};
struct SchedulePlenary {
  std::string review_note;
  MeetingId meeting;  // may be empty for the second leader: he joins the first's choice
  void describe(Fields&);
};

// Row 6. The plenary's Berita Acara, the Chair's signature under it, the decision.
struct DraftMinutes {
  std::vector<std::string> points;
  std::string discussion;
  std::optional<Resolution> resolution;
  std::vector<std::string> decision;
  std::int64_t in_favour = 0, against = 0, abstained = 0;
  std::string number;  // taken by hand from the archive application; empty: the office's own counter
  void describe(Fields&);
};
struct ConfirmMinutes {
  void describe(Fields&);
};
struct RecordDecision {
  void describe(Fields&);
};
struct PostponePlenary {
  std::string reason;
  MeetingId meeting;
  void describe(Fields&);
};

// Row 7. The answer: draft, initials, signature.
struct DraftAnswer {
  std::vector<std::string> findings, legal_basis;
  std::string decision, next_steps;
  std::optional<Role> signatory;  // SECRETARY or CHAIR
  std::vector<std::string> copies;
  void describe(Fields&);
};
struct InitialAnswer {
  void describe(Fields&);
};
struct ReturnAnswer {
  std::string reason;
  void describe(Fields&);
};
struct SignAnswer {
  std::string number;  // as in DraftMinutes
  void describe(Fields&);
};

struct VoidAnswer {
  std::string reason;
  void describe(Fields&);
};

// Row 8. The answer leaves the office; the receipt may come back later.
struct DeliverAnswer {
  std::optional<DeliveryChannel> channel;
  std::string received_by, relation, proof;
  std::vector<std::string> attempts;
  std::vector<FileId> evidence;  // drawn signature, scan of the signed receipt, e-mail file, courier slip
  void describe(Fields&);
};
struct RecordReceipt {
  std::string received_by, relation, proof;
  std::vector<std::string> attempts;
  std::vector<FileId> evidence;
  void describe(Fields&);
};

// Row 9. Dialogue, mediation, clarification; then the report.
struct StartFollowUp {
  std::optional<ActivityKind> kind;
  std::optional<Date> date;
  std::string time, place;
  std::vector<std::string> participants;
  std::string preparation;
  void describe(Fields&);
};
struct ReportFollowUp {
  std::string no_event_reason;
  std::string chaired_by, note_taker;
  std::vector<std::string> attendance;
  std::string proceedings, agreements;
  std::optional<Outcome> outcome;
  std::string results, obstacles, recommendation;
  std::string number;  // of the nota dinas, as in DraftMinutes
  void describe(Fields&);
};

// Row 10. The leadership takes the report.
struct ReturnReport {
  std::string reason;
  void describe(Fields&);
};
struct AcceptReport {
  std::string note, late_reason;
  void describe(Fields&);
};

// Beside the rows: words and files between the office and the citizen, at any open state.
struct SendMessage {
  std::string text;
  std::vector<FileId> evidence;
  void describe(Fields&);
};

using Command =
    std::variant<SubmitComplaint, Register, SubmitToLeadership, NoteDisposition, AcceptDisposition, AskLegalOpinion,
                 AttachLegalOpinion, ReportAnalysis, ReturnAnalysis, SchedulePlenary, DraftMinutes, ConfirmMinutes,
                 RecordDecision, PostponePlenary, DraftAnswer, InitialAnswer, ReturnAnswer, SignAnswer, DeliverAnswer,
                 RecordReceipt, StartFollowUp, ReportFollowUp, ReturnReport, AcceptReport, SendMessage, VoidAnswer>;

// In the order of the variant: CommandKind(command.index()) is the kind of a command.
enum class CommandKind {
  SubmitComplaint,
  Register,
  SubmitToLeadership,
  NoteDisposition,
  AcceptDisposition,
  AskLegalOpinion,
  AttachLegalOpinion,
  ReportAnalysis,
  ReturnAnalysis,
  SchedulePlenary,
  DraftMinutes,
  ConfirmMinutes,
  RecordDecision,
  PostponePlenary,
  DraftAnswer,
  InitialAnswer,
  ReturnAnswer,
  SignAnswer,
  DeliverAnswer,
  RecordReceipt,
  StartFollowUp,
  ReportFollowUp,
  ReturnReport,
  AcceptReport,
  SendMessage,
  VoidAnswer,
};

inline CommandKind kind(const Command& command) { return static_cast<CommandKind>(command.index()); }

// An empty command of that kind, to be filled by a reader of its fields.
Command make_command(CommandKind);

// Lets `fields` read or write the members of whatever command it is.
void describe(Command&, Fields&);

}  // namespace dumas::complaint

namespace dumas {
template <>
struct Names<complaint::CommandKind> {
  using E = complaint::CommandKind;
  static constexpr std::array<std::pair<E, std::string_view>, 26> table{{
      {E::SubmitComplaint, "submit_complaint"},
      {E::Register, "register"},
      {E::SubmitToLeadership, "submit_to_leadership"},
      {E::NoteDisposition, "note_disposition"},
      {E::AcceptDisposition, "accept_disposition"},
      {E::AskLegalOpinion, "ask_legal_opinion"},
      {E::AttachLegalOpinion, "attach_legal_opinion"},
      {E::ReportAnalysis, "report_analysis"},
      {E::ReturnAnalysis, "return_analysis"},
      {E::SchedulePlenary, "schedule_plenary"},
      {E::DraftMinutes, "draft_minutes"},
      {E::ConfirmMinutes, "confirm_minutes"},
      {E::RecordDecision, "record_decision"},
      {E::PostponePlenary, "postpone_plenary"},
      {E::DraftAnswer, "draft_answer"},
      {E::InitialAnswer, "initial_answer"},
      {E::ReturnAnswer, "return_answer"},
      {E::SignAnswer, "sign_answer"},
      {E::DeliverAnswer, "deliver_answer"},
      {E::RecordReceipt, "record_receipt"},
      {E::StartFollowUp, "start_follow_up"},
      {E::ReportFollowUp, "report_follow_up"},
      {E::ReturnReport, "return_report"},
      {E::AcceptReport, "accept_report"},
      {E::SendMessage, "send_message"},
      {E::VoidAnswer, "void_answer"},
  }};
};
}  // namespace dumas
