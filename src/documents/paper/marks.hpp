// The marks of a template, {{NAME}} and {{#SECTION}}...{{/SECTION}}, checked against its fields and written anew so
// that each says which section it belongs to: {{TEXT}} within SIGNERS becomes {{SIGNERS__TEXT}}. So a row without a
// value of its own never shows that of the paper around it. Used by paper_templates.cpp.
#pragma once

#include <string>

#include "documents/paper/fault.hpp"
#include "documents/paper/fields.hpp"
#include "documents/paper/source.hpp"

namespace dumas::documents {

// The text for the engine. Faults: mark_not_closed, unknown_mark, unknown_modifier, unknown_field, unknown_section (and
// ..._near with the nearest name), section_not_open, section_not_closed, sections_cross; missing_field and
// missing_section under `file`.
[[nodiscard]] std::string resolve_marks(const SourceText&, const PaperSection& root, const std::string& file,
                                        TemplateFaults&);

}  // namespace dumas::documents
