// Pages from templates: a View holds the values of one page, Views holds every template in both languages.
// Escaping is decided by the template engine from the place a value stands in, never by page code.
//
// What a template in views/ may say, beside {{NAME}}, {{#SECTION}}...{{/SECTION}} and {{>INCLUDE}}:
//   [[key]]                      the catalogue's sentence, escaped; it may hold {{NAME}} markers, filled when rendered.
//                                A key that ends in _html is trusted markup from the catalogue.
//   [[asset:public.css]]         the public address of a built asset, with the hash in its name
//   [[%extends FILE title=key]]  as the first line: this page becomes [[%content]] of the layout
//   [[%use FILE a=x b=y]]        pastes a partial, which sees the same values; [[%a]] in it is x, [[%A]] is X in
//                                capitals; an argument with spaces or a marker stands in quotes: a="{{LABEL}} 1".
//                                [[%P]] is the name argument in capitals and "_" (nothing when the name is a marker):
//                                {{[[%P]]VALUE}} of name=where is {{WHERE_VALUE}}.
//                                [[%text:a]] is the catalogue's sentence of the key in a, or a itself if it is a marker.
//   [[%if a]]...[[%end]]         inside a partial: only when the argument a was given and is not empty (no nesting)
// In a query string write {{NAME:url_query_escape}}; for text whose line breaks matter {{NAME:pre_escape}}.
#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/language.hpp"

namespace dumas {
class Catalogue;
}

namespace dumas::web {

// The values of one page, section or include. A View is a handle: a copy speaks of the same values.
// Sections see the values of the views around them; included templates do not.
class View {
 public:
  View();

  View& set(std::string_view name, std::string_view text);
  // The same for a text that nobody needs any more, which is not copied.
  template <std::same_as<std::string> Text>
  View& set(std::string_view name, Text&& text) {
    return take(name, std::forward<Text>(text));
  }
  View& set_integer(std::string_view name, std::int64_t number);
  // Shows a section once, without values of its own.
  View& show(std::string_view section);
  // Sets the value and shows the section of that name, "HAS_" before it: {{#HAS_NAME}}{{NAME}}{{/HAS_NAME}}.
  // Does nothing when the text is empty.
  View& set_if(std::string_view name, std::string_view text);
  // Adds one repetition of a section and gives the view of its values.
  View section(std::string_view name);
  // Fills {{>NAME}} with a template of views/, once more each time it is called.
  View include(std::string_view name, std::string_view template_name);

 private:
  friend class Views;
  friend class ViewDictionary;
  struct Node;
  explicit View(std::shared_ptr<Node> node);
  View& take(std::string_view name, std::string&& text);
  std::shared_ptr<Node> node_;
};

// Where the built assets are: names in templates to names with a hash. Without a manifest a name stands for itself.
class Assets {
 public:
  Assets() = default;
  // Reads FOLDER/manifest.toml, written by tools/build_assets.mjs. A missing manifest gives plain names.
  explicit Assets(std::filesystem::path const& folder);
  // "public.css" -> "/aset/public-1a2b3c4d.css"
  [[nodiscard]] std::string address(std::string_view name) const;

 private:
  std::vector<std::pair<std::string, std::string>> names_;
};

class Views {
 public:
  // Loads and checks every *.html below `folder` in both languages. Throws std::runtime_error naming template and
  // reason: unknown key, unknown partial, a mark left over, or markup in which values cannot be escaped.
  Views(std::filesystem::path const& folder, Catalogue const& catalogue, Assets const& assets = {});
  ~Views();
  Views(Views const&) = delete;
  Views& operator=(Views const&) = delete;

  // The page. `template_name` is relative to the folder, e.g. "public/home.html". Throws std::logic_error when there
  // is no such template. LANG is set to "id" or "en". Safe from several threads.
  [[nodiscard]] std::string render(std::string_view template_name, Language, View const&) const;

  // Every template that can be rendered, sorted.
  [[nodiscard]] std::vector<std::string> const& names() const { return names_; }

 private:
  struct Cache;
  std::unique_ptr<Cache> cache_;
  std::vector<std::string> names_;
};

}  // namespace dumas::web
