#include "store/projections.hpp"

#include "complaint/deadlines.hpp"
#include "complaint/tasks.hpp"
#include "store/damage.hpp"
#include "store/numbers.hpp"
#include "store/papers.hpp"

namespace dumas::store {
namespace {

using complaint::DocumentType;
using complaint::Event;
using complaint::State;

std::int64_t days(Date date) { return date.time_since_epoch().count(); }

template <class E>
std::optional<std::string_view> word_of(const std::optional<E>& value) {
  if (!value) return std::nullopt;
  return name(*value);
}

std::optional<std::int64_t> millis(const std::optional<Instant>& at) {
  if (!at) return std::nullopt;
  return to_millis(*at);
}

std::optional<std::int64_t> record(const State& state, DocumentType type) {
  const auto found = state.documents.find(type);
  if (found == state.documents.end()) return std::nullopt;
  return found->second.value;
}

template <class List, class Word>
std::string joined(const List& list, Word word) {
  std::string text;
  for (const auto& entry : list) {
    if (!text.empty()) text += ',';
    text += word(entry);
  }
  return text;
}

struct Due {
  std::optional<std::int64_t> step, row, answer, last;
};

Due due_columns(const State& state, const complaint::Sop& sop) {
  Due due;
  const auto current = complaint::current_step(state.status);
  if (current) due.row = sop.step(*current).number;
  if (current)
    if (const auto date = complaint::due_of(state, sop, *current)) due.step = days(*date);
  if (const auto date = complaint::due_of(state, sop, complaint::StepKey::Delivery)) due.answer = days(*date);
  if (!state.due.empty()) due.last = days(state.due.back());
  return due;
}

void give_numbers(Connection& connection, std::string_view office, const State& state, const Event& event,
                  std::int64_t id) {
  const auto keep = [&](NumberKind kind, std::int64_t year, std::int64_t sequence, const std::string& text) {
    keep_number(connection, office,
                {.kind = kind,
                 .year = year,
                 .sequence = sequence,
                 .text = text,
                 .stream_kind = "case",
                 .stream = state.id.value,
                 .event_id = id});
  };
  if (const auto* e = std::get_if<complaint::ComplaintRegistered>(&event.data))
    keep(NumberKind::Register, e->year, e->sequence, e->register_number);
  if (const auto* e = std::get_if<complaint::MinutesDrafted>(&event.data))
    keep(NumberKind::Minutes, e->year, e->sequence, e->number);
  if (const auto* e = std::get_if<complaint::AnswerSigned>(&event.data))
    keep(NumberKind::Answer, e->year, e->sequence, e->number);
  if (const auto* e = std::get_if<complaint::FollowUpReported>(&event.data))
    keep(NumberKind::Memo, e->year, e->sequence, e->number);
  if (const auto* e = std::get_if<complaint::AnswerVoided>(&event.data))
    void_number(connection, office, NumberKind::Answer, e->number, id);
  // A paper drafted anew under a number typed by hand leaves the first number without a paper.
  if (std::holds_alternative<complaint::MinutesDrafted>(event.data))
    void_other_numbers(connection, office, NumberKind::Minutes, "case", state.id.value, state.minutes_number, id);
  if (std::holds_alternative<complaint::FollowUpReported>(event.data))
    void_other_numbers(connection, office, NumberKind::Memo, "case", state.id.value, state.memo_number, id);
}

void give_papers(Connection& connection, std::string_view office, const State& state, const Event& event,
                 std::int64_t id) {
  keep_due_papers(connection, office, complaint::papers_due(state, event), id);
  if (event.type() == complaint::EventType::AnswerVoided)
    if (const auto letter = record(state, DocumentType::AnswerLetter))
      drop_due_paper(connection, RecordId{*letter}, complaint::PaperKind::AnswerLetter);
}

void write_records(Connection& connection, const State& state, const Event& event, std::int64_t id) {
  for (const auto& made : event.records) {
    auto insert = connection.prepare(
        "INSERT INTO case_records (case_id, record_id, type, event_id, at, actor, role) VALUES (?1, ?2, ?3, ?4, ?5, "
        "?6, ?7)");
    insert.bind_all(state.id.value, made.id.value, name(made.type), id, to_millis(event.at), event.actor.user.value,
                    name(event.actor.role));
    insert.run();
  }
}

}  // namespace

void Projections::project(Connection& connection, std::string_view office, const State& after, const Event& event,
                          std::int64_t event_id, std::string form_words) const {
  write_case(connection, office, after, event);
  write_holders(connection, office, after, sop_of_(after.sop_version));
  write_steps(connection, after, event, event_id);
  write_records(connection, after, event, event_id);
  give_numbers(connection, office, after, event, event_id);
  give_papers(connection, office, after, event, event_id);
  write_search(connection, after, event, std::move(form_words));
}

void Projections::write_case(Connection& connection, std::string_view office, const State& s, const Event&) const {
  const complaint::Sop& sop = sop_of_(s.sop_version);
  const Due due = due_columns(s, sop);
  auto upsert = connection.prepare(
      "INSERT INTO cases (id, office, version, status, channel, disclosure, category, urgency, secrecy, class_code, "
      "register_no, register_seq, register_year, sop_version, received_at, registered_at, days_waited, day_one, step, "
      "step_due, answer_due, case_due, holders, meeting, resolution, title_record, form_record, answer_no, "
      "answered_at, "
      "closed_at, days_late, late_steps, messages_new, changed_at, before_legal, before_head) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, "
      "?23, "
      "?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36) "
      "ON CONFLICT (id) DO UPDATE SET version = ?3, status = ?4, category = ?7, urgency = ?8, secrecy = ?9, class_code "
      "= ?10, "
      "register_no = ?11, register_seq = ?12, register_year = ?13, sop_version = ?14, registered_at = ?16, days_waited "
      "= ?17, "
      "day_one = ?18, step = ?19, step_due = ?20, answer_due = ?21, case_due = ?22, holders = ?23, meeting = ?24, "
      "resolution = ?25, title_record = ?26, form_record = ?27, answer_no = ?28, answered_at = ?29, closed_at = ?30, "
      "days_late = ?31, late_steps = ?32, messages_new = ?33, changed_at = ?34, before_legal = ?35, before_head = ?36");
  const auto text_or_null = [](const std::string& text) {
    return text.empty() ? std::optional<std::string_view>{} : std::optional<std::string_view>{text};
  };
  const auto number_or_null = [](std::int64_t number) {
    return number == 0 ? std::optional<std::int64_t>{} : std::optional<std::int64_t>{number};
  };
  const auto title = record(s, DocumentType::RegisterEntry);
  upsert.bind_all(
      s.id.value, office, s.version, name(s.status), word_of(s.channel).value_or(""),
      word_of(s.disclosure).value_or(""), word_of(s.category), word_of(s.urgency), word_of(s.secrecy),
      text_or_null(s.class_code), text_or_null(s.register_number), number_or_null(s.register_sequence),
      number_or_null(s.register_year), text_or_null(s.sop_version), to_millis(s.received), millis(s.registered),
      s.days_waited, s.day_one ? std::optional{days(*s.day_one)} : std::nullopt, due.row, due.step, due.answer,
      due.last, joined(complaint::holders(sop, s), [](complaint::Role role) { return name(role); }),
      number_or_null(s.meeting.value), word_of(s.resolution), title ? title : record(s, DocumentType::ComplaintForm),
      record(s, DocumentType::ComplaintForm), text_or_null(s.answer_number), millis(s.answered), millis(s.closed),
      s.closed ? std::optional{s.days_late} : std::nullopt, s.late_steps, s.unread_messages, to_millis(s.changed),
      s.opinion_asked || s.has(DocumentType::LegalOpinion) ? 1 : 0, s.has(DocumentType::AnswerLetter) ? 1 : 0);
  upsert.run();
}

void Projections::write_holders(Connection& connection, std::string_view office, const State& s,
                                const complaint::Sop& sop) const {
  auto clear = connection.prepare("DELETE FROM case_holders WHERE case_id = ?1");
  clear.bind(1, s.id.value);
  clear.run();
  const Due due = due_columns(s, sop);
  for (const complaint::Role role : complaint::holders(sop, s)) {
    auto insert = connection.prepare("INSERT INTO case_holders (office, role, due, case_id) VALUES (?1, ?2, ?3, ?4)");
    insert.bind_all(office, name(role), due.step.value_or(0), s.id.value);
    insert.run();
  }
}

void Projections::write_steps(Connection& connection, const State& s, const Event& event, std::int64_t event_id) const {
  const auto type = event.type();
  if (type == complaint::EventType::ComplaintRegistered || type == complaint::EventType::DeadlinesRecomputed) {
    const complaint::Sop& sop = sop_of_(s.sop_version);
    for (std::size_t row = 0; row < sop.steps.size() && row < s.due.size(); ++row) {
      auto upsert = connection.prepare(
          "INSERT INTO case_steps (case_id, step, due) VALUES (?1, ?2, ?3) "
          "ON CONFLICT (case_id, step) DO UPDATE SET due = ?3 WHERE case_steps.done_at IS NULL");
      upsert.bind_all(s.id.value, sop.steps[row].number, days(s.due[row]));
      upsert.run();
    }
  }
  if (const auto* overdue = std::get_if<complaint::StepOverdue>(&event.data)) {
    auto update = connection.prepare("UPDATE case_steps SET overdue = 1 WHERE case_id = ?1 AND step = ?2");
    update.bind_all(s.id.value, overdue->step);
    update.run();
  }
  if (event.completes_step == 0) return;
  auto done = connection.prepare(
      "UPDATE case_steps SET done_at = ?3, actor = ?4, role = ?5, capacity = ?6, days_late = ?7, event_id = ?8 "
      "WHERE case_id = ?1 AND step = ?2");
  done.bind_all(s.id.value, event.completes_step, to_millis(event.at), event.actor.user.value, name(event.actor.role),
                name(event.actor.capacity), event.days_late, event_id);
  done.run();
}

namespace {

// Found by: what the citizen wrote, what the register says of it, and its number. Names of persons are not indexed.
void add_searched(std::string& text, const complaint::Content& content) {
  for (const std::string_view field : {"subject", "story", "place", "summary", "class_code"})
    text.append("\n").append(content.text(field));
}

// A record that does not open is not found by its words, and costs nobody else the search.
std::optional<Record> read_undamaged(const RecordStore& records, Connection& connection, std::int64_t id) try {
  return records.read(connection, RecordId{id});
} catch (const Damaged&) {
  return std::nullopt;
}

}  // namespace

std::string Projections::words_of(const complaint::Content& form) const {
  std::string text;
  add_searched(text, form);
  return index_.tokens(text);
}

std::string Projections::words_of(Connection& connection, const State& s) const {
  std::string text = s.register_number;
  for (const DocumentType type : {DocumentType::ComplaintForm, DocumentType::RegisterEntry})
    if (const auto id = record(s, type))
      if (const auto found = read_undamaged(records_, connection, *id)) add_searched(text, found->content);
  return index_.tokens(text);
}

void Projections::write_search(Connection& connection, const State& s, const Event& event,
                               std::string form_words) const {
  const bool form = event.type() == complaint::EventType::ComplaintReceived;
  const bool entry = event.type() == complaint::EventType::ComplaintRegistered;
  if (!form && !entry) return;
  std::string words = form && !form_words.empty() ? std::move(form_words) : words_of(connection, s);
  connection.at_the_end([id = s.id.value, entry, words = std::move(words)](Connection& last) {
    if (entry) {
      auto clear = last.prepare("DELETE FROM case_search WHERE rowid = ?1");
      clear.bind(1, id);
      clear.run();
    }
    auto insert = last.prepare("INSERT INTO case_search (rowid, tokens) VALUES (?1, ?2)");
    insert.bind_all(id, words);
    insert.run();
  });
}

void Projections::project(Connection& connection, std::string_view office, const complaint::MeetingState& s,
                          const complaint::MeetingEvent& event, std::int64_t event_id) const {
  const auto document = [&s](DocumentType type) -> std::optional<std::int64_t> {
    const auto found = s.documents.find(type);
    if (found == s.documents.end()) return std::nullopt;
    return found->second.value;
  };
  auto upsert = connection.prepare(
      "INSERT INTO meetings (id, office, version, mode, openness, date, time, number, days_ahead, attendance, present, "
      "invitation, attendance_record) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) "
      "ON CONFLICT (id) DO UPDATE SET version = ?3, attendance = ?10, present = ?11, attendance_record = ?13");
  const auto* called = std::get_if<complaint::MeetingCalled>(&event.data);
  upsert.bind_all(s.id.value, office, s.version, word_of(s.mode).value_or(""), word_of(s.openness).value_or(""),
                  s.date ? days(*s.date) : 0, s.time, s.number, called ? called->days_ahead : 0,
                  s.attendance_recorded ? 1 : 0,
                  joined(s.present, [](UserId user) { return std::to_string(user.value); }),
                  document(DocumentType::Invitation), document(DocumentType::AttendanceList));
  upsert.run();
  if (called)
    keep_number(connection, office,
                {.kind = NumberKind::Invitation,
                 .year = called->year,
                 .sequence = called->sequence,
                 .text = called->number,
                 .stream_kind = "meeting",
                 .stream = s.id.value,
                 .event_id = event_id});
  keep_due_papers(connection, office, complaint::papers_due(s, event), event_id);
}

void Projections::project(Connection& connection, std::string_view office, const complaint::PaperState& after,
                          const complaint::PaperEvent& event, std::int64_t event_id) const {
  project_paper(connection, office, after, event, event_id);
}

}  // namespace dumas::store
