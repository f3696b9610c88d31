// fields.toml: see fields.hpp.
#include "documents/paper/fields.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace dumas::documents {
namespace {

using complaint::LineFault;
using complaint::SettingsEntry;
using complaint::SettingsNode;
using complaint::TableReader;
using Kind = SettingsNode::Kind;
using Need = TableReader::Need;
using Path = std::vector<std::size_t>;  // which repetition of each section around, outermost first

// Capitals, digits and single underscores: what the template engine takes for a name, and what stands apart from
// markup. Two underscores join the names of sections (marks.cpp).
bool is_name(std::string_view name) {
  const auto fits = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && name[0] >= 'A' && name[0] <= 'Z' && std::all_of(name.begin(), name.end(), fits) &&
         name.find("__") == std::string_view::npos && name.back() != '_' && !name.starts_with("HAS_") &&
         !name.starts_with("NO_");
}

// The file's own order, which is the order in which a reader meets the fields on the paper.
std::vector<const SettingsEntry*> in_order(const SettingsNode& table) {
  std::vector<const SettingsEntry*> entries;
  for (const auto& entry : table.entries) entries.push_back(&entry);
  std::stable_sort(entries.begin(), entries.end(), [](auto* a, auto* b) { return a->node.line < b->node.line; });
  return entries;
}

class Reader {
 public:
  explicit Reader(std::vector<LineFault>& faults) : faults_(faults) {}

  void contents(TableReader& table, PaperSection& into) {
    if (const auto* fields = table.table("field", Need::May)) {
      for (const auto* entry : in_order(*fields)) {
        if (is_sound(*entry, into)) into.fields.push_back(field(*entry));
      }
    }
    if (const auto* sections = table.table("section", Need::May)) {
      for (const auto* entry : in_order(*sections)) {
        if (is_sound(*entry, into)) into.sections.push_back(section(*entry));
      }
    }
  }

 private:
  bool is_sound(const SettingsEntry& entry, const PaperSection& into) {
    const auto fault = [&](std::string reason) { faults_.push_back({entry.node.line, std::move(reason)}); };
    if (!is_name(entry.key)) {
      fault(fmt::format("\"{}\" is no name: capitals, digits and single underscores, not HAS_ or NO_ in front",
                        entry.key));
    } else if (into.field(entry.key) || into.section(entry.key)) {
      fault(fmt::format("\"{}\" stands here as field and section", entry.key));
    } else if (entry.node.kind != Kind::Table) {
      fault(fmt::format("\"{}\" must be a table with \"about\" and \"sample\"", entry.key));
    } else {
      return true;
    }
    return false;
  }

  PaperField field(const SettingsEntry& entry) {
    TableReader table(entry.node, entry.key, faults_);
    PaperField field{.name = entry.key, .about = table.text("about")};
    field.required = table.flag("required");
    field.optional = table.flag("optional");
    if (const auto* sample = table.any("sample")) {
      field.sample = *sample;
      check_sample(entry.key, *sample);
    } else {
      table.fault(entry.node.line, "\"sample\" is missing");
    }
    table.finish();
    return field;
  }

  PaperSection section(const SettingsEntry& entry) {
    TableReader table(entry.node, entry.key, faults_);
    PaperSection section{.name = entry.key, .about = table.text("about")};
    section.required = table.flag("required");
    if (const auto* sample = table.any("sample")) section.sample = *sample;
    contents(table, section);
    table.finish();
    return section;
  }

  void check_sample(const std::string& name, const SettingsNode& sample) {
    if (sample.kind == Kind::List) {
      for (const auto& item : sample.items) check_sample(name, item);
    } else if (sample.kind != Kind::Text) {
      faults_.push_back({sample.line, fmt::format("{}: \"sample\" must be a text, or a list with one for each "
                                                  "repetition",
                                                  name)});
    }
  }

