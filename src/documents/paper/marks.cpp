// Marks of a template: see marks.hpp.
#include "documents/paper/marks.hpp"

#include <algorithm>
#include <set>

namespace dumas::documents {
namespace {

constexpr std::string_view separator = "_separator";  // the engine's own: shown between two repetitions

class Marks {
 public:
  Marks(const SourceText& source, const PaperSection& root, TemplateFaults& faults)
      : source_(source), faults_(faults), scopes_{{&root, ""}} {}

  std::string resolve() {
    const std::string& text = source_.text();
    std::string out;
    std::size_t at = 0;
    for (auto open = text.find("{{"); open != std::string::npos; open = text.find("{{", at)) {
      out.append(text, at, open - at);
      const auto close = text.find("}}", open);
      if (close == std::string::npos) {
        fault(open, "mark_not_closed", {"{{"});
        return out;
      }
      out += mark(std::string_view(text).substr(open + 2, close - open - 2), open);
      at = close + 2;
    }
    out.append(text, at);
    for (const auto& left : open_) fault(left.offset, "section_not_closed", {left.name});
    return out;
  }

  // What the fields call required and the template left out.
  void report_missing(const std::string& file) const { missing_in(*scopes_.front().section, "", file); }

 private:
  struct Open {
    std::string name, written;
    std::size_t offset = 0;
    bool scope = false;
  };
  struct Scope {
    const PaperSection* section;
    std::string prefix;
  };

  std::string mark(std::string_view inside, std::size_t offset) {
    if (inside.starts_with('#')) return open_section(inside.substr(1), offset);
    if (inside.starts_with('/')) return close_section(inside.substr(1), offset);
    const auto colon = inside.find(':');
    const auto name = inside.substr(0, colon);
    const auto modifier = colon == std::string_view::npos ? std::string_view{} : inside.substr(colon);
    if (!is_word(name)) {
      fault(offset, "unknown_mark", {"{{" + std::string(inside) + "}}"});
      return {};
    }
    // Any other modifier could switch the escaping off.
    if (!modifier.empty() && modifier != ":pre_escape") fault(offset, "unknown_modifier", {std::string(modifier)});
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
      if (!scope->section->field(name)) continue;
      const std::string whole = scope->prefix + std::string(name);
      used_.insert(whole);
      return "{{" + whole + std::string(modifier) + "}}";
    }
    unknown(offset, "unknown_field", name);
    return {};
  }

  std::string open_section(std::string_view name, std::size_t offset) {
    Open open{std::string(name), {}, offset, false};
    if (!open_.empty() && name == open_.back().name + std::string(separator)) {
      open.written = open_.back().written + std::string(separator);
    } else if (!is_word(name)) {
      fault(offset, "unknown_mark", {"{{#" + std::string(name) + "}}"});
    } else {
      find_section(name, open);
      if (open.written.empty()) unknown(offset, "unknown_section", name);
    }
    open_.push_back(open);
    return "{{#" + open.written + "}}";
  }

  void find_section(std::string_view name, Open& open) {
    const bool has = name.starts_with("HAS_");
    const bool lacks = name.starts_with("NO_");
    const auto inner = name.substr(has ? 4 : lacks ? 3 : 0);
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
      const auto* section = scope->section->section(inner);
      const auto* field = scope->section->field(inner);
      if (has || lacks) {
        if (!section && !(field && field->optional)) continue;
        open.written = scope->prefix + std::string(name);
        return;
      }
      if (!section) continue;
      open.written = scope->prefix + std::string(name);
      used_.insert(open.written);
      open.scope = true;
      scopes_.push_back({section, open.written + "__"});
      return;
    }
  }

  std::string close_section(std::string_view name, std::size_t offset) {
    const auto found = std::find_if(open_.rbegin(), open_.rend(), [&](const auto& open) { return open.name == name; });
    if (found == open_.rend()) {
      fault(offset, "section_not_open", {std::string(name)});
      return {};
    }
    const std::string written = found->written;
    while (open_.back().name != name) {
      const Open& inner = open_.back();
      fault(offset, "sections_cross",
            {std::string(name), inner.name, std::to_string(source_.place(inner.offset).line)});
      leave();
    }
    leave();
    return "{{/" + written + "}}";
  }

  void leave() {
    if (open_.back().scope) scopes_.pop_back();
    open_.pop_back();
  }

  void missing_in(const PaperSection& section, const std::string& prefix, const std::string& file) const {
    for (const auto& field : section.fields) {
      if (field.required && !used_.contains(prefix + field.name)) {
        faults_.push_back({file, 0, "missing_field", {path_of(prefix) + field.name}});
      }
    }
    for (const auto& inner : section.sections) {
      const std::string whole = prefix + inner.name;
      if (used_.contains(whole)) {
        missing_in(inner, whole + "__", file);
      } else if (inner.required) {
        faults_.push_back({file, 0, "missing_section", {path_of(prefix) + inner.name}});
      }
    }
  }

  // "SIGNERS__" as it is told: "SIGNERS / ".
  static std::string path_of(const std::string& prefix) {
    std::string path;
    for (std::size_t at = 0; at < prefix.size();) {
      const auto end = prefix.find("__", at);
      path += prefix.substr(at, end - at) + " / ";
      at = end + 2;
    }
    return path;
  }

  static bool is_word(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
      return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
  }

  void unknown(std::size_t offset, const std::string& reason, std::string_view name) {
    std::vector<std::string> sections;
    std::vector<std::string_view> known;
    for (const auto& scope : scopes_) {
      for (const auto& field : scope.section->fields) {
        if (reason == "unknown_field") known.push_back(field.name);
        if (reason == "unknown_section" && field.optional) sections.push_back("HAS_" + field.name);
      }
      for (const auto& section : scope.section->sections) {
        if (reason == "unknown_section") sections.push_back(section.name);
        if (reason == "unknown_section") sections.push_back("HAS_" + section.name);
      }
    }
    known.insert(known.end(), sections.begin(), sections.end());
    if (const auto near = complaint::nearest(name, known)) {
      fault(offset, reason + "_near", {std::string(name), std::string(*near)});
    } else {
      fault(offset, reason, {std::string(name)});
    }
  }

  void fault(std::size_t offset, std::string reason, std::vector<std::string> arguments) const {
    auto place = source_.place(offset);
    faults_.push_back({std::move(place.file), place.line, std::move(reason), std::move(arguments)});
  }

  const SourceText& source_;
  TemplateFaults& faults_;
  std::vector<Scope> scopes_;
  std::vector<Open> open_;
  std::set<std::string, std::less<>> used_;
};

}  // namespace

std::string resolve_marks(const SourceText& source, const PaperSection& root, const std::string& file,
                          TemplateFaults& faults) {
  Marks marks(source, root, faults);
  std::string text = marks.resolve();
  marks.report_missing(file);
  return text;
}

}  // namespace dumas::documents
