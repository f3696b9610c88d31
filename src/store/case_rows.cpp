#include "store/case_rows.hpp"

#include <algorithm>

#include "store/columns.hpp"

namespace dumas::store {
namespace {

using complaint::Role;

std::vector<Role> roles_in(const std::string& list) {
  std::vector<Role> roles;
  for (std::size_t from = 0; from < list.size();) {
    const auto comma = std::min(list.find(',', from), list.size());
    if (const auto role = from_name<Role>(std::string_view{list}.substr(from, comma - from))) roles.push_back(*role);
    from = comma + 1;
  }
  return roles;
}

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

}  // namespace

CaseRow withheld(CaseId id) { return {.id = id, .damaged = true}; }

CaseRow row_or_withheld(const Statement& s, const RecordStore& records) {
  try {
    return row_of(s, records);
  } catch (const std::logic_error&) {  // a column that is never empty is
    return withheld(CaseId{s.integer(0)});
  }
}

std::vector<CaseRow> rows_of(Statement& s, const RecordStore& records, int most) {
  constexpr int page = 100;  // room is made for so many at once; a longer list grows
  std::vector<CaseRow> rows;
  rows.reserve(static_cast<std::size_t>(std::clamp(most, 0, page)));
  while (s.step()) rows.push_back(row_or_withheld(s, records));
  return rows;
}

std::vector<CaseId> ids_of(Statement& s) {
  std::vector<CaseId> ids;
  while (s.step()) ids.push_back(CaseId{s.integer(0)});
  return ids;
}

}  // namespace dumas::store
