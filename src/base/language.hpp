// The two languages a page can be read in. Official documents are always Indonesian.
// Called by documents/, notify/ and web/.
#pragma once

#include <optional>
#include <string_view>

namespace dumas {

enum class Language { Indonesian, English };

// BCP 47: "id" or "en".
[[nodiscard]] constexpr std::string_view language_code(Language language) {
  return language == Language::Indonesian ? "id" : "en";
}

[[nodiscard]] constexpr std::optional<Language> language_from(std::string_view code) {
  if (code == "id") return Language::Indonesian;
  if (code == "en") return Language::English;
  return std::nullopt;
}

}  // namespace dumas
