// One function per command, grouped by SOP row in the .cpp of that row. Included by decide.cpp and those files only.
#pragma once

#include "complaint/decide.hpp"

namespace dumas::complaint::steps {

Result<Decision> decide(const State&, const SubmitComplaint&, const Facts&);     // intake.cpp, row 1
Result<Decision> decide(const State&, const Register&, const Facts&);            // registration.cpp, row 1
Result<Decision> decide(const State&, const SubmitToLeadership&, const Facts&);  // disposition.cpp, rows 2-3
Result<Decision> decide(const State&, const NoteDisposition&, const Facts&);
Result<Decision> decide(const State&, const AcceptDisposition&, const Facts&);  // analysis.cpp, row 4
Result<Decision> decide(const State&, const AskLegalOpinion&, const Facts&);
Result<Decision> decide(const State&, const AttachLegalOpinion&, const Facts&);
Result<Decision> decide(const State&, const ReportAnalysis&, const Facts&);
Result<Decision> decide(const State&, const ReturnAnalysis&, const Facts&);  // review.cpp, row 5
Result<Decision> decide(const State&, const SchedulePlenary&, const Facts&);
Result<Decision> decide(const State&, const DraftMinutes&, const Facts&);  // plenary.cpp, row 6
Result<Decision> decide(const State&, const ConfirmMinutes&, const Facts&);
Result<Decision> decide(const State&, const RecordDecision&, const Facts&);
Result<Decision> decide(const State&, const PostponePlenary&, const Facts&);
Result<Decision> decide(const State&, const DraftAnswer&, const Facts&);  // answer.cpp, row 7
Result<Decision> decide(const State&, const InitialAnswer&, const Facts&);
Result<Decision> decide(const State&, const ReturnAnswer&, const Facts&);
Result<Decision> decide(const State&, const SignAnswer&, const Facts&);
Result<Decision> decide(const State&, const DeliverAnswer&, const Facts&);  // delivery.cpp, row 8
Result<Decision> decide(const State&, const RecordReceipt&, const Facts&);
Result<Decision> decide(const State&, const StartFollowUp&, const Facts&);  // follow_up.cpp, row 9
Result<Decision> decide(const State&, const ReportFollowUp&, const Facts&);
Result<Decision> decide(const State&, const ReturnReport&, const Facts&);  // closing.cpp, row 10
Result<Decision> decide(const State&, const AcceptReport&, const Facts&);
Result<Decision> decide(const State&, const VoidAnswer&, const Facts&);   // answer.cpp
Result<Decision> decide(const State&, const SendMessage&, const Facts&);  // messages.cpp

// An event of now by the acting person.
[[nodiscard]] NewEvent happened(const Facts&, EventData, std::vector<RecordDraft> drafts = {});

// The same, completing the SOP row of that kind: carries the row's number and how late it is.
[[nodiscard]] NewEvent completed(const State&, const Facts&, StepKey, EventData, std::vector<RecordDraft> drafts = {});

// MISSING_DOC:{type} for the first kelengkapan of the row that the case does not have.
[[nodiscard]] Checked require_documents(const State&, const Sop&, StepKey);
[[nodiscard]] Refusal missing_document(DocumentType);
// How many lines of a list say something. The doors drop empty ones, but a rule relies on no door.
[[nodiscard]] std::size_t filled(const std::vector<std::string>&);
[[nodiscard]] Refusal invalid(std::string_view field, std::string_view key, std::vector<std::string> arguments = {});
// REASON_REQUIRED beside that field.
[[nodiscard]] Refusal reason_required(std::string_view field = "reason");

// Which of the row's leaders still have to act once `acted` did; empty: the row's rule is met.
[[nodiscard]] std::vector<Role> still_to_act(const Step&, const std::vector<Role>& acted);
// ACTOR_RULE_PENDING:{role} when the row's rule makes this role wait for another; WRONG_STATE when it has acted already.
[[nodiscard]] Checked may_act_now(const Step&, const std::vector<Role>& acted, Role);

// Whether a typed text can be a letter number or a class code: at most 100 letters, digits and . - / _ ( ) with a
// digit among them and no space. Events keep both, and events keep no words that somebody typed.
[[nodiscard]] bool looks_like_number(std::string_view text);

// The number typed by hand, or the counter's next. Refusals NUMBER_TAKEN, INVALID_INPUT.
[[nodiscard]] Result<NextNumber> choose_number(const std::string& typed, const NextNumber& next, const Facts&);

}  // namespace dumas::complaint::steps
