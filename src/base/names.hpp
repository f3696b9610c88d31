// One table of names per enum: the word that stands in the event log, in forms, in JSON and in SOP files.
// Specialise Names<E> beside the enum; name() and from_name() then serve every reader and writer.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace dumas {

template <class E>
struct Names;  // static constexpr std::array<std::pair<E, std::string_view>, N> table

// The enum's word. Every value stands in its table; a value that does not is a bug and gives "?".
template <class E>
constexpr std::string_view name(E value) {
  for (const auto& [candidate, word] : Names<E>::table)
    if (candidate == value) return word;
  return "?";
}

template <class E>
constexpr std::optional<E> from_name(std::string_view word) {
  for (const auto& [candidate, known] : Names<E>::table)
    if (known == word) return candidate;
  return std::nullopt;
}

// All words of an enum in table order, for select boxes and API descriptions.
template <class E>
std::vector<std::string_view> all_names() {
  std::vector<std::string_view> words;
  for (const auto& entry : Names<E>::table) words.push_back(entry.second);
  return words;
}

}  // namespace dumas
