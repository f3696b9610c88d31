// The office's emblem: see emblem.hpp.
#include "documents/paper/emblem.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>

#include "base/text.hpp"

namespace dumas::documents {
namespace {

// It stands in every letter: 24 mm at 600 dots an inch need less than 100 KiB.
constexpr std::size_t largest_emblem = std::size_t{256} * 1024;
constexpr std::string_view png_begin = "\x89PNG\r\n\x1a\n";

std::optional<std::string> read(const std::filesystem::path& path, TemplateFaults& faults) {
  const std::string name = path.filename().string();
  std::error_code error;
  const auto size = std::filesystem::is_regular_file(path, error) ? std::filesystem::file_size(path, error) : 0;
  if (error || size == 0) {
    faults.push_back({name, 0, "unreadable", {}});
    return std::nullopt;
  }
  if (size > largest_emblem) {
    faults.push_back({name, 0, "too_large", {std::to_string(largest_emblem / 1024)}});
    return std::nullopt;
  }
  std::ifstream stream(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

std::string lowered(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

// Shapes only. Browsers run nothing in an <img>, and the printer has no network; this keeps it so elsewhere too.
bool is_safe_svg(const std::string& svg) {
  constexpr std::array dangerous{"<script",    "<!doctype",        "<!entity", "<foreignobject",         "javascript:",
                                 "@import",    "<?xml-stylesheet", "<image",   "<use xlink:href=\"http", "url(http",
                                 "url(\"http", "url('http",        "file:"};
  const std::string low = lowered(svg);
  if (std::any_of(dangerous.begin(), dangerous.end(),
                  [&](auto* word) { return low.find(word) != std::string::npos; })) {
    return false;
  }
  for (auto at = low.find("href"); at != std::string::npos; at = low.find("href", at + 1)) {
    auto value = std::string_view(low).substr(at + 4);
    while (!value.empty() && (value[0] == ' ' || value[0] == '=' || value[0] == '\n')) value.remove_prefix(1);
    if (!value.starts_with("\"#") && !value.starts_with("'#")) return false;
  }
  return true;
}

std::string base64(const std::string& bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // its final NUL
  return text;
}

std::string image(std::string_view type, const std::string& bytes) {
  return "<img class=\"emblem\" alt=\"Lambang {{OFFICE_NAME}}\" src=\"data:image/" + std::string(type) + ";base64," +
         base64(bytes) + "\">";
}

}  // namespace

std::string read_emblem(const std::filesystem::path& office_folder, TemplateFaults& faults) {
  std::error_code error;
  if (const auto png = office_folder / "logo.png"; std::filesystem::exists(png, error)) {
    const auto bytes = read(png, faults);
    if (bytes && bytes->starts_with(png_begin)) return image("png", *bytes);
    if (bytes) faults.push_back({"logo.png", 0, "emblem_type", {"PNG"}});
    return {};
  }
  const auto svg = office_folder / "logo.svg";
  if (!std::filesystem::exists(svg, error)) return {};
  const auto bytes = read(svg, faults);
  if (!bytes) return {};
  if (!is_valid_utf8(*bytes) || bytes->find("<svg") == std::string::npos) {
    faults.push_back({"logo.svg", 0, "emblem_type", {"SVG"}});
  } else if (!is_safe_svg(*bytes)) {
    faults.push_back({"logo.svg", 0, "emblem_unsafe", {}});
  } else {
    return image("svg+xml", *bytes);
  }
  return {};
}

}  // namespace dumas::documents
