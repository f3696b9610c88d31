#include "store/event_log.hpp"

#include <boost/json.hpp>

#include "store/chain_check.hpp"
#include "store/digest.hpp"
#include "store/json_fields.hpp"

namespace dumas::store {
namespace {

namespace json = boost::json;

std::string last_hash(Connection& connection, std::int64_t& last_id) {
  auto select = connection.prepare("SELECT id, hash FROM events ORDER BY id DESC LIMIT 1");
  if (!select.step()) return last_id = 0, std::string{as_bytes(proof::empty_chain())};
  last_id = select.integer(0);
  return select.blob(1);
}

std::string write_records(const std::vector<std::pair<complaint::DocumentType, StoredRecord>>& records) {
  json::array array;
  for (const auto& [type, stored] : records)
    array.push_back(json::array{json::string{name(type)}, stored.id.value, json::string{stored.digest}});
  return json::serialize(array);
}

void insert(Connection& connection, LoggedEvent& event) {
  std::int64_t last_id = 0;
  const std::string before = last_hash(connection, last_id);
  event.id = last_id + 1;
  event.hash = chained(event, before);
  if (newest_version(connection, event.stream, event.stream_id) != event.version - 1)
    throw VersionConflict("stream has moved on");
  auto row = connection.prepare(
      "INSERT INTO events (id, office, stream_kind, stream, version, type, at, actor, role, capacity, step, days_late, "
      "data, records, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)");
  row.bind_all(event.id, event.office, word(event.stream), event.stream_id, event.version, event.type, event.at,
               event.actor, event.role, event.capacity, event.step, event.days_late, event.data, event.records,
               Blob{event.hash});
  row.run();
}

LoggedEvent row_for(std::string_view office, Stream stream, std::int64_t id, std::int64_t version) {
  LoggedEvent row;
  row.office = office;
  row.stream = stream;
  row.stream_id = id;
  row.version = version;
  return row;
}

// What every kind of event has: its type, its time, its actor, its data.
template <class Event>
void fill(LoggedEvent& row, Event event) {
  row.type = name(event.type());
  row.at = to_millis(event.at);
  row.actor = event.actor.user.value;
  row.role = name(event.actor.role);
  row.capacity = name(event.actor.capacity);
  row.data = write_fields([&event](complaint::Fields& fields) { complaint::describe(event.data, fields); });
}

// The event as it then stands, with the ids of its records.
template <class NewEvent>
auto append_with_records(Connection& connection, const RecordStore& records, LoggedEvent row, const NewEvent& made,
                         std::int64_t& event_id) {
  auto event = made.event;
  std::vector<std::pair<complaint::DocumentType, StoredRecord>> kept;
  for (const auto& draft : made.drafts) {
    kept.emplace_back(
        draft.type, records.keep(connection, row.office, word(row.stream), row.stream_id, draft, to_millis(event.at)));
    event.records.push_back({draft.type, kept.back().second.id});
  }
  row.records = write_records(kept);
  fill(row, event);
  insert(connection, row);
  event_id = row.id;
  return event;
}

}  // namespace

std::int64_t newest_version(Connection& connection, Stream stream, std::int64_t stream_id) {
  auto newest =
      connection.prepare("SELECT coalesce(max(version), 0) FROM events WHERE stream_kind = ?1 AND stream = ?2");
  newest.bind_all(word(stream), stream_id).step();
  return newest.integer(0);
}

complaint::Event append(Connection& connection, const RecordStore& records, std::string_view office, CaseId id,
                        std::int64_t version, const complaint::NewEvent& made, std::int64_t& event_id) {
  LoggedEvent row = row_for(office, Stream::Case, id.value, version);
  row.step = made.event.completes_step;
  row.days_late = made.event.days_late;
  return append_with_records(connection, records, std::move(row), made, event_id);
}

complaint::MeetingEvent append(Connection& connection, const RecordStore& records, std::string_view office,
                               MeetingId id, std::int64_t version, const complaint::NewMeetingEvent& made,
                               std::int64_t& event_id) {
  return append_with_records(connection, records, row_for(office, Stream::Meeting, id.value, version), made, event_id);
}

void append(Connection& connection, std::string_view office, PaperId id, std::int64_t version,
            const complaint::PaperEvent& event, std::int64_t& event_id) {
  LoggedEvent row = row_for(office, Stream::Paper, id.value, version);
  row.records = write_records({});
  fill(row, event);
  insert(connection, row);
  event_id = row.id;
}

proof::EventRow hashed_columns(const LoggedEvent& row) {
  return {.id = row.id,
          .office = row.office,
          .stream_kind = std::string{word(row.stream)},
          .stream = row.stream_id,
          .version = row.version,
          .type = row.type,
          .at = row.at,
          .actor = row.actor,
          .role = row.role,
          .capacity = row.capacity,
          .step = row.step,
          .days_late = row.days_late,
          .data = row.data,
          .records = row.records};
}

std::string chained(const LoggedEvent& event, std::string_view before) {
  // A stored hash of another length is damage, which verify_chain names: it fits no row.
  return std::string{
      as_bytes(proof::chain_hash(digest_from(before).value_or(proof::empty_chain()), hashed_columns(event)))};
}

bool fits(const LoggedEvent& event, std::string_view before) { return chained(event, before) == event.hash; }

std::string log_head(Connection& connection) {
  std::int64_t last_id = 0;
  return to_hex(std::string_view{last_hash(connection, last_id)});
}

std::vector<ChainFault> verify_chain(Connection& connection) {
  std::vector<ChainFault> faults;
  std::string before{as_bytes(proof::empty_chain())}, repaired;
  std::int64_t expected = 1;
  walk(connection, [&](const LoggedEvent& row) {
    if (row.id != expected) faults.push_back({row.id, row.stream_id, "events before it are missing"});
    const std::string should_be = chained(row, before);
    // A hash that was hit itself spoils the row after it for nobody: that one is held against what it should have been.
    if (should_be != row.hash && (repaired.empty() || !fits(row, repaired)))
      faults.push_back({row.id, row.stream_id, "does not match its hash"});
    repaired = should_be == row.hash ? "" : should_be;
    before = row.hash;
    expected = row.id + 1;
  });
  return faults;
}

}  // namespace dumas::store
