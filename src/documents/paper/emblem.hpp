// The office's emblem for its letterhead: DIR/office/logo.png or logo.svg, as an image that stands in the markup itself.
// None is shipped: an emblem of the state belongs to whoever may use it. Called by paper_templates.cpp.
#pragma once

#include <filesystem>
#include <string>

#include "documents/paper/fault.hpp"

namespace dumas::documents {

// `<img class="emblem" ...>`, or "" when the folder has no logo or a faulty one. Faults: unreadable, too_large,
// emblem_type (not what its name says), emblem_unsafe (an SVG with scripts, entities or addresses of other files).
[[nodiscard]] std::string read_emblem(const std::filesystem::path& office_folder, TemplateFaults&);

}  // namespace dumas::documents
