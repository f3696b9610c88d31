// What HTML a paper may be made of: text, lists and tables. No script, no style in the markup, no picture from
// elsewhere, no value where it could become code. Used by paper_templates.cpp.
#pragma once

#include <string_view>

#include "documents/paper/fault.hpp"
#include "documents/paper/source.hpp"

namespace dumas::documents {

// Faults: element_refused, attribute_refused, value_misplaced, image_outside, tag_not_closed; unclosed_element and
// unopened_element for elements whose end or begin is missing.
void check_markup(const SourceText&, TemplateFaults&);

// The same for a style sheet: style_outside (@import, url() of anything but data), style_character, style_unbalanced.
void check_style(std::string_view css, const std::string& file, TemplateFaults&);

}  // namespace dumas::documents
