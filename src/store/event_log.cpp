#include "store/event_log.hpp"

#include <boost/json.hpp>

#include "store/digest.hpp"
#include "store/json_fields.hpp"

namespace dumas::store {
namespace {

namespace json = boost::json;
using complaint::Actor;
using complaint::RecordRef;

constexpr std::string_view word(Stream stream) {
  switch (stream) {
    case Stream::Case: return "case";
    case Stream::Meeting: return "meeting";
    case Stream::Paper: return "paper";
  }
  return "?";
}

std::string zero_hash() { return std::string(32, '\0'); }

std::string last_hash(Connection& connection, std::int64_t& last_id) {
  auto select = connection.prepare("SELECT id, hash FROM events ORDER BY id DESC LIMIT 1");
  if (!select.step()) return last_id = 0, zero_hash();
  last_id = select.integer(0);
  return select.blob(1);
}

// Every column enters with its length before it, so that no two rows can be spelled alike.
std::string chain(std::string_view before, const LoggedEvent& event) {
  Sha256 sum;
  const auto add = [&sum](std::string_view part) { sum.add(std::to_string(part.size())).add(":").add(part); };
  add(before);
  for (const std::int64_t number :
       {event.id, event.stream_id, event.version, event.at, event.actor, event.step, event.days_late})
    add(std::to_string(number));
  for (const std::string_view text :
       {std::string_view{event.office}, word(event.stream), std::string_view{event.type}, std::string_view{event.role},
        std::string_view{event.capacity}, std::string_view{event.data}, std::string_view{event.records}})
    add(text);
  const Digest digest = sum.finish();
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};  // NOLINT: bytes to bytes
}

std::string write_records(const std::vector<std::pair<complaint::DocumentType, StoredRecord>>& records) {
  json::array array;
  for (const auto& [type, stored] : records)
    array.push_back(json::array{json::string{name(type)}, stored.id.value, json::string{stored.digest}});
  return json::serialize(array);
}

std::vector<RecordRef> read_records(const std::string& text) {
  std::vector<RecordRef> records;
  // A range-for would end the parsed value's life before its first entry is read.
  const json::value parsed = json::parse(text);
  for (const auto& entry : parsed.as_array()) {
    const auto& parts = entry.as_array();
    if (const auto type = from_name<complaint::DocumentType>(std::string_view{parts.at(0).as_string()}))
      records.push_back({*type, RecordId{parts.at(1).as_int64()}});
  }
  return records;
}

void insert(Connection& connection, LoggedEvent& event) {
  std::int64_t last_id = 0;
  const std::string before = last_hash(connection, last_id);
  event.id = last_id + 1;
  event.hash = chain(before, event);
  auto newest =
      connection.prepare("SELECT coalesce(max(version), 0) FROM events WHERE stream_kind = ?1 AND stream = ?2");
  newest.bind_all(word(event.stream), event.stream_id).step();
  if (newest.integer(0) != event.version - 1) throw VersionConflict("stream has moved on");
  auto row = connection.prepare(
      "INSERT INTO events (id, office, stream_kind, stream, version, type, at, actor, role, capacity, step, days_late, "
      "data, records, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)");
  row.bind_all(event.id, event.office, word(event.stream), event.stream_id, event.version, event.type, event.at,
               event.actor, event.role, event.capacity, event.step, event.days_late, event.data, event.records,
               Blob{event.hash});
  row.run();
}

template <class NewEvent>
std::vector<std::pair<complaint::DocumentType, StoredRecord>> keep_drafts(Connection& connection,
                                                                          const RecordStore& records,
                                                                          std::string_view office, Stream stream,
                                                                          std::int64_t id, const NewEvent& made) {
  std::vector<std::pair<complaint::DocumentType, StoredRecord>> kept;
  for (const auto& draft : made.drafts)
    kept.emplace_back(draft.type, records.keep(connection, office, word(stream), id, draft, to_millis(made.event.at)));
  return kept;
}

void fill_actor(LoggedEvent& row, const Actor& actor, Instant at) {
  row.at = to_millis(at);
  row.actor = actor.user.value;
  row.role = name(actor.role);
  row.capacity = name(actor.capacity);
}

Actor actor_of(const LoggedEvent& row) {
  return {.user = UserId{row.actor},
          .role = from_name<complaint::Role>(row.role).value_or(complaint::Role::Timer),
          .capacity = from_name<complaint::Capacity>(row.capacity).value_or(complaint::Capacity::Own)};
}

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

}  // namespace

Stream stream_of(std::string_view text) {
  for (const Stream stream : {Stream::Case, Stream::Meeting, Stream::Paper})
    if (word(stream) == text) return stream;
  throw std::runtime_error("unknown kind of stream in the log: " + std::string{text});
}

complaint::Event append(Connection& connection, const RecordStore& records, std::string_view office, CaseId id,
                        std::int64_t version, const complaint::NewEvent& made, std::int64_t& event_id) {
  complaint::Event event = made.event;
  const auto kept = keep_drafts(connection, records, office, Stream::Case, id.value, made);
  for (const auto& [type, stored] : kept) event.records.push_back({type, stored.id});
  LoggedEvent row;
  row.office = office;
  row.stream_id = id.value;
  row.version = version;
  row.type = name(event.type());
  fill_actor(row, event.actor, event.at);
  row.step = event.completes_step;
  row.days_late = event.days_late;
  row.data = write_fields([&event](complaint::Fields& fields) { complaint::describe(event.data, fields); });
  row.records = write_records(kept);
  insert(connection, row);
  event_id = row.id;
  return event;
}

