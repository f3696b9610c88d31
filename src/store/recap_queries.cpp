#include "store/recap_queries.hpp"

namespace dumas::store {
namespace {

template <class E>
std::vector<Tally<E>> tally(Statement select, std::string_view office, Span span) {
  select.bind_all(office, to_millis(span.from), to_millis(span.until));
  std::vector<Tally<E>> counts;
  while (select.step()) {
    const auto word = select.text_or_null(0);
    counts.push_back({word ? from_name<E>(*word) : std::nullopt, select.integer(1)});
  }
  return counts;
}

std::int64_t count(Statement select, std::string_view office, Span span) {
  select.bind_all(office, to_millis(span.from), to_millis(span.until)).step();
  return select.integer(0);
}

std::vector<StepTally> steps(Connection& connection, std::string_view office, Span span, Date today) {
  auto select = connection.prepare(
      "SELECT s.step, count(*) FILTER (WHERE s.done_at >= ?2 AND s.done_at < ?3 AND s.days_late = 0), "
      "count(*) FILTER (WHERE s.done_at >= ?2 AND s.done_at < ?3 AND s.days_late > 0), "
      "count(*) FILTER (WHERE s.done_at IS NULL AND s.step = c.step AND (s.overdue = 1 OR s.due < ?4)) "
      "FROM case_steps s JOIN cases c ON c.id = s.case_id WHERE c.office = ?1 GROUP BY s.step ORDER BY s.step");
  select.bind_all(office, to_millis(span.from), to_millis(span.until), today.time_since_epoch().count());
  std::vector<StepTally> rows;
  while (select.step())
    rows.push_back({.step = static_cast<int>(select.integer(0)),
                    .in_time = select.integer(1),
                    .late = select.integer(2),
                    .still_late = select.integer(3)});
  return rows;
}

std::vector<LateClosing> late_closings(Connection& connection, std::string_view office, Span span) {
  auto select = connection.prepare(
      "SELECT id, coalesce(register_no, ''), closed_at, coalesce(days_late, 0), late_steps FROM cases WHERE office = "
      "?1 "
      "AND closed_at >= ?2 AND closed_at < ?3 AND (days_late > 0 OR late_steps > 0) ORDER BY days_late DESC, id LIMIT "
      "200");
  select.bind_all(office, to_millis(span.from), to_millis(span.until));
  std::vector<LateClosing> rows;
  while (select.step())
    rows.push_back({.id = CaseId{select.integer(0)},
                    .register_no = select.text(1),
                    .closed = from_millis(select.integer(2)),
                    .days_late = select.integer(3),
                    .late_steps = select.integer(4)});
  return rows;
}

}  // namespace

Recap recap_of(Connection& connection, std::string_view office, Span span, Date today) {
  Recap recap;
  recap.received = count(
      connection.prepare("SELECT count(*) FROM cases WHERE office = ?1 AND received_at >= ?2 AND received_at < ?3"),
      office, span);
  recap.registered = count(
      connection.prepare("SELECT count(*) FROM cases WHERE office = ?1 AND registered_at >= ?2 AND registered_at < ?3"),
      office, span);
  recap.closed =
      count(connection.prepare("SELECT count(*) FROM cases WHERE office = ?1 AND closed_at >= ?2 AND closed_at < ?3"),
            office, span);
  recap.by_channel = tally<complaint::Channel>(
      connection.prepare("SELECT channel, count(*) FROM cases WHERE office = ?1 AND received_at >= ?2 AND received_at "
                         "< ?3 GROUP BY channel ORDER BY 2 DESC, 1 NULLS FIRST"),
      office, span);
  recap.by_category = tally<complaint::Category>(
      connection.prepare("SELECT category, count(*) FROM cases WHERE office = ?1 AND received_at >= ?2 AND received_at "
                         "< ?3 GROUP BY category ORDER BY 2 DESC, 1 NULLS FIRST"),
      office, span);
  recap.by_status = tally<complaint::Status>(
      connection.prepare("SELECT status, count(*) FROM cases WHERE office = ?1 AND received_at >= ?2 AND received_at < "
                         "?3 GROUP BY status ORDER BY 2 DESC, 1 NULLS FIRST"),
      office, span);
  recap.steps = steps(connection, office, span, today);
  recap.late_closings = late_closings(connection, office, span);
  auto select = connection.prepare(
      "SELECT received_at, answered_at FROM cases WHERE office = ?1 AND answered_at >= ?2 AND answered_at < ?3");
  select.bind_all(office, to_millis(span.from), to_millis(span.until));
  while (select.step()) recap.answered.emplace_back(from_millis(select.integer(0)), from_millis(select.integer(1)));
  return recap;
}

}  // namespace dumas::store
