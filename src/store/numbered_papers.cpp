#include "store/numbered_papers.hpp"

namespace dumas::store {

using complaint::PaperKind;
using complaint::PaperOf;

std::vector<complaint::DuePaper> numbered_papers(Connection& connection, std::string_view office, BookPeriod period,
                                                 Zone zone) {
  // A paper that is due has no number yet; its owner has one number in force of each kind.
  auto select = connection.prepare(
      "WITH carriers (number_kind, paper_kind) AS (VALUES (?4, ?5), (?6, ?7), (?8, ?9), (?10, ?11)), "
      "given AS (SELECT n.text, n.stream_kind, n.stream, n.event_id, c.paper_kind "
      "FROM numbers n JOIN events e ON e.id = n.event_id JOIN carriers c ON c.number_kind = n.kind "
      "WHERE n.office = ?1 AND e.at >= ?2 AND e.at < ?3 AND n.voided_event IS NULL) "
      "SELECT p.record, p.kind, p.owner_kind, p.owner, g.event_id FROM given g JOIN papers p "
      "ON p.owner_kind = g.stream_kind AND p.owner = g.stream AND p.kind = g.paper_kind AND p.number = g.text "
      "UNION SELECT d.record, d.kind, d.owner_kind, d.owner, g.event_id FROM given g JOIN papers_due d "
      "ON d.owner_kind = g.stream_kind AND d.owner = g.stream AND d.kind = g.paper_kind "
      "ORDER BY 5, 1");
  const Span span = period.span(zone);
  select.bind_all(office, to_millis(span.from), to_millis(span.until), word(NumberKind::Answer),
                  name(PaperKind::AnswerLetter), word(NumberKind::Minutes), name(PaperKind::PlenaryMinutes),
                  word(NumberKind::Memo), name(PaperKind::ActivityMemo), word(NumberKind::Invitation),
                  name(PaperKind::Invitation));
  std::vector<complaint::DuePaper> papers;
  while (select.step())
    papers.push_back({.paper = from_name<PaperKind>(select.text(1)).value(),
                      .of = from_name<PaperOf>(select.text(2)).value(),
                      .owner = select.integer(3),
                      .record = RecordId{select.integer(0)}});
  return papers;
}

}  // namespace dumas::store
