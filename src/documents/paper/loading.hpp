// Templates of papers/ read, checked and made ready for the engine; models poured into them. paper_templates.cpp's own
// workshop.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "documents/paper/source.hpp"
#include "documents/paper_templates.hpp"

namespace dumas::documents {

using PaperDescriptions = std::map<complaint::PaperKind, PaperDescription>;

class PaperEngine;  // a template as the engine holds it

struct LoadedPaper {
  std::string style;
  bool own = false;
  std::shared_ptr<const PaperEngine> engine{};
};

struct LoadedPapers {
  std::map<complaint::PaperKind, LoadedPaper> papers{};
  TemplateFaults faults{};
};

struct PaperPlaces {
  std::filesystem::path shipped, own;  // own empty: shipped alone
};

// fields.toml of every paper whose folder is there.
[[nodiscard]] PaperDescriptions read_descriptions(const std::filesystem::path& shipped, TemplateFaults&);

// Every paper described, with the office's files where these are sound; each fault once.
LoadedPapers load_papers(const PaperPlaces&, const PaperDescriptions&, TemplateFaults&);

[[nodiscard]] std::string expand(const LoadedPaper&, const PaperSection& fields, const Model&);

}  // namespace dumas::documents
