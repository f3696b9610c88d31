// What a View holds: values in the order they were set, inner views by their names. For view*.cpp alone.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/view.hpp"

namespace dumas::web {

struct View::Node {
  enum class Kind { Section, Include };
  struct Inner {
    std::string template_name;  // of an include
    std::shared_ptr<Node> node;
  };
  // Everything of one kind and name: the repetitions of a section, or what stands in the place of an include.
  struct Group {
    Kind kind;
    std::string name;
    std::vector<Inner> members;
  };
  std::vector<std::pair<std::string, std::string>> values{};
  std::vector<Group> groups{};

  // nullptr: not set here.
  [[nodiscard]] std::string const* find(std::string_view name) const {
    for (auto const& [known, text] : values)
      if (known == name) return &text;
    return nullptr;
  }
  [[nodiscard]] Group const* find(Kind kind, std::string_view name) const {
    for (auto const& group : groups)
      if (group.kind == kind && group.name == name) return &group;
    return nullptr;
  }
  // Adds an inner view, the last of its group.
  std::shared_ptr<Node> add(Kind kind, std::string_view name, std::string_view template_name = {}) {
    auto const same = [&](Group const& group) { return group.kind == kind && group.name == name; };
    auto group = std::find_if(groups.begin(), groups.end(), same);
    if (group == groups.end()) group = groups.insert(group, {kind, std::string(name), {}});
    group->members.push_back({std::string(template_name), std::make_shared<Node>()});
    return group->members.back().node;
  }
};

// Under which name the engine knows a template of views/ in one language.
inline std::string template_key(std::string_view language, std::string_view name) {
  return std::string(language).append("/").append(name);
}

}  // namespace dumas::web
