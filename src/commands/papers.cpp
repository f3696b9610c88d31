// dumas papers: the office's own templates checked before they are used, and a paper printed with sample data.
#include <fmt/format.h>

#include "base/names.hpp"
#include "commands/commands.hpp"
#include "documents/paper_templates.hpp"
#include "locale/catalogue.hpp"

namespace dumas::commands {
namespace {

std::filesystem::path shipped_papers(const Place& place) { return place.share / "papers"; }
std::filesystem::path own_papers(const Place& place) { return place.data / "office" / "papers"; }

}  // namespace

int check_papers(const Place& place) {
  const Catalogue catalogue(place.share / "locale");
  const auto faults = documents::check_templates(shipped_papers(place), own_papers(place));
  for (const auto& fault : faults) {
    const auto sentence = catalogue.text(Language::English, "paper_fault." + fault.reason, fault.arguments);
    fmt::print(stderr, "{}{}: {}\n", fault.file, fault.line > 0 ? ":" + std::to_string(fault.line) : "", sentence);
  }
  if (faults.empty()) fmt::print("{}: the papers are sound\n", own_papers(place).string());
  return faults.empty() ? 0 : 1;
}

int sample_paper(const Place& place, const std::string& paper, const std::string& size) {
  const auto kind = from_name<complaint::PaperKind>(paper);
  const auto sheet = from_name<documents::PaperSize>(size);
  if (!kind || !sheet) {
    const auto words = kind ? all_names<documents::PaperSize>() : all_names<complaint::PaperKind>();
    fmt::print(stderr, "dumas: no paper or size of that name. Known: {}\n", fmt::join(words, ", "));
    return 2;
  }
  const documents::PaperTemplates papers(shipped_papers(place), own_papers(place));
  fmt::print("{}", papers.document(*kind, papers.description(*kind).sample, *sheet));
  return 0;
}

}  // namespace dumas::commands
