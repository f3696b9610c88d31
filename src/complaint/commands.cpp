// The fields of each command: names as in forms and JSON, which are required, and how long they may be.
// What depends on the case's state or on another field is a guard and stands with the step's rules.
#include "complaint/commands.hpp"

#include <array>

namespace dumas::complaint {
namespace {
constexpr std::size_t story_length = 20'000;  // about seven printed pages
constexpr std::size_t paper_length = 20'000;
constexpr std::size_t note_length = 2'000;
constexpr std::size_t list_length = 50;
constexpr std::size_t file_limit = 10;  // issue: up to 10 files

constexpr FieldSpec line(std::string_view name, Need need = Need::Optional, std::size_t max = 300) {
  return {name, need, Shape::Line, max};
}
constexpr FieldSpec paragraph(std::string_view name, Need need = Need::Optional, std::size_t max = paper_length) {
  return {name, need, Shape::Paragraph, max};
}
}  // namespace

void SubmitComplaint::describe(Fields& f) {
  f.one_of(line("channel", Need::Required), channel);
  f.text(line("subject", Need::Required, 200), subject);
  f.text(paragraph("story", Need::Required, story_length), story);
  f.text(line("place"), place);
  f.text(line("occurred"), occurred);
  f.text(paragraph("respondent", Need::Optional, 500), respondent);
  f.text(paragraph("loss", Need::Optional, note_length), loss);
  f.text(paragraph("wish", Need::Optional, note_length), wish);
  f.text(paragraph("reported_elsewhere", Need::Optional, 500), reported_elsewhere);
  f.text(line("letter_number", Need::Optional, 100), letter_number);
  f.date(line("letter_date"), letter_date);
  f.one_of(line("disclosure", Need::Required), disclosure);
  f.text(line("name", Need::Optional, 200), name);
  f.text(line("identity_number", Need::Optional, 40), identity_number);
  f.text(paragraph("address", Need::Optional, 500), address);
  f.text(line("phone", Need::Optional, 40), phone);
  f.text(line("email", Need::Optional, 254), email);
  f.text(line("occupation", Need::Optional, 100), occupation);
  f.text(paragraph("assistance", Need::Optional, 500), assistance);
  f.flag(line("read_back"), read_back);
  f.files(line("evidence", Need::Optional, file_limit), evidence);
}

void Register::describe(Fields& f) {
  f.text(line("subject", Need::Required, 200), subject);
  f.text(paragraph("summary", Need::Optional, note_length), summary);
  f.one_of(line("category", Need::Required), category);
  f.text(line("class_code", Need::Optional, 20), class_code);
  f.one_of(line("urgency", Need::Required), urgency);
  f.one_of(line("secrecy", Need::Required), secrecy);
  f.text(paragraph("note", Need::Optional, note_length), note);
}

void SubmitToLeadership::describe(Fields& f) { f.text(paragraph("note", Need::Optional, note_length), note); }

void NoteDisposition::describe(Fields& f) {
  f.many_of(line("instructions", Need::Required), instructions);
  f.many_of(line("targets", Need::Required), targets);
  f.text(paragraph("note", Need::Optional, note_length), note);
}

void AcceptDisposition::describe(Fields&) {}

void AskLegalOpinion::describe(Fields& f) { f.text(paragraph("question", Need::Required), question); }

void AttachLegalOpinion::describe(Fields& f) { f.text(paragraph("opinion", Need::Required), opinion); }

void ReportAnalysis::describe(Fields& f) {
  f.text(paragraph("subject", Need::Required, note_length), subject);
  f.text(paragraph("facts", Need::Required), facts);
  f.text(paragraph("legal_basis", Need::Required), legal_basis);
  f.one_of(line("authority", Need::Required), authority);
  f.text(line("authority_target"), authority_target);
  f.text(paragraph("analysis", Need::Required), analysis);
  f.texts(paragraph("options", Need::Required, list_length), options);
  f.text(paragraph("recommendation", Need::Required), recommendation);
  f.text(paragraph("opinion_waiver", Need::Optional, note_length), opinion_waiver);
}

void ReturnAnalysis::describe(Fields& f) { f.text(paragraph("reason", Need::Optional, note_length), reason); }

void SchedulePlenary::describe(Fields& f) {
  f.text(paragraph("review_note", Need::Required, note_length), review_note);
  f.meeting(line("meeting"), meeting);
}

void DraftMinutes::describe(Fields& f) {
  f.texts(paragraph("points", Need::Required, list_length), points);
  f.text(paragraph("discussion", Need::Required), discussion);
  f.one_of(line("resolution", Need::Required), resolution);
  f.texts(paragraph("decision", Need::Required, list_length), decision);
  f.integer(line("in_favour", Need::Required, 99), in_favour);
  f.integer(line("against", Need::Optional, 99), against);
  f.integer(line("abstained", Need::Optional, 99), abstained);
  f.text(line("number", Need::Optional, 100), number);
}

void ConfirmMinutes::describe(Fields&) {}
void RecordDecision::describe(Fields&) {}

void PostponePlenary::describe(Fields& f) {
  f.text(paragraph("reason", Need::Optional, note_length), reason);
  f.meeting(line("meeting"), meeting);
}

void DraftAnswer::describe(Fields& f) {
  f.texts(paragraph("findings", Need::Required, list_length), findings);
  f.texts(paragraph("legal_basis", Need::Required, list_length), legal_basis);
  f.text(paragraph("decision", Need::Required), decision);
  f.text(paragraph("next_steps", Need::Required), next_steps);
  // The signatory is one of the leadership; the office's settings propose one by category.
  static constexpr std::array<std::string_view, 2> leaders{"SECRETARY", "CHAIR"};
  std::string word{signatory ? name(*signatory) : std::string_view{}};
  f.choice(line("signatory", Need::Required), leaders, word);
  signatory = from_name<Role>(word);
  f.texts(paragraph("copies", Need::Optional, list_length), copies);
}

void InitialAnswer::describe(Fields&) {}
void ReturnAnswer::describe(Fields& f) { f.text(paragraph("reason", Need::Optional, note_length), reason); }
void SignAnswer::describe(Fields& f) { f.text(line("number", Need::Optional, 100), number); }

void DeliverAnswer::describe(Fields& f) {
  f.one_of(line("channel", Need::Required), channel);
  f.text(line("received_by", Need::Optional, 200), received_by);
  f.text(line("relation", Need::Optional, 100), relation);
  f.text(paragraph("proof", Need::Optional, note_length), proof);
  f.texts(paragraph("attempts", Need::Optional, list_length), attempts);
  f.files(line("evidence", Need::Optional, file_limit), evidence);
}

void RecordReceipt::describe(Fields& f) {
  f.text(line("received_by", Need::Optional, 200), received_by);
  f.text(line("relation", Need::Optional, 100), relation);
  f.text(paragraph("proof", Need::Optional, note_length), proof);
  f.texts(paragraph("attempts", Need::Optional, list_length), attempts);
  f.files(line("evidence", Need::Optional, file_limit), evidence);
}

void StartFollowUp::describe(Fields& f) {
  f.one_of(line("kind", Need::Required), kind);
  f.date(line("date", Need::Required), date);
  f.text(line("time", Need::Optional, 20), time);
  f.text(line("place", Need::Required), place);
  f.texts(paragraph("participants", Need::Required, list_length), participants);
  f.text(paragraph("preparation", Need::Optional, note_length), preparation);
}

void ReportFollowUp::describe(Fields& f) {
  f.text(paragraph("no_event_reason", Need::Optional, note_length), no_event_reason);
  f.text(line("chaired_by", Need::Optional, 200), chaired_by);
  f.text(line("note_taker", Need::Optional, 200), note_taker);
  f.texts(paragraph("attendance", Need::Optional, 200), attendance);
  f.text(paragraph("proceedings"), proceedings);
  f.text(paragraph("agreements"), agreements);
  f.one_of(line("outcome"), outcome);
  f.text(paragraph("results", Need::Required), results);
  f.text(paragraph("obstacles", Need::Optional, note_length), obstacles);
  f.text(paragraph("recommendation", Need::Required), recommendation);
  f.text(line("number", Need::Optional, 100), number);
}

void ReturnReport::describe(Fields& f) { f.text(paragraph("reason", Need::Optional, note_length), reason); }

void AcceptReport::describe(Fields& f) {
  f.text(paragraph("note", Need::Optional, note_length), note);
  f.text(paragraph("late_reason", Need::Optional, note_length), late_reason);
}

void VoidAnswer::describe(Fields& f) { f.text(paragraph("reason", Need::Required, note_length), reason); }
void SendMessage::describe(Fields& f) {
  f.text(paragraph("text", Need::Required, note_length), text);
  f.files(line("evidence", Need::Optional, file_limit), evidence);
}

namespace {
template <std::size_t... Index>
Command make_at(std::size_t wanted, std::index_sequence<Index...>) {
  Command command;
  (void)((Index == wanted ? (command.emplace<Index>(), true) : false) || ...);
  return command;
}
}  // namespace

Command make_command(CommandKind wanted) {
  return make_at(static_cast<std::size_t>(wanted), std::make_index_sequence<std::variant_size_v<Command>>{});
}

void describe(Command& command, Fields& fields) {
  std::visit([&fields](auto& any) { any.describe(fields); }, command);
}

}  // namespace dumas::complaint
