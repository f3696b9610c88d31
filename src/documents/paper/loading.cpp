// See loading.hpp. The only file of this folder that knows the template engine's templates.
#include "documents/paper/loading.hpp"

#include <ctemplate/template.h>
#include <ctemplate/template_dictionary.h>

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

#include "base/utf8.hpp"
#include "documents/paper/emblem.hpp"
#include "documents/paper/marks.hpp"
#include "documents/paper/markup.hpp"

namespace dumas::documents {

using complaint::PaperKind;

class PaperEngine {
 public:
  explicit PaperEngine(const std::string& text)
      : template_(ctemplate::Template::StringToTemplate("{{%AUTOESCAPE context=\"HTML\"}}" + text,
                                                        ctemplate::STRIP_BLANK_LINES)) {}
  [[nodiscard]] bool is_sound() const { return template_ != nullptr; }
  [[nodiscard]] std::string expand(const ctemplate::TemplateDictionary& values) const {
    std::string page;
    if (!template_->Expand(&page, &values)) throw std::logic_error("a paper's template cannot be filled");
    return page;
  }

 private:
  std::unique_ptr<ctemplate::Template> template_;
};

namespace {

struct Attempt {
  LoadedPaper paper;
  TemplateFaults faults;
};

std::string style_file(const PaperFolders& folders, const std::string& name, bool& own, TemplateFaults& faults) {
  const auto file = read_paper_file(folders, name, faults);
  if (!file) return {};
  check_style(file->text, name, faults);
  own = own || file->origin == Origin::Own;
  return file->text + "\n";
}

Attempt attempt(const PaperFolders& folders, PaperKind kind, const PaperDescription& description,
                const std::string& emblem) {
  Attempt made;
  const std::string folder{name(kind)};
  const auto markup = assemble(folders, folder, emblem, made.faults);
  made.paper.own = markup.own;
  check_markup(markup.source, made.faults);
  const std::string text = resolve_marks(markup.source, description.fields, folder + "/paper.html", made.faults);
  made.paper.style = style_file(folders, "common/base.css", made.paper.own, made.faults) +
                     style_file(folders, folder + "/paper.css", made.paper.own, made.faults);
  if (!made.faults.empty()) return made;
  made.paper.engine = std::make_shared<PaperEngine>(text);
  if (!made.paper.engine->is_sound()) made.faults.push_back({folder + "/paper.html", 0, "engine", {}});
  return made;
}

void keep_once(const TemplateFaults& fresh, TemplateFaults& faults) {
  for (const auto& fault : fresh) {
    if (std::find(faults.begin(), faults.end(), fault) == faults.end()) faults.push_back(fault);
  }
}

// A broken own file costs only what it belongs to: the paper's own markup stays when common/ is broken, and the other
// way round.
LoadedPaper load_paper(const PaperPlaces& places, PaperKind kind, const PaperDescription& description,
                       const std::string& emblem, TemplateFaults& faults) {
  struct Choice {
    bool paper, common;
  };
  constexpr std::array choices{Choice{true, true}, Choice{true, false}, Choice{false, true}, Choice{false, false}};
  for (const auto& [own_paper, own_common] : choices) {
    auto made = attempt({places.shipped, places.own, own_paper, own_common}, kind, description, emblem);
    if (made.faults.empty()) return std::move(made.paper);
    if (own_paper && own_common) keep_once(made.faults, faults);
    if (places.own.empty()) break;
  }
  return {};
}

// What stands in the office's folder and would never be read: a misspelt name, above all.
void report_strays(const PaperPlaces& places, const PaperDescriptions& descriptions, TemplateFaults& faults) {
  std::error_code error;
  std::vector<std::string_view> folders{"common"};
  for (const auto& [kind, description] : descriptions) folders.push_back(name(kind));
  for (const auto& entry : std::filesystem::directory_iterator(places.own, error)) {
    const std::string folder = entry.path().filename().string();
    if (std::find(folders.begin(), folders.end(), folder) == folders.end()) {
      const auto near = complaint::nearest(folder, folders);
      faults.push_back(near ? TemplateFault{folder, 0, "unknown_folder_near", {std::string(*near)}}
                            : TemplateFault{folder, 0, "unknown_folder", {}});
      continue;
    }
    for (const auto& inner : std::filesystem::directory_iterator(entry.path(), error)) {
      const std::string file = inner.path().filename().string();
      const std::string whole = folder + "/" + file;
      if (file == "fields.toml") {
        faults.push_back({whole, 0, "own_fields", {}});
      } else if (folder == "common" ? file != "base.css" && !file.ends_with(".html")
                                    : file != "paper.html" && file != "paper.css") {
        faults.push_back({whole, 0, "unknown_file", {}});
      }
    }
  }
}

// Controls would hide text, and an override would turn the words that follow: a paper must read as it was meant.
std::string printable(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    const auto [point, size] = utf8::front(text);
    if (size == 0) {
      clean += "\xEF\xBF\xBD";
      text.remove_prefix(1);
      continue;
    }
    const bool layout = point == '\n' || point == '\t';
    if (layout || (!utf8::is_control(point) && !utf8::turns_direction(point))) clean += text.substr(0, size);
    text.remove_prefix(size);
  }
  return clean;
}

// Each mark's name says its section (marks.hpp); HAS_ and NO_ follow from what is there.
void fill(ctemplate::TemplateDictionary& dictionary, const std::string& prefix, const PaperSection& fields,
          const Model& model) {
  for (const auto& field : fields.fields) {
    const std::string text = printable(model.text(field.name));
    dictionary.SetValue(prefix + field.name, text);
    if (field.optional) dictionary.ShowSection(prefix + (text.empty() ? "NO_" : "HAS_") + field.name);
  }
  for (const auto& section : fields.sections) {
    const auto rows = model.sections().find(section.name);
    const bool any = rows != model.sections().end() && !rows->second.empty();
    dictionary.ShowSection(prefix + (any ? "HAS_" : "NO_") + section.name);
    if (!any) continue;
    for (const auto& row : rows->second) {
      fill(*dictionary.AddSectionDictionary(prefix + section.name), prefix + section.name + "__", section, row);
    }
  }
}

}  // namespace

