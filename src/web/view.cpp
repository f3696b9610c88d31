// Templates loaded, checked and rendered: see view.hpp. The only file of ours that knows ctemplate.
#include "web/view.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>
#include <toml++/toml.h>

#include "locale/catalogue.hpp"
#include "web/template_text.hpp"

namespace dumas::web {
namespace {

TemplateFiles read_files(std::filesystem::path const& folder);
std::string cache_key(Language language, std::string_view name) {
  return std::string(language_code(language)) + "/" + std::string(name);
}

ctemplate::TemplateString lasting(std::string const& text) { return {text.data(), text.size()}; }

}  // namespace

struct View::Node {
  struct Child {
    std::string name;
    std::string template_name;  // empty: a section
    std::shared_ptr<Node> node;
  };
  std::vector<std::pair<std::string, std::string>> values{};
  std::vector<Child> children{};

  // Nothing is copied: the view outlives the dictionary that it fills.
  void fill(ctemplate::TemplateDictionary& dictionary, Language language) const {
    for (auto const& [name, text] : values) dictionary.SetValueWithoutCopy(lasting(name), lasting(text));
    for (auto const& child : children) {
      if (child.template_name.empty()) {
        child.node->fill(*dictionary.AddSectionDictionary(child.name), language);
      } else {
        auto* included = dictionary.AddIncludeDictionary(child.name);
        included->SetFilename(cache_key(language, child.template_name));
        child.node->fill(*included, language);
      }
    }
  }
};

View::View() : node_(std::make_shared<Node>()) {}

View& View::set(std::string_view name, std::string_view text) {
  for (auto& [known, value] : node_->values) {
    if (known == name) return value = text, *this;
  }
  node_->values.emplace_back(name, text);
  return *this;
}

View& View::set_integer(std::string_view name, std::int64_t number) { return set(name, std::to_string(number)); }

View& View::show(std::string_view section_name) {
  for (auto const& child : node_->children) {
    if (child.name == section_name) return *this;
  }
  section(section_name);
  return *this;
}

View& View::set_if(std::string_view name, std::string_view text) {
  if (text.empty()) return *this;
  return set(name, text).show("HAS_" + std::string(name));
}

View View::section(std::string_view name) {
  View inner;
  node_->children.push_back({std::string(name), {}, inner.node_});
  return inner;
}

View View::include(std::string_view name, std::string_view template_name) {
  View inner;
  node_->children.push_back({std::string(name), std::string(template_name), inner.node_});
  return inner;
}

Assets::Assets(std::filesystem::path const& folder) {
  auto const manifest = folder / "manifest.toml";
  if (!std::filesystem::exists(manifest)) return;
  for (auto const& [name, node] : toml::parse_file(manifest.string())) {
    if (auto const* hashed = node.as_string()) names_.emplace_back(std::string(name.str()), hashed->get());
  }
}

std::string Assets::address(std::string_view name) const {
  auto const found = std::find_if(names_.begin(), names_.end(), [&](auto const& pair) { return pair.first == name; });
  return "/aset/" + (found == names_.end() ? std::string(name) : found->second);
}

struct Views::Cache {
  ctemplate::TemplateCache templates;
};

Views::Views(std::filesystem::path const& folder, Catalogue const& catalogue, Assets const& assets)
    : cache_(std::make_unique<Cache>()) {
  TemplateFiles const files = read_files(folder);
  for (auto const& [name, written] : files) {
    // Layouts and static partials only make sense inside the pages that use them.
    if (name.starts_with("layout") || name.starts_with("partials/")) continue;
    for (Language const language : {Language::Indonesian, Language::English}) {
      std::string const key = cache_key(language, name);
      std::string const text = template_text(files, name, language, catalogue, assets);
      if (!cache_->templates.StringToTemplateCache(key, text, ctemplate::STRIP_BLANK_LINES)) {
        throw std::runtime_error("views/" + name + ": the template engine refuses it (a tag not closed, or a value " +
                                 "where it cannot be escaped)");
      }
    }
    names_.push_back(name);
  }
  cache_->templates.Freeze();
}

Views::~Views() = default;

std::string Views::render(std::string_view template_name, Language language, View const& view) const {
  if (!std::binary_search(names_.begin(), names_.end(), template_name, std::less<>())) {
    throw std::logic_error("no template views/" + std::string(template_name));
  }
  ctemplate::TemplateDictionary dictionary("page");
  dictionary.SetValue("LANG", std::string(language_code(language)));
  view.node_->fill(dictionary, language);
  std::string page;
  if (!cache_->templates.ExpandNoLoad(cache_key(language, template_name), ctemplate::STRIP_BLANK_LINES, &dictionary,
                                      nullptr, &page)) {
    throw std::logic_error("views/" + std::string(template_name) + " includes a template that is not there");
  }
  return page;
}

namespace {

TemplateFiles read_files(std::filesystem::path const& folder) {
  TemplateFiles files;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".html") continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    files[entry.path().lexically_relative(folder).generic_string()] =
        std::string(std::istreambuf_iterator<char>(stream), {});
  }
  return files;
}

}  // namespace
}  // namespace dumas::web
