// What belongs in a case's dossier, read in one moment: which papers and where their bytes come from, which attachments,
// the timeline, the rows of the log. The workshop of dossier.cpp.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/dossier/dossier.hpp"
#include "complaint/content.hpp"
#include "store/event_log.hpp"

namespace dumas::app::dossier {

// Lies in the file store already: a frozen paper, a scan, an attachment.
struct StoredSource {
  std::string stored_as;
  std::uint64_t size = 0;
};

struct PlannedFile {
  DossierFile file;  // size and digest come with the bytes
  std::variant<PaperRequest, StoredSource> source;
  RecordId record{};  // the record a paper prints; none of an attachment
};

struct LogRow {
  store::LoggedEvent event;
  std::string before;  // hash of the row before it in the log, 32 bytes
};

struct Plan {
  Dossier dossier;                   // events without their files yet
  std::vector<RecordId> made;        // flat: the records of all events, in their order ...
  std::vector<std::size_t> made_by;  // ... and the place of the event that made each
  std::vector<PlannedFile> papers, attachments;
  std::vector<LogRow> log;
  std::optional<complaint::Content> identity;  // only where he may be named
};

// Nothing when there is no such case.
[[nodiscard]] std::optional<Plan> read_plan(const Application&, const Catalogue&, store::Connection&,
                                            const DossierWish&);

}  // namespace dumas::app::dossier