PaperDescriptions read_descriptions(const std::filesystem::path& shipped, TemplateFaults& faults) {
  PaperDescriptions descriptions;
  const PaperFolders folders{shipped, {}};
  const std::string common_file = "common/fields.toml";
  const auto common_text = read_paper_file(folders, common_file, faults);
  if (!common_text) {
    faults.push_back({common_file, 0, "missing_file", {}});
    return descriptions;
  }
  const auto common = read_fields(common_text->text, FieldsOf::Common, common_file, faults);
  for (const auto& [kind, word] : Names<PaperKind>::table) {
    const std::string file = std::string(word) + "/fields.toml";
    const auto text = read_paper_file(folders, file, faults);
    if (!text) continue;
    auto fields = read_fields(text->text, FieldsOf::Paper, file, faults);
    add_common(fields, common, file, faults);
    PaperDescription paper{.title = fields.title, .orientation = fields.orientation};
    paper.size = from_name<PaperSize>(fields.size);
    paper.sample = sample_of(fields.root);
    paper.fields = std::move(fields.root);
    descriptions.emplace(kind, std::move(paper));
  }
  return descriptions;
}

LoadedPapers load_papers(const PaperPlaces& places, const PaperDescriptions& descriptions, TemplateFaults& faults) {
  LoadedPapers loaded;
  std::string emblem;
  if (!places.own.empty()) {
    emblem = read_emblem(places.own.parent_path(), faults);
    report_strays(places, descriptions, faults);
  }
  for (const auto& [kind, description] : descriptions) {
    loaded.papers.emplace(kind, load_paper(places, kind, description, emblem, faults));
  }
  return loaded;
}

std::string expand(const LoadedPaper& paper, const PaperSection& fields, const Model& model) {
  ctemplate::TemplateDictionary dictionary("paper");
  fill(dictionary, "", fields, model);
  return paper.engine->expand(dictionary);
}

}  // namespace dumas::documents
