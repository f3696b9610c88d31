// From a file in views/ to the text the template engine reads: layouts, partials, catalogue keys and asset names are
// put in place once, at load time. Called by view.cpp alone; the marks are described in view.hpp.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/language.hpp"

namespace dumas {
class Catalogue;
}

namespace dumas::web {

class Assets;

// File name relative to views/ -> its text as written.
using TemplateFiles = std::map<std::string, std::string, std::less<>>;

// The whole text of template `name` in one language, ready for the engine: escaping is switched on in its first line.
// Throws std::runtime_error naming the template and what is wrong with it.
[[nodiscard]] std::string template_text(TemplateFiles const&, std::string const& name, Language, Catalogue const&,
                                        Assets const&);

// `text` with & < > " ' written as HTML entities; {{NAME}} markers stay as they are.
[[nodiscard]] std::string escape_html(std::string_view text);

}  // namespace dumas::web
