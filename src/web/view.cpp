// Templates loaded, checked and rendered: see view.hpp. With view_dictionary.* the only place in web/ that knows ctemplate.
#include "web/view.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary_interface.h>
#include <toml++/toml.h>

#include "locale/catalogue.hpp"
#include "web/template_text.hpp"
#include "web/view_dictionary.hpp"
#include "web/view_node.hpp"

namespace dumas::web {
namespace {

constexpr std::size_t usual_values = 16;  // of a row of a list

TemplateFiles read_files(std::filesystem::path const& folder);

}  // namespace

View::View() : node_(std::make_shared<Node>()) {}
View::View(std::shared_ptr<Node> node) : node_(std::move(node)) {}

View& View::set(std::string_view name, std::string_view text) { return take(name, std::string(text)); }

View& View::take(std::string_view name, std::string&& text) {
  for (auto& [known, value] : node_->values) {
    if (known == name) return value = std::move(text), *this;
  }
  if (node_->values.empty()) node_->values.reserve(usual_values);
  node_->values.emplace_back(name, std::move(text));
  return *this;
}

View& View::set_integer(std::string_view name, std::int64_t number) { return set(name, std::to_string(number)); }

View& View::show(std::string_view section_name) {
  if (node_->find(Node::Kind::Section, section_name) == nullptr) section(section_name);
  return *this;
}

View& View::set_if(std::string_view name, std::string_view text) {
  if (text.empty()) return *this;
  return set(name, text).show("HAS_" + std::string(name));
}

View View::section(std::string_view name) { return View(node_->add(Node::Kind::Section, name)); }

View View::include(std::string_view name, std::string_view template_name) {
  return View(node_->add(Node::Kind::Include, name, template_name));
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
      std::string const key = template_key(language_code(language), name);
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
  auto const dictionary = dictionary_of(view, language_code(language));
  std::string page;
  if (!cache_->templates.ExpandNoLoad(template_key(language_code(language), template_name),
                                      ctemplate::STRIP_BLANK_LINES, dictionary.get(), nullptr, &page)) {
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
