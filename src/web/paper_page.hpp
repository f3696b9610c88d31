// A paper on the screen: its own markup and style inside the page that leads back, prints it and gives it as PDF. The
// paper is Indonesian whatever language the page around it has. Called by the staff's and the citizen's paper pages.
#pragma once

#include <string>
#include <vector>

#include "web/visit.hpp"

namespace dumas::web {

struct ShownPaper {
  complaint::PaperKind kind{};
  documents::Model model;
  std::string back_href;
  std::string pdf_href{};  // empty: none is offered
  struct Other {
    complaint::PaperKind kind{};
    std::string href;
  };
  std::vector<Other> others{};  // further papers printed from the same record
};

[[nodiscard]] http::Response paper_page(Site&, const Visit&, const ShownPaper&);

// Which of a record's papers the address asks for with ?surat=KIND: the main one without it. nullopt: none of them.
[[nodiscard]] std::optional<complaint::PaperKind> asked_paper(const Visit&, const std::vector<complaint::PaperKind>&);

// The page of a record at `href`, its PDF and its further papers.
[[nodiscard]] ShownPaper shown_at(const std::string& href, complaint::PaperKind,
                                  const std::vector<complaint::PaperKind>& of_record);

}  // namespace dumas::web
