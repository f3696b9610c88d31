// What a paper says, before it has a look: named texts and repeated sections, as a template of papers/ asks for them
// ({{NAME}}, {{#SECTION}}...{{/SECTION}}). Filled by app/papers, printed by PaperTemplates, checked against fields.toml.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dumas::documents {

class Model {
 public:
  Model& set(std::string_view name, std::string_view text);
  Model& set_integer(std::string_view name, std::int64_t number);
  // Sets the text and shows the section of that name with "HAS_" before it; nothing for an empty text.
  Model& set_if(std::string_view name, std::string_view text);
  // Shows a section once, with the values around it.
  Model& show(std::string_view section);
  // Adds one repetition of a section. The reference lives as long as no further repetition of it is added.
  Model& section(std::string_view name);
  // One repetition for each text, under `name` in it; shows "HAS_" + section around them when there is any.
  Model& list(std::string_view section, std::string_view name, const std::vector<std::string>& texts);

  // Takes every text and section of another; those of the same name here give way.
  Model& take(const Model& other);

  using Texts = std::map<std::string, std::string, std::less<>>;
  using Sections = std::map<std::string, std::vector<Model>, std::less<>>;
  [[nodiscard]] const Texts& texts() const { return texts_; }
  [[nodiscard]] const Sections& sections() const { return sections_; }
  // "" when there is none.
  [[nodiscard]] std::string text(std::string_view name) const;

 private:
  Texts texts_;
  Sections sections_;
};

}  // namespace dumas::documents
