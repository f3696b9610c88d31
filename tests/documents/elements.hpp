// A strict reader of markup: every element closed in order, every value in quotes, every & an entity, no attribute twice.
// Void elements of HTML are written <br/> by our writer, so HTML of ours passes too.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

struct Element {
  std::string name, parent, text;
  std::map<std::string, std::string> attributes;
};

inline void check_entities(std::string_view text) {
  for (auto at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    const auto entity = text.substr(at, text.find(';', at) - at + 1);
    const bool known =
        entity == "&amp;" || entity == "&lt;" || entity == "&gt;" || entity == "&quot;" || entity == "&#39;";
    CHECK_MESSAGE(known, entity);
  }
  CHECK(text.find('\x01') == std::string_view::npos);
  CHECK(text.find('\xff') == std::string_view::npos);
}

inline std::vector<Element> elements_of(std::string_view markup) {
  std::vector<Element> all;
  std::vector<std::size_t> open;
  for (std::size_t at = markup.find('<'); at != std::string_view::npos;) {
    const auto end = markup.find('>', at);
    REQUIRE(end != std::string_view::npos);
    std::string_view tag = markup.substr(at + 1, end - at - 1);
    const auto next = markup.find('<', end);
    const auto text = markup.substr(end + 1, next == std::string_view::npos ? next : next - end - 1);
    at = next;
    if (tag.front() == '?' || tag.front() == '!') continue;
    if (tag.front() == '/') {
      REQUIRE(!open.empty());
      REQUIRE(all[open.back()].name == tag.substr(1));
      open.pop_back();
      continue;
    }
    const bool is_leaf = tag.back() == '/';
    if (is_leaf) tag.remove_suffix(1);
    Element element{.name = std::string{tag.substr(0, tag.find(' '))},
                    .parent = open.empty() ? "" : all[open.back()].name,
                    .text = std::string{is_leaf ? "" : text}};
    if (element.name != "style") check_entities(text);
    tag.remove_prefix(element.name.size());
    while (!tag.empty()) {
      const auto equals = tag.find("=\"");
      REQUIRE(equals != std::string_view::npos);
      const auto close = tag.find('"', equals + 2);
      REQUIRE(close != std::string_view::npos);
      const auto value = tag.substr(equals + 2, close - equals - 2);
      check_entities(value);
      CHECK(element.attributes.emplace(tag.substr(1, equals - 1), value).second);
      tag.remove_prefix(close + 1);
    }
    if (!is_leaf) open.push_back(all.size());
    all.push_back(std::move(element));
  }
  CHECK(open.empty());
  return all;
}

inline std::size_t count_of(const std::vector<Element>& elements, std::string_view name) {
  std::size_t count = 0;
  for (const auto& element : elements) count += element.name == name ? 1 : 0;
  return count;
}
