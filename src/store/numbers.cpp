#include "store/numbers.hpp"

namespace dumas::store {

std::string_view word(NumberKind kind) {
  switch (kind) {
    case NumberKind::Register: return "register";
    case NumberKind::Answer: return "answer";
    case NumberKind::Minutes: return "minutes";
    case NumberKind::Memo: return "memo";
    case NumberKind::Invitation: return "invitation";
  }
  return "?";
}

std::int64_t next_in_sequence(Connection& connection, std::string_view office, NumberKind kind, std::int64_t year) {
  auto select = connection.prepare(next_number);
  select.bind_all(office, word(kind), year).step();
  return select.integer(0);
}

bool number_taken(Connection& connection, std::string_view office, NumberKind kind, std::string_view text) {
  auto select = connection.prepare("SELECT 1 FROM numbers WHERE office = ?1 AND kind = ?2 AND text = ?3");
  return select.bind_all(office, word(kind), text).step();
}

void keep_number(Connection& connection, std::string_view office, const GivenNumber& given) {
  if (given.text.empty()) return;
  auto insert = connection.prepare(
      "INSERT INTO numbers (office, kind, year, seq, text, stream_kind, stream, event_id) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (office, kind, text) DO UPDATE SET text = excluded.text "
      "WHERE numbers.stream_kind = excluded.stream_kind AND numbers.stream = excluded.stream RETURNING 1");
  insert.bind_all(office, word(given.kind), given.year);
  if (given.sequence > 0)
    insert.bind(4, given.sequence);
  else
    insert.bind(4, nullptr);
  insert.bind(5, given.text).bind(6, given.stream_kind).bind(7, given.stream).bind(8, given.event_id);
  if (!insert.step()) throw DatabaseError(DatabaseErrorKind::Constraint, "number given twice");
}

void void_number(Connection& connection, std::string_view office, NumberKind kind, std::string_view text,
                 std::int64_t event_id) {
  auto update = connection.prepare(
      "UPDATE numbers SET voided_event = ?4 WHERE office = ?1 AND kind = ?2 AND text = ?3 AND voided_event IS NULL");
  update.bind_all(office, word(kind), text, event_id);
  update.run();
}

void void_other_numbers(Connection& connection, std::string_view office, NumberKind kind, std::string_view stream_kind,
                        std::int64_t stream, std::string_view kept, std::int64_t event_id) {
  auto update = connection.prepare(void_others);
  update.bind_all(office, word(kind), stream_kind, stream, kept, event_id);
  update.run();
}

}  // namespace dumas::store
