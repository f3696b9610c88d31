// The bytes of finished papers and their scans, in and out of the file store. Called by paper_desk.cpp and file_scans.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/application.hpp"
#include "complaint/paper.hpp"

namespace dumas::app {

// Encrypts the bytes into the file store; they are on the disk when it returns. `pages` is noted, not counted.
// Refusal: DISK_FULL (error.disk_full).
[[nodiscard]] Result<complaint::FrozenFile> freeze(Application&, std::string_view bytes, std::int64_t pages);

// The frozen bytes, whole and as they were. nullopt: missing or damaged (`dumas verify` names the paper).
[[nodiscard]] std::optional<std::string> thaw(const Application&, const complaint::FrozenFile&);

// Takes frozen bytes away that no row came to name after all: somebody else was faster, or the row was refused.
void discard(Application&, const complaint::FrozenFile&);

}  // namespace dumas::app
