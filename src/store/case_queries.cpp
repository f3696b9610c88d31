#include "store/case_queries.hpp"

#include <algorithm>
#include <limits>

#include "complaint/permissions.hpp"
#include "store/damage.hpp"

namespace dumas::store {
namespace {

using complaint::Role;

Date to_date(std::int64_t days) { return Date{std::chrono::days{days}}; }

std::optional<Date> date_or_null(const Statement& s, int column) {
  if (const auto days = s.integer_or_null(column)) return to_date(*days);
  return std::nullopt;
}

std::optional<Instant> instant_or_null(const Statement& s, int column) {
  if (const auto millis = s.integer_or_null(column)) return from_millis(*millis);
  return std::nullopt;
}

template <class E>
std::optional<E> word_or_null(const Statement& s, int column) {
  if (const auto text = s.text_or_null(column)) return from_name<E>(*text);
  return std::nullopt;
}

std::vector<Role> roles_in(const std::string& list) {
  std::vector<Role> roles;
  for (std::size_t from = 0; from < list.size();) {
    const auto comma = std::min(list.find(',', from), list.size());
    if (const auto role = from_name<Role>(std::string_view{list}.substr(from, comma - from))) roles.push_back(*role);
    from = comma + 1;
  }
  return roles;
}

// The columns of a CaseRow, in the order in which row_of reads them; the subject comes from the title record.
#define DUMAS_CASE_COLUMNS                                                                                             \
  "SELECT c.id, c.version, c.status, c.channel, c.disclosure, c.category, c.urgency, c.secrecy, c.class_code, "        \
  "c.register_no, c.sop_version, c.answer_no, c.received_at, c.registered_at, c.answered_at, c.closed_at, c.day_one, " \
  "c.step_due, c.answer_due, c.case_due, c.step, c.holders, c.meeting, c.resolution, c.days_waited, c.late_steps, "    \
  "c.messages_new, c.days_late, c.changed_at, r.id, r.title "

#define DUMAS_CASE_FROM "FROM cases c LEFT JOIN records r ON r.id = c.title_record "

CaseRow row_of(const Statement& s, const RecordStore& records) {
  CaseRow row{.id = CaseId{s.integer(0)},
              .version = s.integer(1),
              .status = word_or_null<complaint::Status>(s, 2).value_or(complaint::Status::Received),
              .channel = word_or_null<complaint::Channel>(s, 3).value_or(complaint::Channel::Web),
              .disclosure = word_or_null<complaint::Disclosure>(s, 4).value_or(complaint::Disclosure::Secret)};
  row.category = word_or_null<complaint::Category>(s, 5);
  row.urgency = word_or_null<complaint::Urgency>(s, 6);
  row.secrecy = word_or_null<complaint::Secrecy>(s, 7);
  row.class_code = s.text_or_null(8).value_or("");
  row.register_no = s.text_or_null(9).value_or("");
  row.sop_version = s.text_or_null(10).value_or("");
  row.answer_no = s.text_or_null(11).value_or("");
  row.received = from_millis(s.integer(12));
  row.registered = instant_or_null(s, 13);
  row.answered = instant_or_null(s, 14);
  row.closed = instant_or_null(s, 15);
  row.day_one = date_or_null(s, 16);
  row.step_due = date_or_null(s, 17);
  row.answer_due = date_or_null(s, 18);
  row.case_due = date_or_null(s, 19);
  row.step = static_cast<int>(s.integer_or_null(20).value_or(0));
  row.holders = roles_in(s.text(21));
  row.meeting = MeetingId{s.integer_or_null(22).value_or(0)};
  row.resolution = word_or_null<complaint::Resolution>(s, 23);
  row.days_waited = s.integer(24);
  row.late_steps = s.integer(25);
  row.new_messages = s.integer(26);
  row.days_late = s.integer_or_null(27);
  row.changed = from_millis(s.integer(28));
  if (const auto title = s.blob_or_null(30)) {
    row.subject = records.open_title(RecordId{s.integer(29)}, *title);
    row.damaged = row.subject.empty();
  }
  return row;
}

CaseRow withheld(CaseId id) { return {.id = id, .damaged = true}; }

// One row that is not what a row should be does not cost the reader the others.
CaseRow row_or_withheld(const Statement& s, const RecordStore& records) {
  try {
    return row_of(s, records);
  } catch (const std::logic_error&) {  // a column that is never empty is
    return withheld(CaseId{s.integer(0)});
  }
}

std::vector<CaseRow> rows_of(Statement& s, const RecordStore& records) {
  std::vector<CaseRow> rows;
  while (s.step()) rows.push_back(row_or_withheld(s, records));
  return rows;
}

// Where a page of the table is malformed, the query that walks it ends there. Then the ids come from an index, which lies
// on other pages, and each row is asked for alone. `read` gives no row when it does not pass the filter.
template <class Read>
std::vector<CaseRow> one_by_one(const std::vector<CaseId>& ids, std::size_t most, Read&& read) {
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

std::vector<CaseId> ids_of(Statement& s) {
  std::vector<CaseId> ids;
  while (s.step()) ids.push_back(CaseId{s.integer(0)});
  return ids;
}

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
  SqlBuilder sql(Sql(DUMAS_CASE_COLUMNS DUMAS_CASE_FROM));
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
  return rows_of(select, records);
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
  SqlBuilder sql(Sql(DUMAS_CASE_COLUMNS DUMAS_CASE_FROM "WHERE c.office = ?1 AND c.id = ?2"));
  sql.add(view_condition);
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
  auto select = connection.prepare(
      DUMAS_CASE_COLUMNS
      "FROM case_holders h JOIN cases c ON c.id = h.case_id LEFT JOIN records r ON r.id = c.title_record "
      "WHERE h.office = ?1 AND h.role = ?2 ORDER BY h.due, h.case_id LIMIT ?3");
  select.bind_all(office, name(role), most);
  return rows_of(select, records);
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
  SqlBuilder sql(
      Sql(DUMAS_CASE_COLUMNS DUMAS_CASE_FROM "WHERE c.office = ?1 AND c.register_year = ?2 AND c.register_seq > ?3"));
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
  return rows_of(select, records);
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

#undef DUMAS_CASE_COLUMNS
#undef DUMAS_CASE_FROM

}  // namespace dumas::store
