#include "store/papers.hpp"

namespace dumas::store {
namespace {

using complaint::FrozenFile;
using complaint::PaperKind;
using complaint::PaperOf;

template <class E>
std::string_view word_or_empty(const std::optional<E>& value) {
  return value ? name(*value) : std::string_view{};
}

// Every column of papers and whether its number was cancelled, in the order that row_of() reads.
#define DUMAS_PAPER_COLUMNS                                                                                  \
  "SELECT id, token, kind, owner_kind, owner, record, papers.number, mode, signed_by, signed_as, capacity, " \
  "signed_at, certificate, issued_at, papers.event_id, stored_as, sha256, size, pages, scanned_at, "         \
  "scan_stored_as, scan_sha256, scan_size, scan_pages, "                                                     \
  "EXISTS (SELECT 1 FROM numbers WHERE numbers.office = papers.office AND numbers.text = papers.number AND " \
  "numbers.stream_kind = papers.owner_kind AND numbers.stream = papers.owner AND voided_event IS NOT NULL) " \
  "FROM papers "

PaperRow row_of(Statement& s) {
  PaperRow row;
  row.id = PaperId{s.integer(0)};
  auto& issued = row.issued;
  issued.token = s.text(1);
  issued.paper = from_name<PaperKind>(s.text(2));
  issued.of = from_name<PaperOf>(s.text(3));
  issued.owner = s.integer(4);
  issued.record = s.integer(5);
  issued.number = s.text(6);
  issued.mode = from_name<complaint::SigningMode>(s.text(7));
  issued.signed_by = UserId{s.integer(8)};
  issued.signed_as = from_name<complaint::Role>(s.text(9));
  issued.capacity = from_name<complaint::Capacity>(s.text(10));
  issued.signed_at = s.integer(11);
  issued.certificate = s.text(12);
  row.issued_at = from_millis(s.integer(13));
  row.event_id = s.integer(14);
  issued.file = {.stored_as = s.text(15), .sha256 = s.text(16), .size = s.integer(17), .pages = s.integer(18)};
  if (!s.is_null(19)) {
    row.scanned_at = from_millis(s.integer(19));
    row.scan = FrozenFile{.stored_as = s.text(20), .sha256 = s.text(21), .size = s.integer(22), .pages = s.integer(23)};
  }
  row.voided = s.integer(24) != 0;
  return row;
}

std::optional<PaperRow> one(Statement select) {
  if (!select.step()) return std::nullopt;
  return row_of(select);
}

DuePaperRow due_of(Statement& s) {
  return {.due = {.paper = from_name<PaperKind>(s.text(1)).value(),
                  .of = from_name<PaperOf>(s.text(2)).value(),
                  .owner = s.integer(3),
                  .record = RecordId{s.integer(0)}},
          .event_id = s.integer(4)};
}

std::vector<DuePaperRow> all_due(Statement select) {
  std::vector<DuePaperRow> rows;
  while (select.step()) rows.push_back(due_of(select));
  return rows;
}

void keep_issued(Connection& connection, std::string_view office, const complaint::PaperState& paper,
                 const complaint::PaperEvent& event, std::int64_t event_id) {
  const auto& issued = paper.issued;
  auto insert = connection.prepare(
      "INSERT INTO papers (id, office, token, kind, owner_kind, owner, record, number, mode, signed_by, signed_as, "
      "capacity, signed_at, certificate, issued_at, event_id, stored_as, sha256, size, pages) VALUES (?1, ?2, ?3, ?4, "
      "?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)");
  insert.bind_all(paper.id.value, office, issued.token, word_or_empty(issued.paper), word_or_empty(issued.of),
                  issued.owner, issued.record, issued.number, word_or_empty(issued.mode), issued.signed_by.value,
                  word_or_empty(issued.signed_as), word_or_empty(issued.capacity), issued.signed_at, issued.certificate,
                  to_millis(event.at), event_id, issued.file.stored_as, issued.file.sha256, issued.file.size,
                  issued.file.pages);
  insert.run();
  drop_due_paper(connection, RecordId{issued.record}, issued.paper.value());
}

}  // namespace

void keep_due_papers(Connection& connection, std::string_view office, const std::vector<complaint::DuePaper>& papers,
                     std::int64_t event_id) {
  // In a rebuild the streams of papers may come first: what was issued is due no more.
  for (const auto& due : papers) {
    auto insert = connection.prepare(
        "INSERT INTO papers_due (record, kind, office, owner_kind, owner, event_id) SELECT ?1, ?2, ?3, ?4, ?5, ?6 "
        "WHERE NOT EXISTS (SELECT 1 FROM papers WHERE record = ?1 AND kind = ?2) "
        "ON CONFLICT (record, kind) DO UPDATE SET event_id = ?6");
    insert.bind_all(due.record.value, name(due.paper), office, name(due.of), due.owner, event_id);
    insert.run();
  }
}

void drop_due_paper(Connection& connection, RecordId record, PaperKind paper) {
  auto drop = connection.prepare("DELETE FROM papers_due WHERE record = ?1 AND kind = ?2");
  drop.bind_all(record.value, name(paper));
  drop.run();
}

void project_paper(Connection& connection, std::string_view office, const complaint::PaperState& after,
                   const complaint::PaperEvent& event, std::int64_t event_id) {
  if (event.type() == complaint::PaperEventType::Issued) return keep_issued(connection, office, after, event, event_id);
  const FrozenFile& scan = std::get<complaint::PaperScanned>(event.data).file;
  auto update = connection.prepare(
      "UPDATE papers SET scanned_at = ?2, scan_stored_as = ?3, scan_sha256 = ?4, scan_size = ?5, scan_pages = ?6 "
      "WHERE id = ?1");
  update.bind_all(after.id.value, to_millis(event.at), scan.stored_as, scan.sha256, scan.size, scan.pages);
  update.run();
}

std::optional<PaperRow> find_paper(Connection& connection, std::string_view office, PaperId id) {
  auto select = connection.prepare(DUMAS_PAPER_COLUMNS "WHERE papers.office = ?1 AND id = ?2");
  select.bind_all(office, id.value);
  return one(std::move(select));
}

std::optional<PaperRow> find_paper_by_token(Connection& connection, std::string_view office, std::string_view token) {
  auto select = connection.prepare(DUMAS_PAPER_COLUMNS "WHERE papers.office = ?1 AND token = ?2");
  select.bind_all(office, token);
  return one(std::move(select));
}

std::optional<PaperRow> find_paper_of(Connection& connection, RecordId record, PaperKind paper) {
  auto select = connection.prepare(DUMAS_PAPER_COLUMNS "WHERE record = ?1 AND kind = ?2");
  select.bind_all(record.value, name(paper));
  return one(std::move(select));
}

std::vector<PaperRow> papers_of(Connection& connection, PaperOf of, std::int64_t owner) {
  auto select = connection.prepare(DUMAS_PAPER_COLUMNS "WHERE owner_kind = ?1 AND owner = ?2 ORDER BY papers.event_id");
  select.bind_all(name(of), owner);
  std::vector<PaperRow> rows;
  while (select.step()) rows.push_back(row_of(select));
  return rows;
}

std::optional<DuePaperRow> find_due_paper(Connection& connection, RecordId record, PaperKind paper) {
  auto select = connection.prepare(
      "SELECT record, kind, owner_kind, owner, event_id FROM papers_due WHERE record = ?1 AND kind = ?2");
  select.bind_all(record.value, name(paper));
  if (!select.step()) return std::nullopt;
  return due_of(select);
}

std::vector<DuePaperRow> due_papers_of(Connection& connection, PaperOf of, std::int64_t owner) {
  auto select = connection.prepare(
      "SELECT record, kind, owner_kind, owner, event_id FROM papers_due WHERE owner_kind = ?1 AND owner = ?2 ORDER BY "
      "event_id, kind");
  select.bind_all(name(of), owner);
  return all_due(std::move(select));
}

std::vector<DuePaperRow> due_papers(Connection& connection, std::string_view office, int most,
                                    const std::optional<DuePaperRow>& after) {
  auto select = connection.prepare(
      "SELECT record, kind, owner_kind, owner, event_id FROM papers_due WHERE office = ?1 AND (event_id, kind) > (?3, "
      "?4) "
      "ORDER BY event_id, kind LIMIT ?2");
  select.bind_all(office, static_cast<std::int64_t>(most), after ? after->event_id : std::int64_t{0},
                  after ? name(after->due.paper) : std::string_view{});
  return all_due(std::move(select));
}

#undef DUMAS_PAPER_COLUMNS

}  // namespace dumas::store
