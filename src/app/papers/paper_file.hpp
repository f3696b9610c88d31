// Finished papers and their scans as they are kept: bytes in the file store, events in the paper's stream. Called by
// paper_desk.cpp and file_scans.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/application.hpp"
#include "complaint/paper.hpp"
#include "store/papers.hpp"

namespace dumas::app {

// Encrypts the bytes into the file store; they are on the disk when it returns. `pages` is noted, not counted.
// Refusal: DISK_FULL (error.disk_full).
[[nodiscard]] Result<complaint::FrozenFile> freeze(Application&, std::string_view bytes, std::int64_t pages);

// The frozen bytes, whole and as they were. nullopt: missing or damaged (`dumas verify` names the paper).
[[nodiscard]] std::optional<std::string> thaw(const Application&, const complaint::FrozenFile&);

// Appends what has happened to a paper to its stream, inside the writer's transaction, and gives its row.
// Refusals: those of complaint::may_happen.
[[nodiscard]] Result<store::PaperRow> append_to_paper(Application&, store::Connection&, PaperId,
                                                      complaint::PaperEventData, const complaint::Actor&);

// Takes frozen bytes away that no row came to name after all: somebody else was faster, or the row was refused.
void discard(Application&, const complaint::FrozenFile&);

}  // namespace dumas::app
