// The tables of papers: what was issued and frozen, and what waits to be. Written by the projections, read by app/papers
// and by pages. Rebuildable from the log.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "complaint/paper.hpp"
#include "store/database.hpp"

namespace dumas::store {

// An issued paper as its row tells it.
struct PaperRow {
  PaperId id;
  complaint::PaperIssued issued;
  Instant issued_at{};
  std::int64_t event_id = 0;  // place of its paper.issued in the log
  std::optional<complaint::FrozenFile> scan;
  std::optional<Instant> scanned_at;
  bool voided = false;  // its number was cancelled
};

struct DuePaperRow {
  complaint::DuePaper due;
  std::int64_t event_id = 0;  // the event that finished it
};

// ---- for the projections ----
void keep_due_papers(Connection&, std::string_view office, const std::vector<complaint::DuePaper>&,
                     std::int64_t event_id);
// The letter was cancelled before it was printed.
void drop_due_paper(Connection&, RecordId, complaint::PaperKind);
void project_paper(Connection&, std::string_view office, const complaint::PaperState& after,
                   const complaint::PaperEvent&, std::int64_t event_id);

// ---- for readers ----
[[nodiscard]] std::optional<PaperRow> find_paper(Connection&, std::string_view office, PaperId);
[[nodiscard]] std::optional<PaperRow> find_paper_by_token(Connection&, std::string_view office, std::string_view token);
[[nodiscard]] std::optional<PaperRow> find_paper_of(Connection&, RecordId, complaint::PaperKind);
[[nodiscard]] std::vector<PaperRow> papers_of(Connection&, complaint::PaperOf, std::int64_t owner);
[[nodiscard]] std::optional<DuePaperRow> find_due_paper(Connection&, RecordId, complaint::PaperKind);
[[nodiscard]] std::vector<DuePaperRow> due_papers_of(Connection&, complaint::PaperOf, std::int64_t owner);
// The oldest first, beginning behind `after` when it is given.
[[nodiscard]] std::vector<DuePaperRow> due_papers(Connection&, std::string_view office, int most,
                                                  const std::optional<DuePaperRow>& after = std::nullopt);

}  // namespace dumas::store
