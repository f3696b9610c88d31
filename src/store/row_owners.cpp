// Whose a damaged row is (integrity.hpp).
#include <array>

#include "store/integrity.hpp"

namespace dumas::store {
namespace {

struct OwnedTable {
  std::string_view table;
  Sql in_row;    // kind and id of the stream, from the table
  Sql in_index;  // the same from the second copy: the sign keeps SQLite from asking the table, the order leads it there
};

constexpr std::array owned_tables{
    OwnedTable{"events", "SELECT stream_kind, stream FROM events WHERE id = ?1",
               "SELECT stream_kind, stream FROM events WHERE +id = ?1 ORDER BY stream_kind, stream, version"},
    OwnedTable{"records", "SELECT stream_kind, stream FROM records WHERE id = ?1",
               "SELECT stream_kind, stream FROM records WHERE +id = ?1 ORDER BY stream_kind, stream, type"},
    OwnedTable{"files", "SELECT 'case', case_id FROM files WHERE id = ?1 AND case_id IS NOT NULL",
               "SELECT 'case', case_id FROM files WHERE +id = ?1 AND case_id IS NOT NULL ORDER BY case_id, office"},
    OwnedTable{"tracking", "SELECT 'case', case_id FROM tracking WHERE rowid = ?1",
               "SELECT 'case', case_id FROM tracking WHERE +rowid = ?1 ORDER BY case_id, pin_hash"},
    OwnedTable{"outbox", "SELECT 'case', case_id FROM outbox WHERE id = ?1",
               "SELECT 'case', case_id FROM outbox WHERE +id = ?1 ORDER BY case_id, event_id"}};

void add_stream(Connection& connection, Sql sql, std::string_view table, std::int64_t row_id,
                std::vector<Damaged>& found) {
  try {
    auto select = connection.prepare(sql);
    if (!select.bind_all(row_id).step()) return;
    const auto kind = select.text(0);
    const auto stream = select.integer(1);
    for (const auto& other : found)
      if (other.stream_kind() == kind && other.stream() == stream) return;
    found.emplace_back(
        kind, stream,
        "row " + std::to_string(row_id) + " of table " + std::string{table} + " is not the same as its second copy");
  } catch (const std::exception&) {
    // Where one of the two cannot be read the other may.
  }
}

}  // namespace

std::vector<Damaged> owners_of_row(Connection& connection, std::string_view table, std::int64_t row_id) {
  std::vector<Damaged> found;
  for (const auto& owned : owned_tables) {
    if (owned.table != table) continue;
    add_stream(connection, owned.in_row, table, row_id, found);
    add_stream(connection, owned.in_index, table, row_id, found);
  }
  return found;
}

}  // namespace dumas::store
