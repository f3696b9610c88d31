// A View as the template engine reads it. The engine's own dictionary would have to be filled with every value of the view
// first, which was a seventh of the time of a list.
#pragma once

#include <string>
#include <string_view>

#include <ctemplate/template_dictionary_interface.h>

#include "web/view_node.hpp"

namespace dumas::web {

// Refers to the view's nodes, which outlive it. A section sees the values and sections of what is around it, an included
// template does not, as in the engine's own dictionaries.
class ViewDictionary final : public ctemplate::TemplateDictionaryInterface {
 public:
  // `language` is the value of LANG and the folder of included templates: "id" or "en". `around` is what is seen beside
  // the node's own values; nullptr: nothing.
  ViewDictionary(View::Node const& node, std::string_view language, ViewDictionary const* around = nullptr)
      : node_(node), language_(language), around_(around) {}

 private:
  using Kind = View::Node::Kind;
  class Members;
  struct Section {
    ViewDictionary const* holder = nullptr;
    View::Node::Group const* group = nullptr;  // nullptr: there is none
  };

  [[nodiscard]] ctemplate::TemplateString GetValue(ctemplate::TemplateString const& name) const override;
  [[nodiscard]] bool IsHiddenSection(ctemplate::TemplateString const& name) const override;
  [[nodiscard]] bool IsUnhiddenSection(ctemplate::TemplateString const& name) const override;
  [[nodiscard]] bool IsHiddenTemplate(ctemplate::TemplateString const& name) const override;
  [[nodiscard]] char const* GetIncludeTemplateName(ctemplate::TemplateString const& name, int number) const override;
  [[nodiscard]] Iterator* CreateSectionIterator(ctemplate::TemplateString const& name) const override;
  [[nodiscard]] Iterator* CreateTemplateIterator(ctemplate::TemplateString const& name) const override;
  void DumpToString(std::string* text, int level) const override;

  [[nodiscard]] Section section(std::string_view name) const;

  View::Node const& node_;
  std::string_view language_;
  ViewDictionary const* around_;
  mutable std::string included_{};  // the last GetIncludeTemplateName, which the engine reads as long as it expands it
};

}  // namespace dumas::web
