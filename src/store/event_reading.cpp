// The log's other half: rows back into events, and streams back into cases, meetings and papers.
#include <boost/json.hpp>

#include "store/chain_check.hpp"
#include "store/damage.hpp"
#include "store/event_log.hpp"
#include "store/json_fields.hpp"

namespace dumas::store {
namespace {

using complaint::RecordRef;

// Every column, in the order that row_of() reads.
#define DUMAS_EVENT_COLUMNS                                                                                   \
  "SELECT id, office, stream_kind, stream, version, type, at, actor, role, capacity, step, days_late, data, " \
  "records, hash FROM events "

// And the hash of the row before it in the log, which its own hash is made over.
#define DUMAS_CHAINED_COLUMNS                                                                                      \
  "SELECT e.id, e.office, e.stream_kind, e.stream, e.version, e.type, e.at, e.actor, e.role, e.capacity, e.step, " \
  "e.days_late, e.data, e.records, e.hash, b.hash FROM events e LEFT JOIN events b ON b.id = e.id - 1 "

LoggedEvent row_of(Statement& s) {
  return {.id = s.integer(0),
          .office = s.text(1),
          .stream = stream_of(s.text(2)),
          .stream_id = s.integer(3),
          .version = s.integer(4),
          .type = s.text(5),
          .at = s.integer(6),
          .actor = s.integer(7),
          .role = s.text(8),
          .capacity = s.text(9),
          .step = s.integer(10),
          .days_late = s.integer(11),
          .data = s.text(12),
          .records = s.text(13),
          .hash = s.blob(14)};
}

// Whether the row before this one in the log is the one that was changed: with the hash it should have, this one fits.
bool fits_before_repaired(Connection& connection, const LoggedEvent& row) {
  auto select = connection.prepare(DUMAS_CHAINED_COLUMNS "WHERE e.id = ?1");
  if (!select.bind_all(row.id - 1).step()) return false;
  const LoggedEvent before = row_of(select);
  return fits(row, chained(before, select.blob_or_null(15).value_or("")));
}

std::vector<RecordRef> read_records(const std::string& text) {
  std::vector<RecordRef> records;
  // A range-for would end the parsed value's life before its first entry is read.
  const boost::json::value parsed = boost::json::parse(text);
  for (const auto& entry : parsed.as_array()) {
    const auto& parts = entry.as_array();
    if (const auto type = from_name<complaint::DocumentType>(std::string_view{parts.at(0).as_string()}))
      records.push_back({*type, RecordId{parts.at(1).as_int64()}});
  }
  return records;
}

// What every kind of event has. The log is ours: a type that nobody knows is damage.
template <class Event, class Type>
Event event_from(const LoggedEvent& row) {
  const auto type = from_name<Type>(row.type);
  if (!type) throw std::runtime_error("unknown event type in the log: " + row.type);
  Event event;
  event.data = complaint::make_event_data(*type);
  read_fields(row.data, [&event](complaint::Fields& fields) { complaint::describe(event.data, fields); });
  event.at = from_millis(row.at);
  event.actor = actor_of(row);
  event.records = read_records(row.records);
  return event;
}

}  // namespace

std::string_view word(Stream stream) {
  switch (stream) {
    case Stream::Case: return "case";
    case Stream::Meeting: return "meeting";
    case Stream::Paper: return "paper";
  }
  return "?";
}

Stream stream_of(std::string_view text) {
  for (const Stream stream : {Stream::Case, Stream::Meeting, Stream::Paper})
    if (word(stream) == text) return stream;
  throw std::runtime_error("unknown kind of stream in the log: " + std::string{text});
}

complaint::Actor actor_of(const LoggedEvent& row) {
  return {.user = UserId{row.actor},
          .role = from_name<complaint::Role>(row.role).value_or(complaint::Role::Timer),
          .capacity = from_name<complaint::Capacity>(row.capacity).value_or(complaint::Capacity::Own)};
}

complaint::Event to_case_event(const LoggedEvent& row) {
  auto event = event_from<complaint::Event, complaint::EventType>(row);
  event.completes_step = static_cast<int>(row.step);
  event.days_late = row.days_late;
  return event;
}

complaint::MeetingEvent to_meeting_event(const LoggedEvent& row) {
  return event_from<complaint::MeetingEvent, complaint::MeetingEventType>(row);
}

complaint::PaperEvent to_paper_event(const LoggedEvent& row) {
  return event_from<complaint::PaperEvent, complaint::PaperEventType>(row);
}

namespace {

std::vector<LoggedEvent> read_history(Connection& connection, Stream stream, std::int64_t stream_id) {
  auto select =
      connection.prepare(DUMAS_CHAINED_COLUMNS "WHERE e.stream_kind = ?1 AND e.stream = ?2 ORDER BY e.version");
  select.bind_all(word(stream), stream_id);
  std::vector<LoggedEvent> rows;
  while (select.step()) {
    rows.push_back(row_of(select));
    const auto& row = rows.back();
    if (!fits(row, select.blob_or_null(15).value_or("")) && !fits_before_repaired(connection, row))
      throw Damaged(word(stream), stream_id, "event " + std::to_string(row.id) + " does not match its hash");
    if (row.version != static_cast<std::int64_t>(rows.size()))
      throw Damaged(word(stream), stream_id, "version " + std::to_string(rows.size()) + " is missing");
  }
  return rows;
}

}  // namespace

std::vector<LoggedEvent> history(Connection& connection, Stream stream, std::int64_t stream_id) try {
  return read_history(connection, stream, stream_id);
} catch (const DatabaseError& error) {
  if (error.kind() != DatabaseErrorKind::Corrupt) throw;
  throw Damaged(word(stream), stream_id, error.what());
} catch (const std::logic_error& error) {  // a column that is never empty is
  throw Damaged(word(stream), stream_id, error.what());
}

std::vector<complaint::Event> read_case(Connection& connection, CaseId id) {
  std::vector<complaint::Event> events;
  for (const auto& row : history(connection, Stream::Case, id.value)) events.push_back(to_case_event(row));
  return events;
}

complaint::State load_case(Connection& connection, CaseId id) {
  return complaint::replay(id, read_case(connection, id));
}

std::vector<complaint::MeetingEvent> read_meeting(Connection& connection, MeetingId id) {
  std::vector<complaint::MeetingEvent> events;
  for (const auto& row : history(connection, Stream::Meeting, id.value)) events.push_back(to_meeting_event(row));
  return events;
}

complaint::MeetingState load_meeting(Connection& connection, MeetingId id) {
  complaint::MeetingState state;
  state.id = id;
  for (const auto& event : read_meeting(connection, id)) state = apply(std::move(state), event);
  return state;
}

complaint::PaperState load_paper(Connection& connection, PaperId id) {
  complaint::PaperState state;
  state.id = id;
  for (const auto& row : history(connection, Stream::Paper, id.value))
    state = apply(std::move(state), to_paper_event(row));
  return state;
}

std::optional<LoggedEvent> find_event(Connection& connection, std::int64_t id) {
  auto select = connection.prepare(DUMAS_EVENT_COLUMNS "WHERE id = ?1");
  select.bind(1, id);
  if (!select.step()) return std::nullopt;
  return row_of(select);
}

std::vector<LoggedEvent> events_after(Connection& connection, std::int64_t after, std::size_t most) {
  auto select = connection.prepare(DUMAS_EVENT_COLUMNS "WHERE id > ?1 ORDER BY id LIMIT ?2");
  select.bind_all(after, most);
  std::vector<LoggedEvent> rows;
  while (select.step()) rows.push_back(row_of(select));
  return rows;
}

void walk(Connection& connection, const std::function<void(const LoggedEvent&)>& visit, std::int64_t after) {
  // In pages: PostgreSQL gives an answer whole, and the log of a large office does not fit into memory.
  constexpr std::size_t page = 1000;
  for (;;) {
    const auto rows = events_after(connection, after, page);
    for (const auto& row : rows) visit(row);
    if (rows.size() < page) return;
    after = rows.back().id;
  }
}

#undef DUMAS_EVENT_COLUMNS
#undef DUMAS_CHAINED_COLUMNS

}  // namespace dumas::store
