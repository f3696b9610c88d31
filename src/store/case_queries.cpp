#include "store/case_queries.hpp"

#include <algorithm>
#include <limits>

#include "complaint/permissions.hpp"
#include "store/case_rows.hpp"
#include "store/columns.hpp"
#include "store/damage.hpp"

namespace dumas::store {
namespace {

using complaint::Role;

// Places ?20 to ?23 say what the reader sees.
constexpr Sql view_condition(
    " AND (?20 = 1 OR (?21 = 1 AND (c.meeting IS NOT NULL OR c.resolution IS NOT NULL)) OR (?22 = 1 AND c.before_legal "
    "= 1) "
    "OR (?23 = 1 AND c.before_head = 1))");

void bind_view(Statement& s, const CaseView& view) {
  s.bind(20, view.all ? 1 : 0)
      .bind(21, view.before_plenary ? 1 : 0)
      .bind(22, view.before_legal ? 1 : 0)
      .bind(23, view.before_head ? 1 : 0);
}

constexpr Sql open_condition(
    " AND c.status NOT IN ('CLOSED', 'FORWARDED', 'REDIRECTED', 'MERGED', 'WITHDRAWN', 'REJECTED', 'LAPSED')");

// Every word of ?2. FTS5 gives them newest first; PostgreSQL chooses between its index of words and walking back by id.
Sql match_condition(Dialect dialect) {
  switch (dialect) {
    case Dialect::Sqlite: return " AND case_search MATCH ?2";
    case Dialect::PostgreSql: return " AND string_to_array(case_search.tokens, ' ') @> string_to_array(?2, ' ')";
  }
  return " AND false";
}

}  // namespace

CaseView case_view(const std::vector<Role>& roles) {
  CaseView view;
  for (const Role role : roles) {
    if (!complaint::allows(role, complaint::Permission::ReadCases)) continue;
    if (role == Role::Commissioner)
      view.before_plenary = true;
    else if (role == Role::LegalDivision)
      view.before_legal = true;
    else if (role == Role::SubsectionHead)
      view.before_head = true;
    else
      view.all = true;
  }
  return view;
}

namespace {

std::vector<CaseRow> read_list(Connection& connection, const RecordStore& records, std::string_view office,
                               const CaseView& view, const CaseFilter& filter, std::optional<CaseId> only = {}) {
  SqlBuilder sql(case_columns);
  sql.add(case_tables);
  if (!filter.match.empty()) sql.add("JOIN case_search ON case_search.rowid = c.id ");
  sql.add("WHERE c.office = ?1");
  sql.add(view_condition);
  if (!filter.match.empty()) sql.add(match_condition(connection.dialect()));
  if (filter.status) sql.add(" AND c.status = ?3");
  if (filter.category) sql.add(" AND c.category = ?4");
  if (filter.meeting) sql.add(" AND c.meeting = ?5");
  if (filter.open_only || filter.late_on) sql.add(open_condition);
  if (filter.late_on) sql.add(" AND c.step_due < ?6");
  if (filter.before != 0) sql.add(filter.match.empty() ? Sql(" AND c.id < ?7") : Sql(" AND case_search.rowid < ?7"));
  if (only) sql.add(" AND c.id = ?9");
  sql.add(filter.match.empty() ? Sql(" ORDER BY c.id DESC LIMIT ?8")
                               : Sql(" ORDER BY case_search.rowid DESC LIMIT ?8"));
  auto select = connection.prepare(sql);
  select.bind(1, office).bind(8, filter.most);
  bind_view(select, view);
  if (!filter.match.empty()) select.bind(2, filter.match);
  if (filter.status) select.bind(3, name(*filter.status));
  if (filter.category) select.bind(4, name(*filter.category));
  if (filter.meeting) select.bind(5, filter.meeting.value);
  if (filter.late_on) select.bind(6, filter.late_on->time_since_epoch().count());
  if (filter.before != 0) select.bind(7, filter.before);
  if (only) select.bind(9, only->value);
  return rows_of(select, records, filter.most);
}

}  // namespace

std::vector<CaseRow> list_cases(Connection& connection, const RecordStore& records, std::string_view office,
                                const CaseView& view, const CaseFilter& filter) try {
  return read_list(connection, records, office, view, filter);
} catch (const DatabaseError& error) {
  if (error.kind() != DatabaseErrorKind::Corrupt) throw;
  auto select = connection.prepare("SELECT id FROM cases WHERE office = ?1 AND id < ?2 ORDER BY id DESC");
  select.bind_all(office, filter.before != 0 ? filter.before : std::numeric_limits<std::int64_t>::max());
  return one_by_one(ids_of(select), static_cast<std::size_t>(filter.most),
                    [&](CaseId id) { return read_list(connection, records, office, view, filter, id); });
}

std::optional<CaseRow> find_case(Connection& connection, const RecordStore& records, std::string_view office,
                                 const CaseView& view, CaseId id) {
  SqlBuilder sql(case_columns);
  sql.add(case_tables).add("WHERE c.office = ?1 AND c.id = ?2").add(view_condition);
  auto select = connection.prepare(sql);
  select.bind(1, office).bind(2, id.value);
  bind_view(select, view);
  return or_damaged("case", id.value, [&]() -> std::optional<CaseRow> {
    if (!select.step()) return std::nullopt;
    return row_or_withheld(select, records);
  });
}

namespace {

std::vector<CaseRow> work_of_role(Connection& connection, const RecordStore& records, std::string_view office,
                                  Role role, int most) try {
  SqlBuilder sql(case_columns);
  sql.add(
      "FROM case_holders h JOIN cases c ON c.id = h.case_id LEFT JOIN records r ON r.id = c.title_record "
      "WHERE h.office = ?1 AND h.role = ?2 ORDER BY h.due, h.case_id LIMIT ?3");
  auto select = connection.prepare(sql);
  select.bind_all(office, name(role), most);
  return rows_of(select, records, most);
} catch (const DatabaseError& error) {
  if (error.kind() != DatabaseErrorKind::Corrupt) throw;
  auto select = connection.prepare(
      "SELECT case_id FROM case_holders WHERE office = ?1 AND role = ?2 ORDER BY due, case_id LIMIT ?3");
  select.bind_all(office, name(role), most);
  return one_by_one(ids_of(select), static_cast<std::size_t>(most),
                    [&](CaseId id) { return read_list(connection, records, office, {.all = true}, {.most = 1}, id); });
}

}  // namespace

std::vector<CaseRow> work_list(Connection& connection, const RecordStore& records, std::string_view office,
                               const std::vector<Role>& roles, int most, int skip) {
  // One role at a time walks its own index; a reader has one or two. Merged, since a case may wait for both.
  std::vector<CaseRow> merged;
  for (const Role role : roles) {
    for (auto& row : work_of_role(connection, records, office, role, most + skip))
      if (std::none_of(merged.begin(), merged.end(), [&row](const CaseRow& other) { return other.id == row.id; }))
        merged.push_back(std::move(row));
  }
  std::stable_sort(merged.begin(), merged.end(), [](const CaseRow& a, const CaseRow& b) {
    return std::pair{a.step_due.value_or(Date{}), a.id} < std::pair{b.step_due.value_or(Date{}), b.id};
  });
  const auto from = std::min(merged.size(), static_cast<std::size_t>(skip));
  const auto until = std::min(merged.size(), static_cast<std::size_t>(skip + most));
  return {std::make_move_iterator(merged.begin() + static_cast<std::ptrdiff_t>(from)),
          std::make_move_iterator(merged.begin() + static_cast<std::ptrdiff_t>(until))};
}

std::int64_t work_count(Connection& connection, std::string_view office, const std::vector<Role>& roles) {
  std::vector<std::int64_t> cases;
  for (const Role role : roles) {
    auto select = connection.prepare("SELECT case_id FROM case_holders WHERE office = ?1 AND role = ?2");
    select.bind_all(office, name(role));
    while (select.step()) cases.push_back(select.integer(0));
  }
  std::sort(cases.begin(), cases.end());
  return std::unique(cases.begin(), cases.end()) - cases.begin();
}

std::vector<StepRow> steps_of(Connection& connection, CaseId id) {
  auto select = connection.prepare(
      "SELECT step, due, done_at, actor, role, capacity, days_late, overdue FROM case_steps WHERE case_id = ?1 ORDER "
      "BY step");
  select.bind(1, id.value);
  std::vector<StepRow> rows;
  while (select.step())
    rows.push_back({.step = static_cast<int>(select.integer(0)),
                    .due = date_or_null(select, 1),
                    .done = instant_or_null(select, 2),
                    .actor = UserId{select.integer_or_null(3).value_or(0)},
                    .role = word_or_null<Role>(select, 4),
                    .capacity = word_or_null<complaint::Capacity>(select, 5).value_or(complaint::Capacity::Own),
                    .days_late = select.integer(6),
                    .overdue = select.integer(7) != 0});
  return rows;
}

std::vector<RecordRow> records_of(Connection& connection, CaseId id) {
  auto select = connection.prepare(
      "SELECT record_id, type, at, actor, role FROM case_records WHERE case_id = ?1 ORDER BY record_id");
  select.bind(1, id.value);
  std::vector<RecordRow> rows;
  while (select.step())
    rows.push_back(
        {.id = RecordId{select.integer(0)},
         .type = word_or_null<complaint::DocumentType>(select, 1).value_or(complaint::DocumentType::Attachment),
         .at = from_millis(select.integer(2)),
         .actor = UserId{select.integer(3)},
         .role = word_or_null<Role>(select, 4)});
  return rows;
}

std::vector<CaseRow> register_rows(Connection& connection, const RecordStore& records, std::string_view office,
                                   int year, int month, Zone zone, int most, int after_sequence) {
  SqlBuilder sql(case_columns);
  sql.add(case_tables).add("WHERE c.office = ?1 AND c.register_year = ?2 AND c.register_seq > ?3");
  if (month != 0) sql.add(" AND c.registered_at >= ?5 AND c.registered_at < ?6");
  sql.add(" ORDER BY c.register_seq LIMIT ?4");
  auto select = connection.prepare(sql);
  select.bind_all(office, year, after_sequence, most);
  if (month != 0) {
    const auto first = date_of(year, static_cast<unsigned>(month), 1);
    const auto next = month == 12 ? date_of(year + 1, 1, 1) : date_of(year, static_cast<unsigned>(month) + 1, 1);
    select.bind(5, to_millis(instant_at(first.value(), std::chrono::minutes{0}, zone)));
    select.bind(6, to_millis(instant_at(next.value(), std::chrono::minutes{0}, zone)));
  }
  return rows_of(select, records, most);
}

std::vector<StatusCount> status_counts(Connection& connection, std::string_view office, const CaseView& view) {
  SqlBuilder sql(Sql("SELECT c.status, count(*) FROM cases c WHERE c.office = ?1"));
  sql.add(view_condition).add(" GROUP BY c.status");
  auto select = connection.prepare(sql);
  select.bind(1, office);
  bind_view(select, view);
  std::vector<StatusCount> counts;
  while (select.step())
    if (const auto status = from_name<complaint::Status>(select.text(0)))
      counts.push_back({*status, select.integer(1)});
  return counts;
}

}  // namespace dumas::store
