// Who may have an issued paper before him: the reader of its case, or of its meeting. Called by the pages of papers.
#pragma once

#include <optional>

#include "app/papers/paper_desk.hpp"
#include "web/visit.hpp"

namespace dumas::web::pages {

// Whether this officer may know of the paper at all.
[[nodiscard]] bool sees_paper(const Visit&, store::Connection&, const store::PaperRow&);
// Whether he may have its frozen bytes and its scan: those of a case may name the complainant, in what was typed too.
[[nodiscard]] bool may_have_bytes(const Visit&, const store::PaperRow&);
// The paper of the address {id}; nothing when there is none or he may not know of it.
[[nodiscard]] std::optional<store::PaperRow> open_paper(Site&, const Visit&);
// "/kasus/..." or "/rapat/..."
[[nodiscard]] std::string owner_href(const store::PaperRow&);
// "/surat/{id}"
[[nodiscard]] std::string paper_href(PaperId);

// Whether this paper waits for this officer's signature: he did the step that finished it.
[[nodiscard]] bool signs(const Visit&, store::Connection&, const store::DuePaperRow&);
// Where he puts it.
[[nodiscard]] std::string certify_href(CaseId, const complaint::DuePaper&);
// The same of the first paper of the case that waits for him; nothing when none does.
[[nodiscard]] std::optional<std::string> signature_waiting(Site&, const Visit&, CaseId);

// Into the security log: this officer has had the complainant's name before him on a paper.
void log_named_paper(Site&, const Visit&, CaseId, RecordId, complaint::PaperKind);

}  // namespace dumas::web::pages
