// The tables that pages read, made anew from the log (projections.hpp).
#include "store/damage.hpp"
#include "store/event_log.hpp"
#include "store/projections.hpp"

namespace dumas::store {
namespace {

// None of a damaged stream: it is left out, and damaged_streams() names it.
std::vector<LoggedEvent> undamaged_history(Connection& connection, Stream kind, std::int64_t id) try {
  return history(connection, kind, id);
} catch (const Damaged&) {
  return {};
}

}  // namespace

void Projections::rebuild(Connection& connection) const {
  for (const Sql clear : {Sql("DELETE FROM case_search"), Sql("DELETE FROM numbers"), Sql("DELETE FROM case_records"),
                          Sql("DELETE FROM case_steps"), Sql("DELETE FROM case_holders"), Sql("DELETE FROM cases"),
                          Sql("DELETE FROM meetings"), Sql("DELETE FROM papers"), Sql("DELETE FROM papers_due")})
    connection.exec(clear);
  // Streams do not depend on each other, but that papers come first.
  std::vector<std::pair<Stream, std::int64_t>> streams;
  auto select = connection.prepare("SELECT DISTINCT stream_kind, stream FROM events ORDER BY stream_kind DESC, stream");
  while (select.step()) streams.emplace_back(stream_of(select.text(0)), select.integer(1));
  for (const auto& [kind, id] : streams) replay(connection, kind, id);
}

void Projections::replay(Connection& connection, Stream kind, std::int64_t id) const {
  const auto fold = [&](auto state, auto to_event) {
    for (const auto& row : undamaged_history(connection, kind, id)) {
      const auto event = to_event(row);
      state = apply(std::move(state), event);
      project(connection, row.office, state, event, row.id);
    }
  };
  switch (kind) {
    case Stream::Case: return fold(complaint::State{.id = CaseId{id}}, to_case_event);
    case Stream::Meeting: return fold(complaint::MeetingState{.id = MeetingId{id}}, to_meeting_event);
    case Stream::Paper: return fold(complaint::PaperState{.id = PaperId{id}}, to_paper_event);
  }
}

}  // namespace dumas::store
