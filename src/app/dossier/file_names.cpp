#include "app/dossier/file_names.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace dumas::app::dossier {
namespace {

constexpr std::size_t longest_title = 60;
constexpr std::size_t longest_extension = 5;  // ".jpeg"

bool plain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string slug(std::string_view title) {
  std::string text;
  for (const char given : title) {
    const char c = small(given);
    if (plain(c)) text += c;
    if (!plain(c) && !text.empty() && text.back() != '-') text += '-';
    if (text.size() >= longest_title) break;
  }
  while (!text.empty() && text.back() == '-') text.pop_back();
  return text;
}

}  // namespace

std::string FileNames::make(std::string_view folder, int number, std::string_view title, std::string_view extension) {
  const std::string words = slug(title);
  for (int copy = 1;; ++copy) {
    const std::string twin = copy == 1 ? "" : fmt::format("-{}", copy);
    auto name = fmt::format("{}/{:02}{}{}{}{}", folder, number, words.empty() ? "" : "-", words, twin, extension);
    if (taken_.insert(name).second) return name;
  }
}

std::string plain_extension(std::string_view filename) {
  const auto dot = filename.rfind('.');
  if (dot == std::string_view::npos) return "";
  std::string extension{filename.substr(dot + 1)};
  std::transform(extension.begin(), extension.end(), extension.begin(), small);
  const bool fits = !extension.empty() && extension.size() <= longest_extension &&
                    std::all_of(extension.begin(), extension.end(), plain);
  return fits ? "." + extension : "";
}

}  // namespace dumas::app::dossier
