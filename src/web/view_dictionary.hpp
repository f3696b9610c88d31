// A View as the template engine reads it. The engine's own dictionary would have to be filled with every value of the view
// first, which was a seventh of the time of a list.
#pragma once

#include <memory>
#include <string_view>

#include "web/view.hpp"

namespace ctemplate {
class TemplateDictionaryInterface;
}

namespace dumas::web {

// Refers to the view, which outlives it. `language` is the value of LANG and the folder of included templates: "id" or "en".
// A section sees the values and sections of what is around it, an included template does not, as in the engine's own
// dictionaries.
[[nodiscard]] std::unique_ptr<ctemplate::TemplateDictionaryInterface> dictionary_of(View const& view,
                                                                                    std::string_view language);

}  // namespace dumas::web
