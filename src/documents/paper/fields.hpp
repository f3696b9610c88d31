// fields.toml: what a paper's template may say, field by field, with a sample of each. Read once at start for every
// paper; docs/papers.md describes the form to those who write one. Used by paper_templates.cpp and marks.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "complaint/settings_file.hpp"
#include "documents/model.hpp"
#include "documents/paper/fault.hpp"

namespace dumas::documents {

enum class Orientation { Portrait, Landscape };

struct PaperField {
  std::string name;
  std::string about;      // one Indonesian line for the office
  bool required = false;  // a template without it is refused
  bool optional = false;  // not every paper has it: HAS_NAME is shown only then
  complaint::SettingsNode sample;
};

struct PaperSection {
  std::string name;  // empty: the paper itself
  std::string about;
  bool required = false;
  std::optional<complaint::SettingsNode> sample;  // how often a preview shows it
  std::vector<PaperField> fields;                 // in the order of the file
  std::vector<PaperSection> sections;

  [[nodiscard]] const PaperField* field(std::string_view wanted) const;
  [[nodiscard]] const PaperSection* section(std::string_view wanted) const;
};

struct PaperFields {
  std::string title;
  std::string size;  // "A4", "F4"; empty: the office's usual
  Orientation orientation = Orientation::Portrait;
  PaperSection root;
};

enum class FieldsOf { Paper, Common };  // common/fields.toml has no title, size and orientation

// Faults of reason "settings", under `file`.
[[nodiscard]] PaperFields read_fields(std::string_view toml, FieldsOf, const std::string& file, TemplateFaults&);

// Adds the fields of `common` to a paper's. A name that stands in both is a fault.
void add_common(PaperFields& paper, const PaperFields& common, const std::string& file, TemplateFaults&);

// Every field and section with its sample.
[[nodiscard]] Model sample_of(const PaperSection& root);

}  // namespace dumas::documents
