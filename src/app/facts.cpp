#include "app/facts.hpp"

#include "documents/numbering.hpp"
#include "store/event_log.hpp"
#include "store/papers.hpp"

namespace dumas::app {
namespace {

using complaint::FieldSpec;

// Walks a command's fields and notes what points outside.
class ReferenceCollector : public complaint::Fields {
 public:
  References found;

  void text(const FieldSpec& spec, std::string& value) override {
    if (spec.name == "number") found.number = value;
  }
  void texts(const FieldSpec&, std::vector<std::string>&) override {}
  void integer(const FieldSpec&, std::int64_t&) override {}
  void date(const FieldSpec&, std::optional<Date>&) override {}
  void flag(const FieldSpec&, bool&) override {}
  void choice(const FieldSpec&, std::span<const std::string_view>, std::string&) override {}
  void choices(const FieldSpec&, std::span<const std::string_view>, std::vector<std::string>&) override {}
  void files(const FieldSpec&, std::vector<FileId>& ids) override {
    found.files.insert(found.files.end(), ids.begin(), ids.end());
  }
  void users(const FieldSpec&, std::vector<UserId>&) override {}
  void user(const FieldSpec&, UserId&) override {}
  void meeting(const FieldSpec&, MeetingId& id) override { found.meeting = id; }
};

std::optional<store::NumberKind> number_kind(complaint::CommandKind command) {
  switch (command) {
    case complaint::CommandKind::DraftMinutes: return store::NumberKind::Minutes;
    case complaint::CommandKind::SignAnswer: return store::NumberKind::Answer;
    case complaint::CommandKind::ReportFollowUp: return store::NumberKind::Memo;
    default:  // NOLINT: the other commands give no number that could be typed by hand
      return std::nullopt;
  }
}

struct Paper {
  const std::string& pattern;
  const std::string& type;
};

Paper paper(const complaint::OfficeSettings& office, store::NumberKind kind) {
  static const std::string none;
  switch (kind) {
    case store::NumberKind::Register: return {office.numbers.register_entry, none};
    case store::NumberKind::Answer: return {office.numbers.answer, office.type_answer};
    case store::NumberKind::Minutes: return {office.numbers.minutes, office.type_minutes};
    case store::NumberKind::Memo: return {office.numbers.memo, office.type_memo};
    case store::NumberKind::Invitation: return {office.numbers.invitation, office.type_invitation};
  }
  return {none, none};
}

// Where letters are signed with a certificate, one without that signature has not left its signer's desk.
bool letter_uncertified(Application& app, store::Connection& connection, const complaint::State& state) {
  using complaint::PaperKind;
  if (app.settings().signing.mode(PaperKind::AnswerLetter) != complaint::SigningMode::Certified) return false;
  const auto letter = state.documents.find(complaint::DocumentType::AnswerLetter);
  return letter != state.documents.end() &&
         store::find_due_paper(connection, letter->second, PaperKind::AnswerLetter).has_value();
}

}  // namespace

References references_of(complaint::Command command) {
  ReferenceCollector collector;
  complaint::describe(command, collector);
  return collector.found;
}

complaint::NextNumber next_number(Application& app, store::Connection& connection, store::NumberKind kind,
                                  const std::string& class_code, Instant now) {
  const auto& office = app.settings();
  const Date today = local_date(now, office.zone);
  const auto year = static_cast<int>(year_month_day_of(today).year());
  const auto [text, type] = paper(office, kind);
  const auto pattern = documents::parse_pattern(text);
  complaint::NextNumber next{.sequence = store::next_in_sequence(connection, office.code, kind, year), .year = year};
  // A number taken by hand may equal what the counter would print: the counter steps over it.
  for (;; ++next.sequence) {
    next.text = documents::format_number(pattern.value(),
                                         {.sequence = static_cast<long>(next.sequence),
                                          .classification = class_code.empty() ? office.class_code : class_code,
                                          .type = type,
                                          .region = office.code,
                                          .unit = office.unit,
                                          .date = today});
    if (!store::number_taken(connection, office.code, kind, next.text)) return next;
  }
}

complaint::Facts gather_facts(Application& app, store::Connection& connection, const complaint::State& state,
                              const complaint::Actor& actor, complaint::CommandKind command,
                              const References& references, Instant now) {
  using complaint::CommandKind;
  complaint::Facts facts;
  facts.now = now;
  facts.actor = actor;
  facts.sop = &app.sops().of(state.sop_version);
  facts.calendar = &app.calendar();
  facts.office = &app.settings();
  const MeetingId meeting = references.meeting ? references.meeting : state.meeting;
  if (meeting)
    if (const auto found = store::load_meeting(connection, meeting); found.version > 0)
      facts.meeting = complaint::facts_of(found);
  if (command == CommandKind::Register)
    facts.next_register = next_number(app, connection, store::NumberKind::Register, "", now);
  if (command == CommandKind::DeliverAnswer) facts.letter_uncertified = letter_uncertified(app, connection, state);
  const auto kind = number_kind(command);
  if (!kind) return facts;
  const auto next = next_number(app, connection, *kind, state.class_code, now);
  facts.next_minutes = facts.next_answer = facts.next_memo = next;  // only the command's own is read
  facts.number_taken = store::number_taken(connection, app.office(), *kind, references.number);
  return facts;
}

std::vector<UserId> plenary_members(store::Connection& connection, std::string_view office) {
  auto select = connection.prepare(
      "SELECT DISTINCT users.id FROM users JOIN user_roles ON user_roles.user = users.id "
      "WHERE users.office = ?1 AND users.disabled_at IS NULL AND user_roles.role IN ('CHAIR', 'COMMISSIONER') ORDER BY "
      "users.id");
  select.bind(1, office);
  std::vector<UserId> members;
  while (select.step()) members.push_back(UserId{select.integer(0)});
  return members;
}

}  // namespace dumas::app
