#include "store/sweep_queries.hpp"

namespace dumas::store {
namespace {

std::vector<CaseId> ids(Statement& select) {
  std::vector<CaseId> list;
  while (select.step()) list.push_back(CaseId{select.integer(0)});
  return list;
}

}  // namespace

std::vector<CaseId> cases_due(Connection& connection, std::string_view office, Date today, CaseId after, int most) {
  // A case without a current row (closed, or on a side branch) has no step_due.
  auto select = connection.prepare(
      "SELECT c.id FROM cases c JOIN case_steps s ON s.case_id = c.id AND s.step = c.step "
      "WHERE c.office = ?1 AND c.step_due <= ?2 AND c.id > ?3 AND s.overdue = 0 AND s.done_at IS NULL ORDER BY c.id "
      "LIMIT ?4");
  select.bind_all(office, today.time_since_epoch().count(), after.value, most);
  return ids(select);
}

std::vector<CaseId> open_registered_cases(Connection& connection, std::string_view office, CaseId after, int most) {
  auto select = connection.prepare(
      "SELECT id FROM cases WHERE office = ?1 AND id > ?2 AND day_one IS NOT NULL AND status NOT IN "
      "('CLOSED', 'FORWARDED', 'REDIRECTED', 'MERGED', 'WITHDRAWN', 'REJECTED', 'LAPSED') ORDER BY id LIMIT ?3");
  select.bind_all(office, after.value, most);
  return ids(select);
}

}  // namespace dumas::store