  std::vector<LineFault>& faults_;
};

std::size_t depth(const SettingsNode& node) {
  if (node.kind != Kind::List) return 0;
  return 1 + (node.items.empty() ? 0 : depth(node.items.front()));
}

// A list's item for the innermost repetitions of `path`: as many of them as the list is deep. nullptr: none.
const SettingsNode* pick(const SettingsNode& sample, const Path& path, std::size_t deep) {
  const auto* node = &sample;
  for (std::size_t at = path.size() - std::min(path.size(), deep); node && node->kind == Kind::List; ++at) {
    if (at >= path.size() || path[at] >= node->items.size()) return nullptr;
    node = &node->items[path[at]];
  }
  return node;
}

std::size_t repetitions(const PaperSection& section, const Path& around) {
  if (section.sample) {
    const auto* sample = pick(*section.sample, around, depth(*section.sample));
    if (sample == nullptr) return 0;
    if (sample->kind == Kind::Flag) return sample->flag ? 1 : 0;
    return sample->kind == Kind::Number ? static_cast<std::size_t>(std::clamp<std::int64_t>(sample->number, 0, 500))
                                        : 1;
  }
  std::size_t most = 0;
  for (const auto& field : section.fields) {
    const auto deep = depth(field.sample);
    if (deep == 0) continue;
    // One level less than the list is deep: what remains is the list of this section's repetitions.
    const auto* node = &field.sample;
    for (std::size_t at = around.size() - std::min(around.size(), deep - 1); node && at < around.size(); ++at) {
      node = node->kind == Kind::List && around[at] < node->items.size() ? &node->items[around[at]] : nullptr;
    }
    if (node && node->kind == Kind::List) most = std::max(most, node->items.size());
  }
  const bool lists = std::any_of(section.fields.begin(), section.fields.end(),
                                 [](const auto& field) { return depth(field.sample) > 0; });
  return lists ? most : 1;
}

void fill(Model& model, const PaperSection& section, const Path& path) {
  for (const auto& field : section.fields) {
    const auto* sample = pick(field.sample, path, depth(field.sample));
    const std::string text = sample && sample->kind == Kind::Text ? sample->text : std::string{};
    if (field.optional) {
      model.set_if(field.name, text);
    } else {
      model.set(field.name, text);
    }
  }
  for (const auto& inner : section.sections) {
    const auto times = repetitions(inner, path);
    for (std::size_t i = 0; i < times; ++i) {
      Path deeper = path;
      deeper.push_back(i);
      fill(model.section(inner.name), inner, deeper);
    }
  }
}

template <class Items>
auto* by_name(const Items& items, std::string_view wanted) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.name == wanted; });
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

const PaperField* PaperSection::field(std::string_view wanted) const { return by_name(fields, wanted); }
const PaperSection* PaperSection::section(std::string_view wanted) const { return by_name(sections, wanted); }

PaperFields read_fields(std::string_view toml, FieldsOf of, const std::string& file, TemplateFaults& faults) {
  PaperFields fields;
  std::vector<LineFault> found;
  const SettingsNode root = complaint::parse_settings(toml, found);
  if (found.empty()) {
    TableReader table(root, "", found);
    if (of == FieldsOf::Paper) {
      fields.title = table.text("title");
      fields.size = table.optional_text("size");
      if (!fields.size.empty() && fields.size != "A4" && fields.size != "F4") {
        table.fault(table.line("size"), fmt::format("unknown size \"{}\"; known: A4, F4", fields.size));
      }
      const auto orientation = table.optional_text("orientation");
      if (orientation == "landscape") fields.orientation = Orientation::Landscape;
      if (!orientation.empty() && orientation != "landscape" && orientation != "portrait") {
        table.fault(table.line("orientation"),
                    fmt::format("unknown orientation \"{}\"; known: portrait, landscape", orientation));
      }
    }
    Reader(found).contents(table, fields.root);
    table.finish();
  }
  for (auto& fault : found) faults.push_back({file, fault.line, "settings", {std::move(fault.reason)}});
  return fields;
}

void add_common(PaperFields& paper, const PaperFields& common, const std::string& file, TemplateFaults& faults) {
  const auto clash = [&](const std::string& name) {
    if (!paper.root.field(name) && !paper.root.section(name)) return false;
    faults.push_back(
        {file, 0, "settings", {fmt::format("\"{}\" is a field of every paper: common/fields.toml", name)}});
    return true;
  };
  for (const auto& field : common.root.fields) {
    if (!clash(field.name)) paper.root.fields.push_back(field);
  }
  for (const auto& section : common.root.sections) {
    if (!clash(section.name)) paper.root.sections.push_back(section);
  }
}

Model sample_of(const PaperSection& root) {
  Model model;
  fill(model, root, {});
  return model;
}

}  // namespace dumas::documents
