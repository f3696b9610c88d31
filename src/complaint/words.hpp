// The words of the procedure: roles, states, documents, channels (GLOSSARY.md has the Indonesian for each).
// Included by everything that speaks of a case.
#pragma once

#include "base/names.hpp"

namespace dumas::complaint {

// Who acts. REPORTER is the citizen; TIMER is the program's own clock.
enum class Role {
  Reporter,
  FrontDesk,
  OnlineOperator,
  ComplaintUnit,
  Secretary,
  Chair,
  Commissioner,
  LegalDivision,
  SubsectionHead,
  Ppid,
  IntegrityTeam,
  Admin,
  Auditor,
  Timer,
};

// The states of a case. The first thirteen are the SOP's main road; the others belong to its side branches.
enum class Status {
  Received,
  Registered,
  Submitted,
  Disposed,
  UnderAnalysis,
  Analysed,
  PlenaryScheduled,
  Decided,
  AnswerReady,
  Answered,
  FollowUp,
  FollowUpReported,
  Closed,
  AwaitingReporter,
  Forwarded,
  Redirected,
  Merged,
  Withdrawn,
  Rejected,
  Lapsed,
  Objection,
};

// How many of a step's actors must act before the step is done (SOP column "Keterangan": "&" or "/").
enum class ActorRule { Any, All, Sequence, Quorum };

// The kelengkapan and outputs of the SOP, and the papers around them.
enum class DocumentType {
  ComplaintForm,
  Reporter,
  RegisterEntry,
  ComplaintReceipt,
  Disposition,
  DispositionNote,
  ComplaintFile,
  LegalQuestion,
  LegalOpinion,
  Analysis,
  AnalysisReturn,
  ReviewNote,
  Invitation,
  AttendanceList,
  PlenaryMinutes,
  Postponement,
  AnswerLetter,
  AnswerReturn,
  DeliveryProof,
  Receipt,
  FollowUpPlan,
  ActivityMemo,
  MeetingNotes,
  ReportReturn,
  ClosingNote,
  Message,
  Attachment,
};

enum class Channel { Counter, Letter, SuggestionBox, Phone, Whatsapp, Email, Web, Lapor, SocialMedia, Referral };

// How much of himself the citizen shows: his name, his name kept secret, or nothing.
enum class Disclosure { Named, Secret, Anonymous };

enum class Category {
  VoterData,
  NikMisuse,
  AdhocRecruitment,
  AdhocEthics,
  AdhocHonorarium,
  StaffConduct,
  ServiceDelay,
  WebsiteSystem,
  LogisticsTps,
  Accessibility,
  Candidacy,
  Campaign,
  ResultDispute,
  PartyVerification,
  Procurement,
  Gratification,
  CommissionerEthics,
  InformationRequest,
  Suggestion,
  Other,
};

enum class Urgency { Ordinary, Urgent, VeryUrgent };
enum class Secrecy { Open, Limited, Confidential, StrictlyConfidential };

// What a leader can tick on the disposition sheet.
enum class Instruction {
  ForInformation,
  Study,
  FollowUp,
  Coordinate,
  PrepareAnswer,
  DiscussInPlenary,
  Represent,
  Archive
};
enum class Target { Secretary, Chair, LegalDivision, ComplaintUnit, SubsectionHead, Commissioners };

enum class Authority { Own, Shared, OtherBody };
enum class PlenaryMode { Routine, Special, Coordination };
enum class Openness { Closed, Open };

// What the plenary decided to do (domain: "resolution").
enum class Resolution { Answer, Mediation, JointSettlement, Clarification, Dialogue, Forward, Reject, InternalAction };

enum class DeliveryChannel { Counter, Post, Email, Portal, FailedAttempts };
enum class ActivityKind { Dialogue, Mediation, Clarification };
enum class Outcome { Agreed, Failed, NoShow };

// The papers that Dumas prints (SOP documents, domain 3.2), each from one template of papers/.
enum class PaperKind {
  BlankForm,
  ComplaintForm,
  ComplaintReceipt,
  RegisterEntry,
  DispositionSheet,
  Analysis,
  CaseNote,
  Invitation,
  AttendanceList,
  PlenaryMinutes,
  AnswerLetter,
  DeliveryProof,
  AnswerReceipt,
  ActivityPlan,
  ActivityMemo,
  MeetingNotes,
  FollowUpReport,
  CompletionLetter,
  ForwardingLetter,
  RejectionLetter,
  MonthlyRecap,
  IncomingBook,
  OutgoingBook,
};

enum class PaperSize { A4, F4 };  // F4: 215 x 330 mm, still common in offices

// How a paper is signed: by hand on paper and scanned back; approved inside the program, which is no certified
// signature; or with a certificate (PAdES).
enum class SigningMode { WetInk, Internal, Certified };

// In whose name an officer acts: his own office, or as Plh. (daily acting) or Plt. (acting) of another's.
enum class Capacity { Own, Plh, Plt };

}  // namespace dumas::complaint

