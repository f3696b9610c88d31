// Rows of the cases table as case_queries.cpp reads them, and what is read in their place where one is damaged.
#pragma once

#include <vector>

#include "store/case_queries.hpp"

namespace dumas::store {

// The columns of a CaseRow, in the order in which rows_of() reads them; the subject comes from the title record.
inline constexpr Sql case_columns(
    "SELECT c.id, c.version, c.status, c.channel, c.disclosure, c.category, c.urgency, c.secrecy, c.class_code, "
    "c.register_no, c.sop_version, c.answer_no, c.received_at, c.registered_at, c.answered_at, c.closed_at, c.day_one, "
    "c.step_due, c.answer_due, c.case_due, c.step, c.holders, c.meeting, c.resolution, c.days_waited, c.late_steps, "
    "c.messages_new, c.days_late, c.changed_at, r.id, r.title ");
inline constexpr Sql case_tables("FROM cases c LEFT JOIN records r ON r.id = c.title_record ");

// The row at hand. One that is not what a row should be does not cost the reader the others: it comes as withheld.
[[nodiscard]] CaseRow row_or_withheld(const Statement&, const RecordStore&);
// What a list shows of a case that does not open.
[[nodiscard]] CaseRow withheld(CaseId);
// `most`: the query's limit.
[[nodiscard]] std::vector<CaseRow> rows_of(Statement&, const RecordStore&, int most);
[[nodiscard]] std::vector<CaseId> ids_of(Statement&);  // column 0

// Where a page of the table is malformed, the query that walks it ends there. Then the ids come from an index, which lies
// on other pages, and each row is asked for alone. `read` gives no row when it does not pass the filter.
template <class Read>
[[nodiscard]] std::vector<CaseRow> one_by_one(const std::vector<CaseId>& ids, std::size_t most, Read&& read) {
  std::vector<CaseRow> rows;
  for (const CaseId id : ids) {
    if (rows.size() >= most) break;
    try {
      for (CaseRow& row : read(id)) rows.push_back(std::move(row));
    } catch (const DatabaseError& error) {
      if (error.kind() != DatabaseErrorKind::Corrupt) throw;
      rows.push_back(withheld(id));
    }
  }
  return rows;
}

}  // namespace dumas::store