complaint::MeetingEvent append(Connection& connection, const RecordStore& records, std::string_view office,
                               MeetingId id, std::int64_t version, const complaint::NewMeetingEvent& made,
                               std::int64_t& event_id) {
  complaint::MeetingEvent event = made.event;
  const auto kept = keep_drafts(connection, records, office, Stream::Meeting, id.value, made);
  for (const auto& [type, stored] : kept) event.records.push_back({type, stored.id});
  LoggedEvent row;
  row.office = office;
  row.stream = Stream::Meeting;
  row.stream_id = id.value;
  row.version = version;
  row.type = name(event.type());
  fill_actor(row, event.actor, event.at);
  row.data = write_fields([&event](complaint::Fields& fields) { complaint::describe(event.data, fields); });
  row.records = write_records(kept);
  insert(connection, row);
  event_id = row.id;
  return event;
}

void append(Connection& connection, std::string_view office, PaperId id, std::int64_t version,
            const complaint::PaperEvent& event, std::int64_t& event_id) {
  LoggedEvent row;
  row.office = office;
  row.stream = Stream::Paper;
  row.stream_id = id.value;
  row.version = version;
  row.type = name(event.type());
  fill_actor(row, event.actor, event.at);
  complaint::PaperEventData data = event.data;
  row.data = write_fields([&data](complaint::Fields& fields) { complaint::describe(data, fields); });
  row.records = write_records({});
  insert(connection, row);
  event_id = row.id;
}

complaint::Event to_case_event(const LoggedEvent& row) {
  const auto type = from_name<complaint::EventType>(row.type);
  if (!type) throw std::runtime_error("unknown event type in the log: " + row.type);
  complaint::Event event;
  event.data = complaint::make_event_data(*type);
  read_fields(row.data, [&event](complaint::Fields& fields) { complaint::describe(event.data, fields); });
  event.at = from_millis(row.at);
  event.actor = actor_of(row);
  event.completes_step = static_cast<int>(row.step);
  event.days_late = row.days_late;
  event.records = read_records(row.records);
  return event;
}

complaint::MeetingEvent to_meeting_event(const LoggedEvent& row) {
  const auto type = from_name<complaint::MeetingEventType>(row.type);
  if (!type) throw std::runtime_error("unknown event type in the log: " + row.type);
  complaint::MeetingEvent event;
  event.data = complaint::make_event_data(*type);
  read_fields(row.data, [&event](complaint::Fields& fields) { complaint::describe(event.data, fields); });
  event.at = from_millis(row.at);
  event.actor = actor_of(row);
  event.records = read_records(row.records);
  return event;
}

complaint::PaperEvent to_paper_event(const LoggedEvent& row) {
  const auto type = from_name<complaint::PaperEventType>(row.type);
  if (!type) throw std::runtime_error("unknown event type in the log: " + row.type);
  complaint::PaperEvent event;
  event.data = complaint::make_event_data(*type);
  read_fields(row.data, [&event](complaint::Fields& fields) { complaint::describe(event.data, fields); });
  event.at = from_millis(row.at);
  event.actor = actor_of(row);
  return event;
}

LoggedEvent event_at(Connection& connection, std::int64_t event_id) {
  auto select = connection.prepare(
      "SELECT id, office, stream_kind, stream, version, type, at, actor, role, capacity, step, days_late, data, "
      "records, hash FROM events WHERE id = ?1");
  select.bind(1, event_id);
  if (!select.step()) throw std::out_of_range("no event " + std::to_string(event_id));
  return row_of(select);
}

std::vector<LoggedEvent> history(Connection& connection, Stream stream, std::int64_t stream_id) {
  auto select = connection.prepare(
      "SELECT id, office, stream_kind, stream, version, type, at, actor, role, capacity, step, days_late, data, "
      "records, "
      "hash FROM events WHERE stream_kind = ?1 AND stream = ?2 ORDER BY version");
  select.bind_all(word(stream), stream_id);
  std::vector<LoggedEvent> rows;
  while (select.step()) rows.push_back(row_of(select));
  return rows;
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

void walk(Connection& connection, const std::function<void(const LoggedEvent&)>& visit, std::int64_t after) {
  auto select = connection.prepare(
      "SELECT id, office, stream_kind, stream, version, type, at, actor, role, capacity, step, days_late, data, "
      "records, "
      "hash FROM events WHERE id > ?1 ORDER BY id");
  select.bind(1, after);
  while (select.step()) visit(row_of(select));
}

std::string log_head(Connection& connection) {
  std::int64_t last_id = 0;
  return to_hex(std::string_view{last_hash(connection, last_id)});
}

std::vector<ChainFault> verify_chain(Connection& connection) {
  std::vector<ChainFault> faults;
  std::string before = zero_hash();
  std::int64_t expected = 1;
  walk(connection, [&](const LoggedEvent& row) {
    if (row.id != expected) faults.push_back({row.id, row.stream_id, "events before it are missing"});
    if (chain(before, row) != row.hash) faults.push_back({row.id, row.stream_id, "does not match its hash"});
    before = row.hash;
    expected = row.id + 1;
  });
  return faults;
}

}  // namespace dumas::store
