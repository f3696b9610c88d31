// The catalogue of sentences: see catalogue.hpp. Reads TOML.
#include "locale/catalogue.hpp"

#include <algorithm>
#include <set>
#include <sstream>
#include <stdexcept>

#include <toml++/toml.h>

namespace dumas {
namespace {

Sentences read_language(std::filesystem::path const& folder, std::string_view code);
void collect(toml::table const&, std::string const& prefix, std::filesystem::path const& file, Sentences& into);
std::set<std::string> places_of(std::string_view sentence);

}  // namespace

Catalogue::Catalogue(std::filesystem::path const& folder)
    : indonesian_(read_language(folder, "id")), english_(read_language(folder, "en")) {}

std::string Catalogue::text(Language language, std::string_view key, std::vector<std::string> const& arguments) const {
  std::string const* sentence = find(language, key);
  if (sentence == nullptr) return "[" + std::string(key) + "]";
  if (sentence->find('{') == std::string::npos) return *sentence;
  std::string filled;
  filled.reserve(sentence->size() + 32);
  for (std::size_t at = 0; at < sentence->size(); ++at) {
    char const digit = at + 2 < sentence->size() ? (*sentence)[at + 1] : '\0';
    if ((*sentence)[at] == '{' && digit >= '0' && digit <= '9' && (*sentence)[at + 2] == '}') {
      auto const index = static_cast<std::size_t>(digit - '0');
      if (index < arguments.size()) filled += arguments[index];
      at += 2;
    } else {
      filled += (*sentence)[at];
    }
  }
  return filled;
}

std::string const* Catalogue::find(Language language, std::string_view key) const {
  Sentences const& all = sentences(language);
  auto const found = all.find(key);
  return found == all.end() ? nullptr : &found->second;
}

std::vector<std::string> Catalogue::missing() const {
  std::vector<std::string> complaints;
  for (auto const& [key, sentence] : indonesian_) {
    auto const other = english_.find(key);
    if (other == english_.end()) {
      complaints.push_back(key + " is not in English");
    } else if (places_of(sentence) != places_of(other->second)) {
      complaints.push_back(key + " has other places in English than in Indonesian");
    }
  }
  for (auto const& [key, sentence] : english_) {
    if (!indonesian_.contains(key)) complaints.push_back(key + " is not in Indonesian");
  }
  std::sort(complaints.begin(), complaints.end());
  return complaints;
}

Sentences const& Catalogue::sentences(Language language) const {
  switch (language) {
    case Language::Indonesian: return indonesian_;
    case Language::English: return english_;
  }
  return indonesian_;
}

namespace {

Sentences read_language(std::filesystem::path const& folder, std::string_view code) {
  std::vector<std::filesystem::path> files;
  for (auto const& entry : std::filesystem::directory_iterator(folder)) {
    std::string const name = entry.path().filename().string();
    if (name.starts_with(std::string(code) + ".") && name.ends_with(".toml")) files.push_back(entry.path());
  }
  if (files.empty()) {
    throw std::runtime_error("no " + std::string(code) + ".toml in " + folder.string());
  }
  std::sort(files.begin(), files.end());
  Sentences all;
  for (auto const& file : files) {
    try {
      collect(toml::parse_file(file.string()), "", file, all);
    } catch (toml::parse_error const& error) {
      std::ostringstream where;
      where << file.string() << " line " << error.source().begin.line << ": " << error.description();
      throw std::runtime_error(where.str());
    }
  }
  return all;
}

void collect(toml::table const& table, std::string const& prefix, std::filesystem::path const& file, Sentences& into) {
  for (auto const& [name, node] : table) {
    std::string const key = prefix + std::string(name.str());
    if (auto const* inner = node.as_table()) {
      collect(*inner, key + ".", file, into);
    } else if (auto const* text = node.as_string()) {
      if (!into.emplace(key, text->get()).second) {
        throw std::runtime_error(file.string() + ": " + key + " stands twice");
      }
    } else {
      throw std::runtime_error(file.string() + ": " + key + " is not a text");
    }
  }
}

// {0} and {{NAME}} in a sentence, so that a translation that forgets one is noticed.
std::set<std::string> places_of(std::string_view sentence) {
  std::set<std::string> places;
  for (std::size_t open = sentence.find('{'); open != std::string_view::npos; open = sentence.find('{', open + 1)) {
    std::size_t const close = sentence.find('}', open);
    if (close == std::string_view::npos) break;
    places.emplace(sentence.substr(open, close - open + 1));
  }
  return places;
}

}  // namespace
}  // namespace dumas
