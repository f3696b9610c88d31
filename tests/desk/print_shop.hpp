// A real office with its real printer: cases walked along the road, papers printed by the worker, frozen, scanned back.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "../support/road.hpp"
#include "app/papers/file_scans.hpp"
#include "app/papers/paper_desk.hpp"
#include "app/verify.hpp"
#include "complaint/paper.hpp"

namespace dumas::testing {

class PrintShop {
 public:
  Office office;
  Catalogue words{std::filesystem::path{DUMAS_SOURCE_DIR} / "locale"};
  std::unique_ptr<documents::PaperTemplates> templates;
  documents::Renderer renderer{{.worker = std::filesystem::path{DUMAS_SOURCE_DIR} / "renderer" / "worker.py"}};
  std::unique_ptr<app::PaperDesk> desk;

  // `settings`: text of config/office.toml that is replaced before the office opens.
  using Settings = std::vector<std::pair<std::string, std::string>>;
  explicit PrintShop(const Settings& settings = {});
  PrintShop(const PrintShop&) = delete;
  PrintShop& operator=(const PrintShop&) = delete;
  // As after a restart of the program.
  void reopen();

  [[nodiscard]] std::vector<store::PaperRow> papers(CaseId);
  [[nodiscard]] store::PaperRow paper(CaseId, complaint::PaperKind);
  [[nodiscard]] std::vector<store::DuePaperRow> due(CaseId);
  // Of the newest record of that type.
  [[nodiscard]] RecordId record(CaseId, complaint::DocumentType);
  [[nodiscard]] std::vector<std::string> faults() { return app::verify(*office.app).faults; }
};

// Walks a case until the Secretary has signed the answer; nothing has been delivered.
struct SignedCase {
  CaseId id;
  MeetingId meeting;
  std::string answer_no;
};
SignedCase sign_answer(Office&);
// Drafts, initials and signs once more, after the first letter was cancelled.
std::string sign_again(Office&, CaseId);

// What poppler reads out of a PDF, and its pages as grey pictures at `dpi`, PNG.
std::string text_of(const std::string& pdf);
std::vector<std::string> pictures_of(const std::string& pdf, int dpi);
// A picture as a scanner gives it: the steps of tests/scan/degrade.py, e.g. "rotate:180 noise:1".
std::string worn(const std::string& png, const std::string& steps);
// The same picture with white over the corner where the code stands.
std::string without_code(const std::string& png);

}  // namespace dumas::testing
