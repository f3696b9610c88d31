// How the template engine finds a view's values, sections and includes: see view_dictionary.hpp.
#include "web/view_dictionary.hpp"

#include <optional>
#include <string>

#include <ctemplate/template_dictionary_interface.h>

#include "web/view_node.hpp"

namespace dumas::web {

class ViewDictionary final : public ctemplate::TemplateDictionaryInterface {
 public:
  // `around` is what is seen beside the node's own values; nullptr: nothing.
  ViewDictionary(View::Node const& node, std::string_view language, ViewDictionary const* around = nullptr)
      : node_(node), language_(language), around_(around) {}
  static View::Node const& node_of(View const& view) { return *view.node_; }

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

namespace {

std::string_view text_of(ctemplate::TemplateString const& text) { return {text.data(), text.size()}; }

}  // namespace

// The members of a group, in their order. Made and deleted by the engine.
class ViewDictionary::Members final : public Iterator {
 public:
  // nullptr: no member. What it is given outlives it.
  Members(View::Node::Group const* group, std::string_view language, ViewDictionary const* around)
      : group_(group), language_(language), around_(around) {}

  [[nodiscard]] bool HasNext() const override { return group_ != nullptr && next_ < group_->members.size(); }
  // Valid until it is called again.
  TemplateDictionaryInterface const& Next() override {
    return current_.emplace(*group_->members[next_++].node, language_, around_);
  }

 private:
  View::Node::Group const* group_;
  std::string_view language_;
  ViewDictionary const* around_;
  std::size_t next_ = 0;
  std::optional<ViewDictionary> current_{};
};

ctemplate::TemplateString ViewDictionary::GetValue(ctemplate::TemplateString const& name) const {
  for (auto const* each = this; each != nullptr; each = each->around_)
    if (auto const* text = each->node_.find(text_of(name))) return {text->data(), text->size()};
  if (text_of(name) == "LANG") return {language_.data(), language_.size()};
  return {"", 0};
}

// The nearest around that has such a section is the one whose repetitions are shown.
ViewDictionary::Section ViewDictionary::section(std::string_view name) const {
  for (auto const* each = this; each != nullptr; each = each->around_)
    if (auto const* group = each->node_.find(Kind::Section, name)) return {each, group};
  return {};
}

bool ViewDictionary::IsHiddenSection(ctemplate::TemplateString const& name) const {
  return section(text_of(name)).group == nullptr;
}

bool ViewDictionary::IsUnhiddenSection(ctemplate::TemplateString const& name) const { return !IsHiddenSection(name); }

bool ViewDictionary::IsHiddenTemplate(ctemplate::TemplateString const& name) const {
  return node_.find(Kind::Include, text_of(name)) == nullptr;
}

char const* ViewDictionary::GetIncludeTemplateName(ctemplate::TemplateString const& name, int number) const {
  auto const* group = node_.find(Kind::Include, text_of(name));
  auto const place = static_cast<std::size_t>(number);
  bool const there = group != nullptr && place < group->members.size();
  included_ = there ? template_key(language_, group->members[place].template_name) : "";
  return included_.c_str();
}

ViewDictionary::Iterator* ViewDictionary::CreateSectionIterator(ctemplate::TemplateString const& name) const {
  auto const found = section(text_of(name));
  return new Members(found.group, language_, found.holder);
}

ViewDictionary::Iterator* ViewDictionary::CreateTemplateIterator(ctemplate::TemplateString const& name) const {
  return new Members(node_.find(Kind::Include, text_of(name)), language_, nullptr);
}

// For the engine's debugging alone.
void ViewDictionary::DumpToString(std::string* text, int /*level*/) const { *text += "a view"; }

std::unique_ptr<ctemplate::TemplateDictionaryInterface> dictionary_of(View const& view, std::string_view language) {
  return std::make_unique<ViewDictionary>(ViewDictionary::node_of(view), language);
}

}  // namespace dumas::web
