// The papers' templates: see paper_templates.hpp. What is read from a folder is made by loading.cpp.
#include "documents/paper_templates.hpp"

#include <ctemplate/template_modifiers.h>

#include <mutex>
#include <stdexcept>
#include <utility>

#include "documents/paper/loading.hpp"

namespace dumas::documents {

using complaint::PaperKind;

struct PaperTemplates::Loaded : LoadedPapers {};

struct PaperTemplates::Shipped {
  std::filesystem::path folder, own;
  PaperDescriptions descriptions;
  mutable std::mutex mutex{};  // guards the pointer, not what it points to
  std::shared_ptr<const Loaded> loaded{};
};

namespace {

std::string escaped(const std::string& text) { return ctemplate::html_escape(text); }

template <class Map>
const auto& of(const Map& map, PaperKind kind) {
  const auto found = map.find(kind);
  if (found == map.end()) throw std::logic_error("no folder papers/" + std::string(name(kind)));
  return found->second;
}

std::string head(const PaperDescription& paper, const Model& model) {
  const std::string number = model.text("NUMBER");
  return "<!DOCTYPE html>\n<html lang=\"id\">\n<head>\n<meta charset=\"utf-8\">\n<title>" +
         escaped(paper.title + (number.empty() ? "" : " " + number)) + "</title>\n<meta name=\"author\" content=\"" +
         escaped(model.text("OFFICE_NAME")) + "\">\n<meta name=\"generator\" content=\"Dumas\">\n";
}

// In millimetres; F4 is the folio of Indonesian offices.
std::string page_rule(PaperSize size, Orientation orientation) {
  const bool folio = size == PaperSize::F4;
  const std::string width = folio ? "215mm" : "210mm";
  const std::string height = folio ? "330mm" : "297mm";
  const bool upright = orientation == Orientation::Portrait;
  return "@page { size: " + (upright ? width + " " + height : height + " " + width) +
         "; margin-bottom: 25mm; }\nbody { margin: 0; }\n";
}

void differ(const PaperSection& fields, const Model& model, const std::string& place, std::vector<std::string>& found) {
  for (const auto& field : fields.fields) {
    if (!field.optional && !model.texts().contains(field.name)) found.push_back("missing " + place + field.name);
  }
  for (const auto& [name, text] : model.texts()) {
    if (!fields.field(name)) found.push_back("unknown " + place + name);
  }
  for (const auto& [name, rows] : model.sections()) {
    const auto* section = fields.section(name);
    const bool has = name.starts_with("HAS_") && (fields.field(name.substr(4)) || fields.section(name.substr(4)));
    if (!section && !has) found.push_back("unknown " + place + name);
    if (!section) continue;
    for (const auto& row : rows) differ(*section, row, place + name + " / ", found);
  }
}

}  // namespace

PaperSize paper_size(const complaint::OfficeSettings& office, PaperKind kind, const PaperDescription& paper) {
  const auto chosen = office.papers.of_kind.find(kind);
  if (chosen != office.papers.of_kind.end()) return chosen->second;
  return paper.size.value_or(office.papers.usual);
}

PaperTemplates::PaperTemplates(std::filesystem::path shipped, std::filesystem::path own)
    : shipped_(std::make_unique<Shipped>()) {
  TemplateFaults faults;
  shipped_->descriptions = read_descriptions(shipped, faults);
  load_papers({shipped, {}}, shipped_->descriptions, faults);
  if (!faults.empty()) {
    std::string all = "the shipped papers are not whole:";
    for (const auto& fault : faults) all += "\n" + (shipped / plain(fault)).string();
    throw std::runtime_error(all);
  }
  shipped_->folder = std::move(shipped);
  shipped_->own = std::move(own);
  reload();
}

PaperTemplates::~PaperTemplates() = default;
PaperTemplates::PaperTemplates(PaperTemplates&&) noexcept = default;
PaperTemplates& PaperTemplates::operator=(PaperTemplates&&) noexcept = default;

std::shared_ptr<const PaperTemplates::Loaded> PaperTemplates::loaded() const {
  const std::lock_guard lock(shipped_->mutex);
  return shipped_->loaded;
}

void PaperTemplates::reload() {
  TemplateFaults faults;
  auto fresh =
      std::make_shared<Loaded>(Loaded{load_papers({shipped_->folder, shipped_->own}, shipped_->descriptions, faults)});
  fresh->faults = std::move(faults);
  const std::lock_guard lock(shipped_->mutex);
  shipped_->loaded = std::move(fresh);
}

std::string PaperTemplates::body(PaperKind kind, const Model& model) const {
  const auto now = loaded();
  const auto& paper = of(now->papers, kind);
  return "<main class=\"paper " + std::string(name(kind)) + "\" lang=\"id\">\n" +
         expand(paper, description(kind).fields, model) + "</main>\n";
}

std::string PaperTemplates::style(PaperKind kind) const { return of(loaded()->papers, kind).style; }

std::string PaperTemplates::document(PaperKind kind, const Model& model, PaperSize size) const {
  const auto& paper = description(kind);
  return head(paper, model) + "<style>\n" + style(kind) + page_rule(size, paper.orientation) +
         "</style>\n</head>\n<body>\n" + body(kind, model) + "</body>\n</html>\n";
}

const PaperDescription& PaperTemplates::description(PaperKind kind) const { return of(shipped_->descriptions, kind); }

bool PaperTemplates::is_own(PaperKind kind) const { return of(loaded()->papers, kind).own; }

std::vector<TemplateFault> PaperTemplates::faults() const { return loaded()->faults; }

std::vector<PaperKind> PaperTemplates::kinds() const {
  std::vector<PaperKind> kinds;
  for (const auto& [kind, description] : shipped_->descriptions) kinds.push_back(kind);
  return kinds;
}

std::vector<std::string> PaperTemplates::differences(PaperKind kind, const Model& model) const {
  std::vector<std::string> found;
  differ(description(kind).fields, model, "", found);
  return found;
}

std::vector<TemplateFault> check_templates(const std::filesystem::path& shipped, const std::filesystem::path& own) {
  TemplateFaults faults;
  const auto descriptions = read_descriptions(shipped, faults);
  load_papers({shipped, {}}, descriptions, faults);
  if (faults.empty()) load_papers({shipped, own}, descriptions, faults);
  return faults;
}

}  // namespace dumas::documents
