// Page code's short way to the field partials: choices and refusals. Called by the pages that show a form.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/language.hpp"
#include "base/result.hpp"
#include "web/view.hpp"

namespace dumas {
class Catalogue;
}

namespace dumas::web {

struct Option {
  std::string value;
  std::string label;
  std::string hint{};
};

// Rows for partials/radios.html, checkboxes.html and select.html of the field `name` (as posted, e.g. "disclosure"):
// {{#DISCLOSURE_OPTIONS}}. `chosen` are the values that stand checked. The first row's id is the field's name, so that
// the error summary leads there. In a view of fields/*.html pass WithoutPrefix: the rows are {{#OPTIONS}} then.
enum class Prefix { FieldName, WithoutPrefix };
void show_options(View&, std::string_view name, std::vector<Option> const& options,
                  std::vector<std::string> const& chosen, Prefix = Prefix::FieldName);

// Sets FIELD_VALUE, the kept value of a text field.
void show_value(View&, std::string_view name, std::string_view value);

// The sentence of a refusal. Arguments that are words of the procedure are put into the reader's language: a state in
// refusal.wrong_state, a document in refusal.missing_doc, a role where one is waited for.
[[nodiscard]] std::string refusal_sentence(Catalogue const&, Language, Refusal const&);

// The error summary (HAS_ERRORS, ERRORS) and the sentence beside each field (HAS_FIELD_ERROR, FIELD_ERROR) from a
// refusal and its `others`. Fields without an input of their own stand in the summary alone.
void show_refusal(View&, Catalogue const&, Language, Refusal const&);

// "reported_elsewhere" -> "REPORTED_ELSEWHERE": the name of a field in templates.
[[nodiscard]] std::string template_name_of(std::string_view field);

}  // namespace dumas::web
