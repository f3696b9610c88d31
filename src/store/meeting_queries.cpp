#include "store/meeting_queries.hpp"

#include <sstream>

namespace dumas::store {
namespace {

#define DUMAS_MEETING_COLUMNS                                                                                     \
  "SELECT m.id, m.version, m.mode, m.openness, m.date, m.time, m.number, m.days_ahead, m.attendance, m.present, " \
  "(SELECT count(*) FROM cases WHERE cases.meeting = m.id), "                                                     \
  "(SELECT count(*) FROM cases WHERE cases.meeting = m.id AND cases.resolution IS NOT NULL), m.invitation, "      \
  "m.attendance_record FROM meetings m "

MeetingRow row_of(const Statement& s) {
  MeetingRow row;
  row.id = MeetingId{s.integer(0)};
  row.version = s.integer(1);
  row.mode = from_name<complaint::PlenaryMode>(s.text(2)).value_or(complaint::PlenaryMode::Routine);
  row.openness = from_name<complaint::Openness>(s.text(3)).value_or(complaint::Openness::Closed);
  row.date = Date{std::chrono::days{s.integer(4)}};
  row.time = s.text(5);
  row.number = s.text(6);
  row.days_ahead = s.integer(7);
  row.attendance_recorded = s.integer(8) != 0;
  std::istringstream list{s.text(9)};
  for (std::string id; std::getline(list, id, ',');) row.present.push_back(UserId{std::stoll(id)});
  row.cases = s.integer(10);
  row.decided = s.integer(11);
  row.invitation = RecordId{s.integer_or_null(12).value_or(0)};
  row.attendance = RecordId{s.integer_or_null(13).value_or(0)};
  return row;
}

}  // namespace

std::vector<MeetingRow> list_meetings(Connection& connection, std::string_view office, Date since, int most) {
  auto select = connection.prepare(DUMAS_MEETING_COLUMNS
                                   "WHERE m.office = ?1 AND m.date >= ?2 ORDER BY m.date, m.time, m.id LIMIT ?3");
  select.bind_all(office, since.time_since_epoch().count(), most);
  std::vector<MeetingRow> rows;
  while (select.step()) rows.push_back(row_of(select));
  return rows;
}

std::optional<MeetingRow> find_meeting(Connection& connection, std::string_view office, MeetingId id) {
  auto select = connection.prepare(DUMAS_MEETING_COLUMNS "WHERE m.office = ?1 AND m.id = ?2");
  if (!select.bind_all(office, id.value).step()) return std::nullopt;
  return row_of(select);
}

#undef DUMAS_MEETING_COLUMNS

}  // namespace dumas::store
