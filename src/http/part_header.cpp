// Parsing of part headers: strict, since what two parsers read differently is how checks are passed by.
#include "http/part_header.hpp"

#include <algorithm>

#include "http/text.hpp"

namespace dumas::http {
namespace {

std::string lowered(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

// Browsers write a quote in a name as %22 (the HTML standard's form encoding).
std::string with_quotes(std::string text) {
  for (auto at = text.find("%22"); at != std::string::npos; at = text.find("%22", at + 1)) text.replace(at, 3, "\"");
  return text;
}

// RFC 5987: UTF-8''na%20me. Other character sets are refused: nobody sends them.
std::optional<std::string> extended_value(std::string_view text) {
  const auto first = text.find('\'');
  const auto second = first == std::string_view::npos ? first : text.find('\'', first + 1);
  if (second == std::string_view::npos || !equals_ignoring_case(text.substr(0, first), "UTF-8")) return std::nullopt;
  return percent_decode(text.substr(second + 1));
}

// A name that is no text keeps its readable part: the page names the file in its sentence.
std::string readable(std::string name) {
  if (well_formed_text(name)) return name;
  for (char& c : name) {
    if (c == '\0' || static_cast<unsigned char>(c) >= 0x80) c = '_';
  }
  return name;
}

bool read_disposition(std::string_view value, PartHeader& header) {
  const auto disposition = parse_parameters(value);
  if (!disposition || !equals_ignoring_case(disposition->value, "form-data")) return false;
  const auto* name = disposition->find("name");
  if (!name || !well_formed_text(*name)) return false;
  header.name = with_quotes(*name);
  if (const auto* plain = disposition->find("filename")) header.filename = readable(with_quotes(*plain));
  if (const auto* extended = disposition->find("filename*")) {
    auto decoded = extended_value(*extended);
    if (!decoded) return false;
    header.filename = readable(std::move(*decoded));
  }
  return true;
}

}  // namespace

std::optional<PartHeader> parse_part_header(std::string_view block) {
  PartHeader header;
  bool disposed = false;
  while (!block.empty()) {
    const auto end = block.find("\r\n");
    if (end == std::string_view::npos) return std::nullopt;
    const auto line = block.substr(0, end);
    block.remove_prefix(end + 2);
    const bool controls = std::any_of(line.begin(), line.end(), [](char c) {
      return (static_cast<unsigned char>(c) < ' ' && c != '\t') || c == 0x7f;
    });
    const auto colon = line.find(':');
    if (controls || colon == std::string_view::npos || !is_token(line.substr(0, colon))) return std::nullopt;
    const auto name = line.substr(0, colon);
    const auto value = trimmed(line.substr(colon + 1));
    if (equals_ignoring_case(name, "Content-Disposition")) {
      if (disposed || !read_disposition(value, header)) return std::nullopt;
      disposed = true;
    } else if (equals_ignoring_case(name, "Content-Type")) {
      header.content_type = readable(std::string(value));
    } else if (equals_ignoring_case(name, "Content-Transfer-Encoding")) {
      const auto coding = lowered(value);
      if (coding != "binary" && coding != "8bit" && coding != "7bit") return std::nullopt;
    }
  }
  if (!disposed) return std::nullopt;
  return header;
}

const std::string* ValueWithParameters::find(std::string_view name) const {
  for (const auto& parameter : parameters) {
    if (parameter.first == name) return &parameter.second;
  }
  return nullptr;
}

std::optional<ValueWithParameters> parse_parameters(std::string_view text) {
  ValueWithParameters parsed;
  const auto first = std::min(text.find(';'), text.size());
  parsed.value = trimmed(text.substr(0, first));
  text.remove_prefix(first);
  while (!(text = trimmed(text)).empty()) {
    if (text.front() != ';') return std::nullopt;
    text = trimmed(text.substr(1));
    if (text.empty()) break;  // a last semicolon
    const auto equals = text.find('=');
    if (equals == std::string_view::npos || !is_token(text.substr(0, equals))) return std::nullopt;
    auto name = lowered(text.substr(0, equals));
    text.remove_prefix(equals + 1);
    std::string value;
    if (!text.empty() && text.front() == '"') {
      std::size_t at = 1;
      for (; at < text.size() && text[at] != '"'; ++at) {
        // Old browsers send "C:\dir\name" bare, so a backslash escapes only a quote or itself.
        const bool escape = text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == '"' || text[at + 1] == '\\');
        if (escape) ++at;
        value += text[at];
      }
      if (at >= text.size()) return std::nullopt;
      text.remove_prefix(at + 1);
    } else {
      const auto end = std::min(text.find_first_of("; \t"), text.size());
      value = text.substr(0, end);
      if (value.empty()) return std::nullopt;
      text.remove_prefix(end);
    }
    if (parsed.find(name)) return std::nullopt;
    parsed.parameters.emplace_back(std::move(name), std::move(value));
  }
  return parsed;
}

}  // namespace dumas::http