namespace dumas {
#define DUMAS_NAMES(Enum, Count, ...)                                                        \
  template <>                                                                                \
  struct Names<complaint::Enum> {                                                            \
    using E = complaint::Enum;                                                               \
    static constexpr std::array<std::pair<E, std::string_view>, Count> table{{__VA_ARGS__}}; \
  }

DUMAS_NAMES(Role, 14, {E::Reporter, "REPORTER"}, {E::FrontDesk, "FRONT_DESK"}, {E::OnlineOperator, "ONLINE_OPERATOR"},
            {E::ComplaintUnit, "COMPLAINT_UNIT"}, {E::Secretary, "SECRETARY"}, {E::Chair, "CHAIR"},
            {E::Commissioner, "COMMISSIONER"}, {E::LegalDivision, "LEGAL_DIVISION"},
            {E::SubsectionHead, "SUBSECTION_HEAD"}, {E::Ppid, "PPID"}, {E::IntegrityTeam, "INTEGRITY_TEAM"},
            {E::Admin, "ADMIN"}, {E::Auditor, "AUDITOR"}, {E::Timer, "TIMER"});
DUMAS_NAMES(Status, 21, {E::Received, "RECEIVED"}, {E::Registered, "REGISTERED"}, {E::Submitted, "SUBMITTED"},
            {E::Disposed, "DISPOSED"}, {E::UnderAnalysis, "UNDER_ANALYSIS"}, {E::Analysed, "ANALYSED"},
            {E::PlenaryScheduled, "PLENARY_SCHEDULED"}, {E::Decided, "DECIDED"}, {E::AnswerReady, "ANSWER_READY"},
            {E::Answered, "ANSWERED"}, {E::FollowUp, "FOLLOW_UP"}, {E::FollowUpReported, "FOLLOW_UP_REPORTED"},
            {E::Closed, "CLOSED"}, {E::AwaitingReporter, "AWAITING_REPORTER"}, {E::Forwarded, "FORWARDED"},
            {E::Redirected, "REDIRECTED"}, {E::Merged, "MERGED"}, {E::Withdrawn, "WITHDRAWN"},
            {E::Rejected, "REJECTED"}, {E::Lapsed, "LAPSED"}, {E::Objection, "OBJECTION"});
DUMAS_NAMES(ActorRule, 4, {E::Any, "ANY"}, {E::All, "ALL"}, {E::Sequence, "SEQUENCE"}, {E::Quorum, "QUORUM"});
DUMAS_NAMES(DocumentType, 27, {E::ComplaintForm, "COMPLAINT_FORM"}, {E::Reporter, "REPORTER"},
            {E::RegisterEntry, "REGISTER_ENTRY"}, {E::ComplaintReceipt, "COMPLAINT_RECEIPT"},
            {E::Disposition, "DISPOSITION"}, {E::DispositionNote, "DISPOSITION_NOTE"},
            {E::ComplaintFile, "COMPLAINT_FILE"}, {E::LegalQuestion, "LEGAL_QUESTION"},
            {E::LegalOpinion, "LEGAL_OPINION"}, {E::Analysis, "ANALYSIS"}, {E::AnalysisReturn, "ANALYSIS_RETURN"},
            {E::ReviewNote, "REVIEW_NOTE"}, {E::Invitation, "INVITATION"}, {E::AttendanceList, "ATTENDANCE_LIST"},
            {E::PlenaryMinutes, "PLENARY_MINUTES"}, {E::Postponement, "POSTPONEMENT"},
            {E::AnswerLetter, "ANSWER_LETTER"}, {E::AnswerReturn, "ANSWER_RETURN"},
            {E::DeliveryProof, "DELIVERY_PROOF"}, {E::Receipt, "RECEIPT"}, {E::FollowUpPlan, "FOLLOW_UP_PLAN"},
            {E::ActivityMemo, "ACTIVITY_MEMO"}, {E::MeetingNotes, "MEETING_NOTES"}, {E::ReportReturn, "REPORT_RETURN"},
            {E::ClosingNote, "CLOSING_NOTE"}, {E::Message, "MESSAGE"}, {E::Attachment, "ATTACHMENT"});
DUMAS_NAMES(Channel, 10, {E::Counter, "COUNTER"}, {E::Letter, "LETTER"}, {E::SuggestionBox, "SUGGESTION_BOX"},
            {E::Phone, "PHONE"}, {E::Whatsapp, "WHATSAPP"}, {E::Email, "EMAIL"}, {E::Web, "WEB"}, {E::Lapor, "LAPOR"},
            {E::SocialMedia, "SOCIAL_MEDIA"}, {E::Referral, "REFERRAL"});
DUMAS_NAMES(Disclosure, 3, {E::Named, "NAMED"}, {E::Secret, "SECRET"}, {E::Anonymous, "ANONYMOUS"});
DUMAS_NAMES(Category, 20, {E::VoterData, "VOTER_DATA"}, {E::NikMisuse, "NIK_MISUSE"},
            {E::AdhocRecruitment, "ADHOC_RECRUITMENT"}, {E::AdhocEthics, "ADHOC_ETHICS"},
            {E::AdhocHonorarium, "ADHOC_HONORARIUM"}, {E::StaffConduct, "STAFF_CONDUCT"},
            {E::ServiceDelay, "SERVICE_DELAY"}, {E::WebsiteSystem, "WEBSITE_SYSTEM"},
            {E::LogisticsTps, "LOGISTICS_TPS"}, {E::Accessibility, "ACCESSIBILITY"}, {E::Candidacy, "CANDIDACY"},
            {E::Campaign, "CAMPAIGN"}, {E::ResultDispute, "RESULT_DISPUTE"},
            {E::PartyVerification, "PARTY_VERIFICATION"}, {E::Procurement, "PROCUREMENT"},
            {E::Gratification, "GRATIFICATION"}, {E::CommissionerEthics, "COMMISSIONER_ETHICS"},
            {E::InformationRequest, "INFORMATION_REQUEST"}, {E::Suggestion, "SUGGESTION"}, {E::Other, "OTHER"});
DUMAS_NAMES(Urgency, 3, {E::Ordinary, "ORDINARY"}, {E::Urgent, "URGENT"}, {E::VeryUrgent, "VERY_URGENT"});
DUMAS_NAMES(Secrecy, 4, {E::Open, "OPEN"}, {E::Limited, "LIMITED"}, {E::Confidential, "CONFIDENTIAL"},
            {E::StrictlyConfidential, "STRICTLY_CONFIDENTIAL"});
DUMAS_NAMES(Instruction, 8, {E::ForInformation, "FOR_INFORMATION"}, {E::Study, "STUDY"}, {E::FollowUp, "FOLLOW_UP"},
            {E::Coordinate, "COORDINATE"}, {E::PrepareAnswer, "PREPARE_ANSWER"},
            {E::DiscussInPlenary, "DISCUSS_IN_PLENARY"}, {E::Represent, "REPRESENT"}, {E::Archive, "ARCHIVE"});
DUMAS_NAMES(Target, 6, {E::Secretary, "SECRETARY"}, {E::Chair, "CHAIR"}, {E::LegalDivision, "LEGAL_DIVISION"},
            {E::ComplaintUnit, "COMPLAINT_UNIT"}, {E::SubsectionHead, "SUBSECTION_HEAD"},
            {E::Commissioners, "COMMISSIONERS"});
DUMAS_NAMES(Authority, 3, {E::Own, "OWN"}, {E::Shared, "SHARED"}, {E::OtherBody, "OTHER_BODY"});
DUMAS_NAMES(PlenaryMode, 3, {E::Routine, "ROUTINE"}, {E::Special, "SPECIAL"}, {E::Coordination, "COORDINATION"});
DUMAS_NAMES(Openness, 2, {E::Closed, "CLOSED"}, {E::Open, "OPEN"});
DUMAS_NAMES(Resolution, 8, {E::Answer, "ANSWER"}, {E::Mediation, "MEDIATION"}, {E::JointSettlement, "JOINT_SETTLEMENT"},
            {E::Clarification, "CLARIFICATION"}, {E::Dialogue, "DIALOGUE"}, {E::Forward, "FORWARD"},
            {E::Reject, "REJECT"}, {E::InternalAction, "INTERNAL_ACTION"});
DUMAS_NAMES(DeliveryChannel, 5, {E::Counter, "COUNTER"}, {E::Post, "POST"}, {E::Email, "EMAIL"}, {E::Portal, "PORTAL"},
            {E::FailedAttempts, "FAILED_ATTEMPTS"});
DUMAS_NAMES(ActivityKind, 3, {E::Dialogue, "DIALOGUE"}, {E::Mediation, "MEDIATION"},
            {E::Clarification, "CLARIFICATION"});
DUMAS_NAMES(Outcome, 3, {E::Agreed, "AGREED"}, {E::Failed, "FAILED"}, {E::NoShow, "NO_SHOW"});
DUMAS_NAMES(PaperKind, 23, {E::BlankForm, "blank_form"}, {E::ComplaintForm, "complaint_form"},
            {E::ComplaintReceipt, "complaint_receipt"}, {E::RegisterEntry, "register_entry"},
            {E::DispositionSheet, "disposition_sheet"}, {E::Analysis, "analysis"}, {E::CaseNote, "case_note"},
            {E::Invitation, "invitation"}, {E::AttendanceList, "attendance_list"},
            {E::PlenaryMinutes, "plenary_minutes"}, {E::AnswerLetter, "answer_letter"},
            {E::DeliveryProof, "delivery_proof"}, {E::AnswerReceipt, "answer_receipt"},
            {E::ActivityPlan, "activity_plan"}, {E::ActivityMemo, "activity_memo"}, {E::MeetingNotes, "meeting_notes"},
            {E::FollowUpReport, "follow_up_report"}, {E::CompletionLetter, "completion_letter"},
            {E::ForwardingLetter, "forwarding_letter"}, {E::RejectionLetter, "rejection_letter"},
            {E::MonthlyRecap, "monthly_recap"}, {E::IncomingBook, "incoming_book"}, {E::OutgoingBook, "outgoing_book"});
DUMAS_NAMES(PaperSize, 2, {E::A4, "A4"}, {E::F4, "F4"});
DUMAS_NAMES(SigningMode, 3, {E::WetInk, "WET_INK"}, {E::Internal, "INTERNAL"}, {E::Certified, "CERTIFIED"});
DUMAS_NAMES(Capacity, 3, {E::Own, "OWN"}, {E::Plh, "PLH"}, {E::Plt, "PLT"});
#undef DUMAS_NAMES
}  // namespace dumas
