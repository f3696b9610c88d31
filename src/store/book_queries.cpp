#include "store/book_queries.hpp"

#include <algorithm>
#include <limits>

#include "store/columns.hpp"
#include "store/event_log.hpp"
#include "store/json_fields.hpp"

namespace dumas::store {
namespace {

using complaint::DocumentType;

complaint::Content content(Connection& connection, const RecordStore& records, std::optional<std::int64_t> id) {
  if (!id) return {};
  auto record = records.read(connection, RecordId{*id});
  return record ? std::move(record->content) : complaint::Content{};
}

void add_targets(std::vector<complaint::Target>& targets, const complaint::Content& note) {
  for (const auto& word : note.list("targets"))
    if (const auto target = from_name<complaint::Target>(word);
        target && std::find(targets.begin(), targets.end(), *target) == targets.end())
      targets.push_back(*target);
}

void read_case_records(Connection& connection, const RecordStore& records, IncomingEntry& entry) {
  auto select = connection.prepare(
      "SELECT record_id, type, actor FROM case_records WHERE case_id = ?1 AND type IN ('REPORTER', 'DISPOSITION_NOTE', "
      "'REGISTER_ENTRY') ORDER BY record_id");
  select.bind(1, entry.id.value);
  while (select.step()) {
    const auto type = from_name<DocumentType>(select.text(1));
    if (type == DocumentType::RegisterEntry) entry.registrar = UserId{select.integer(2)};
    if (type == DocumentType::RegisterEntry) continue;
    const auto text = content(connection, records, select.integer(0));
    if (type == DocumentType::DispositionNote) add_targets(entry.forwarded, text);
    if (type != DocumentType::Reporter) continue;
    entry.sender = text.text("name");
    entry.address = text.text("address");
  }
}

IncomingEntry incoming_of(const Statement& s) {
  IncomingEntry entry{.id = CaseId{s.integer(0)}, .sequence = s.integer(1), .register_no = s.text(2)};
  entry.received = from_millis(s.integer(3));
  entry.channel = word_or_null<complaint::Channel>(s, 4).value_or(complaint::Channel::Web);
  entry.disclosure = word_or_null<complaint::Disclosure>(s, 5).value_or(complaint::Disclosure::Secret);
  entry.class_code = s.text_or_null(6).value_or("");
  entry.urgency = word_or_null<complaint::Urgency>(s, 7);
  entry.secrecy = word_or_null<complaint::Secrecy>(s, 8);
  entry.closed = instant_or_null(s, 9);
  entry.answer_no = s.text_or_null(10).value_or("");
  entry.status = word_or_null<complaint::Status>(s, 11).value_or(complaint::Status::Registered);
  complaint::ComplaintReceived received;
  read_fields(s.text(14), [&received](complaint::Fields& fields) { received.describe(fields); });
  entry.attachments = static_cast<std::int64_t>(received.evidence.size());
  entry.disposed = instant_or_null(s, 15);
  return entry;
}

void read_delivery(Connection& connection, OutgoingEntry& entry) {
  auto select = connection.prepare(
      "SELECT id FROM events WHERE stream_kind = 'case' AND stream = ?1 AND type = 'answer.delivered'");
  select.bind(1, entry.owner);
  if (!select.step()) return;
  const auto event = to_case_event(find_event(connection, select.integer(0)).value());
  entry.delivered = event.at;
  if (const auto* delivered = std::get_if<complaint::AnswerDelivered>(&event.data)) entry.delivery = delivered->channel;
}

// A letter is cancelled with a reason, kept in the record its event made; other papers only change their number.
void read_void(Connection& connection, const RecordStore& records, std::int64_t event_id, OutgoingEntry& entry) {
  const auto event = to_case_event(find_event(connection, event_id).value());
  entry.voided_at = event.at;
  entry.voided = VoidCause::Renumbered;
  if (const auto* drafted = std::get_if<complaint::MinutesDrafted>(&event.data)) entry.replaced_by = drafted->number;
  if (const auto* reported = std::get_if<complaint::FollowUpReported>(&event.data))
    entry.replaced_by = reported->number;
  if (!std::holds_alternative<complaint::AnswerVoided>(event.data)) return;
  entry.voided = VoidCause::Letter;
  for (const auto& made : event.records)
    if (made.type == DocumentType::AnswerReturn)
      entry.void_reason = content(connection, records, made.id.value).text("reason");
}

std::optional<NumberKind> kind_of(std::string_view text) {
  for (const auto kind : {NumberKind::Answer, NumberKind::Minutes, NumberKind::Memo, NumberKind::Invitation})
    if (word(kind) == text) return kind;
  return std::nullopt;
}

OutgoingEntry outgoing_of(const Statement& s, NumberKind kind) {
  OutgoingEntry entry{.kind = kind, .year = s.integer(1), .sequence = s.integer_or_null(2), .number = s.text(3)};
  entry.owner = s.integer(4);
  entry.event_id = s.integer(5);
  entry.given = from_millis(s.integer(6));
  entry.giver = {.user = UserId{s.integer(7)},
                 .role = word_or_null<complaint::Role>(s, 8).value_or(complaint::Role::Timer),
                 .capacity = word_or_null<complaint::Capacity>(s, 9).value_or(complaint::Capacity::Own)};
  entry.register_no = s.text_or_null(10).value_or("");
  entry.disclosure = word_or_null<complaint::Disclosure>(s, 11);
  if (const auto day = s.integer_or_null(12)) entry.meeting_date = Date{std::chrono::days{*day}};
  return entry;
}

// SQLite takes a negative LIMIT for all, PostgreSQL for a fault.
int lines_of(BookPage page) { return page.most < 0 ? std::numeric_limits<int>::max() : page.most; }

}  // namespace

Span BookPeriod::span(Zone zone) const {
  const auto first = date_of(year, month == 0 ? 1 : month, 1);
  const auto next = month == 0 || month == 12 ? date_of(year + 1, 1, 1) : date_of(year, month + 1, 1);
  return {.from = instant_at(first.value(), std::chrono::minutes{0}, zone),
          .until = instant_at(next.value(), std::chrono::minutes{0}, zone)};
}

void read_incoming_book(Connection& connection, const RecordStore& records, std::string_view office, BookPeriod period,
                        Zone zone, BookPage page, const std::function<void(const IncomingEntry&)>& tell) {
  SqlBuilder sql(
      "SELECT c.id, c.register_seq, c.register_no, c.received_at, c.channel, c.disclosure, c.class_code, c.urgency, "
      "c.secrecy, c.closed_at, c.answer_no, c.status, c.form_record, c.title_record, "
      "(SELECT data FROM events WHERE stream_kind = 'case' AND stream = c.id AND version = 1), "
      "(SELECT max(at) FROM events WHERE stream_kind = 'case' AND stream = c.id AND type = 'disposition.issued') "
      "FROM cases c WHERE c.office = ?1 AND c.register_year = ?2 AND c.register_seq > ?3");
  if (period.month != 0) sql.add(" AND c.registered_at >= ?5 AND c.registered_at < ?6");
  sql.add(" ORDER BY c.register_seq LIMIT ?4");
  auto select = connection.prepare(sql);
  select.bind_all(office, period.year, page.after, lines_of(page));
  if (period.month != 0) {
    const Span span = period.span(zone);
    select.bind(5, to_millis(span.from)).bind(6, to_millis(span.until));
  }
  while (select.step()) {
    IncomingEntry entry = incoming_of(select);
    const auto form = content(connection, records, select.integer_or_null(12));
    const auto registered = content(connection, records, select.integer_or_null(13));
    entry.letter_number = form.text("letter_number");
    entry.letter_date = parse_iso_date(form.text("letter_date"));
    entry.subject = registered.text("subject");
    entry.summary = registered.text("summary");
    entry.note = registered.text("note");
    read_case_records(connection, records, entry);
    tell(entry);
  }
}

void read_outgoing_book(Connection& connection, const RecordStore& records, std::string_view office, BookPeriod period,
                        Zone zone, BookPage page, const std::function<void(const OutgoingEntry&)>& tell) {
  auto select = connection.prepare(
      "SELECT n.kind, n.year, n.seq, n.text, n.stream, n.event_id, e.at, e.actor, e.role, e.capacity, c.register_no, "
      "c.disclosure, m.date, n.voided_event, r.id, r.title, "
      "(SELECT max(record_id) FROM case_records WHERE case_id = c.id AND type = 'REPORTER') "
      "FROM numbers n JOIN events e ON e.id = n.event_id "
      "LEFT JOIN cases c ON n.stream_kind = 'case' AND c.id = n.stream "
      "LEFT JOIN meetings m ON n.stream_kind = 'meeting' AND m.id = n.stream "
      "LEFT JOIN records r ON r.id = c.title_record "
      "WHERE n.office = ?1 AND n.kind <> 'register' AND e.at >= ?2 AND e.at < ?3 AND n.event_id > ?4 "
      "ORDER BY n.event_id LIMIT ?5");
  const Span span = period.span(zone);
  select.bind_all(office, to_millis(span.from), to_millis(span.until), page.after, lines_of(page));
  while (select.step()) {
    const auto kind = kind_of(select.text(0));
    if (!kind) continue;
    OutgoingEntry entry = outgoing_of(select, *kind);
    if (const auto title = select.blob_or_null(15))
      entry.subject = records.open_title(RecordId{select.integer(14)}, *title);
    if (kind == NumberKind::Answer)
      entry.addressee = content(connection, records, select.integer_or_null(16)).text("name");
    if (const auto event = select.integer_or_null(13)) read_void(connection, records, *event, entry);
    if (kind == NumberKind::Answer && !entry.voided) read_delivery(connection, entry);
    tell(entry);
  }
}

std::vector<NumberInYear> numbers_of_year(Connection& connection, std::string_view office, NumberKind kind, int year) {
  auto select = connection.prepare(
      "SELECT n.seq, n.text, e.at, n.voided_event FROM numbers n JOIN events e ON e.id = n.event_id "
      "WHERE n.office = ?1 AND n.kind = ?2 AND n.year = ?3 ORDER BY n.event_id");
  select.bind_all(office, word(kind), year);
  std::vector<NumberInYear> numbers;
  while (select.step())
    numbers.push_back({.sequence = select.integer_or_null(0),
                       .text = select.text(1),
                       .given = from_millis(select.integer(2)),
                       .voided = !select.is_null(3)});
  return numbers;
}

}  // namespace dumas::store
