// Choices and refusals in the field partials: see fields.hpp.
#include "web/fields.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "locale/catalogue.hpp"

namespace dumas::web {
namespace {

std::string_view family_of(std::string_view key);
void show_one(View& view, Catalogue const& catalogue, Language language, Refusal const& refusal, View& summary);

}  // namespace

void show_options(View& view, std::string_view name, std::vector<Option> const& options,
                  std::vector<std::string> const& chosen, Prefix prefix) {
  std::string const rows = prefix == Prefix::FieldName ? template_name_of(name) + "_OPTIONS" : "OPTIONS";
  int number = 1;
  for (auto const& option : options) {
    View row = view.section(rows);
    row.set("ID", number == 1 ? std::string(name) : std::string(name) + "-" + std::to_string(number));
    row.set("VALUE", option.value).set("LABEL", option.label).set_if("HINT", option.hint);
    if (std::find(chosen.begin(), chosen.end(), option.value) != chosen.end()) row.show("CHECKED");
    ++number;
  }
}

void show_value(View& view, std::string_view name, std::string_view value) {
  view.set(template_name_of(name) + "_VALUE", value);
}

std::string refusal_sentence(Catalogue const& catalogue, Language language, Refusal const& refusal) {
  if (refusal.key.empty()) return refusal.code;
  std::vector<std::string> arguments = refusal.arguments;
  std::string_view const family = family_of(refusal.key);
  for (auto& argument : arguments) {
    std::string const* word = family.empty() ? nullptr : catalogue.find(language, std::string(family) + argument);
    if (word != nullptr) argument = *word;
  }
  return catalogue.text(language, refusal.key, arguments);
}

void show_refusal(View& view, Catalogue const& catalogue, Language language, Refusal const& refusal) {
  View summary = view.section("HAS_ERRORS");
  show_one(view, catalogue, language, refusal, summary);
  for (auto const& other : refusal.others) show_one(view, catalogue, language, other, summary);
}

std::string template_name_of(std::string_view field) {
  std::string name(field);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return c == '-' || c == '.' ? '_' : static_cast<char>(std::toupper(c)); });
  return name;
}

namespace {

// Which family of words the arguments of a sentence come from; empty: they stand for themselves.
std::string_view family_of(std::string_view key) {
  if (key == "refusal.wrong_state") return "state.";
  if (key == "refusal.missing_doc") return "document.";
  if (key == "refusal.actor_rule_pending" || key == "refusal.not_the_signatory" ||
      key == "refusal.letter_not_certified")
    return "role.";
  return "";
}

void show_one(View& view, Catalogue const& catalogue, Language language, Refusal const& refusal, View& summary) {
  std::string const sentence = refusal_sentence(catalogue, language, refusal);
  View row = summary.section("ERRORS");
  row.set("TEXT", sentence);
  if (refusal.field.empty()) {
    row.show("NO_FIELD");
    return;
  }
  row.set_if("FIELD", refusal.field);
  view.set_if(template_name_of(refusal.field) + "_ERROR", sentence);
}

}  // namespace
}  // namespace dumas::web
