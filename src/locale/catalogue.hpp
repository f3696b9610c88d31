// The catalogue of every sentence a reader sees, in Indonesian and English: locale/id*.toml and locale/en*.toml.
// Called by Views (at load time, for [[key]] in templates) and by page code for refusals and dates.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/language.hpp"

namespace dumas {

// Sentences by their keys. Hashed, as a page of fifty cases asks for some three hundred of them.
struct KeyHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>{}(key); }
};
using Sentences = std::unordered_map<std::string, std::string, KeyHash, std::equal_to<>>;

class Catalogue {
 public:
  // Reads `<code>.toml` and `<code>.<part>.toml` in `folder`. Tables nest into dotted keys: title under [report]
  // is "report.title". Throws std::runtime_error, naming file and line, on bad TOML, a value that is no text, or
  // a key that stands twice.
  explicit Catalogue(std::filesystem::path const& folder);

  // The sentence of `key`, with {0}, {1} ... replaced by `arguments`. It is plain text: escape it like any other.
  // An unknown key gives "[key]": a missing sentence is a bug that bin/check finds, never a reason to lose a page.
  [[nodiscard]] std::string text(Language, std::string_view key, std::vector<std::string> const& arguments = {}) const;

  // The sentence as it stands in the file, or nullptr.
  [[nodiscard]] std::string const* find(Language, std::string_view key) const;
  [[nodiscard]] bool has(std::string_view key) const { return find(Language::Indonesian, key) != nullptr; }

  // What is wrong with the pair: keys that stand in one language only, or whose places ({0}, {{NAME}}) differ.
  // One sentence each, sorted; empty when all is well.
  [[nodiscard]] std::vector<std::string> missing() const;

 private:
  [[nodiscard]] Sentences const& sentences(Language) const;

  Sentences indonesian_;
  Sentences english_;
};

}  // namespace dumas
