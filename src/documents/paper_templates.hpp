// The look of the papers: papers/KIND/paper.html, paper.css and fields.toml, with papers/common/ for what all share
// (letterhead, signature block, base.css). An office's own folder of the same name in DIR/office/papers/ goes before the
// shipped one; when it is broken the shipped one is used and the fault is told. Called by app/papers and the admin pages.
//
// What a paper.html may say: {{NAME}}, {{NAME:pre_escape}} where line breaks matter, {{#SECTION}}...{{/SECTION}}, and
// [[include FILE]] for a file of papers/common/. Values are escaped by the place they stand in.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "complaint/words.hpp"
#include "documents/model.hpp"

namespace dumas::documents {

enum class PaperSize { A4, F4 };  // F4: 215 x 330 mm, still common in offices
enum class Orientation { Portrait, Landscape };

struct TemplateFault {
  std::string file;  // relative to papers/, e.g. "answer_letter/paper.html"
  int line = 0;      // 0: the file as a whole
  std::string reason;
};

// What fields.toml says of a paper.
struct PaperDescription {
  std::string title;  // Indonesian, e.g. "Surat Jawaban"
  PaperSize size = PaperSize::A4;
  Orientation orientation = Orientation::Portrait;
  Model sample;  // filled with each field's sample value, for previews
};

class PaperTemplates {
 public:
  // `shipped` must be whole: throws std::runtime_error naming file and line otherwise. `own` need not exist.
  PaperTemplates(std::filesystem::path shipped, std::filesystem::path own);
  ~PaperTemplates();
  PaperTemplates(PaperTemplates&&) noexcept;
  PaperTemplates& operator=(PaperTemplates&&) noexcept;

  // The paper's HTML between <body> and </body>, for the screen.
  [[nodiscard]] std::string body(complaint::PaperKind, const Model&) const;
  // Its style, without @page rules of a size.
  [[nodiscard]] std::string style(complaint::PaperKind) const;
  // A whole document for the printer, in Indonesian, titled, with @page of that size and 25 mm at the bottom for the
  // page mark.
  [[nodiscard]] std::string document(complaint::PaperKind, const Model&, PaperSize) const;

  [[nodiscard]] const PaperDescription& description(complaint::PaperKind) const;
  // Whether the office's own template is in use for that paper.
  [[nodiscard]] bool is_own(complaint::PaperKind) const;
  // What is wrong with the office's own templates; those are not used. Read anew with reload().
  [[nodiscard]] std::vector<TemplateFault> faults() const;

 private:
  struct Loaded;
  std::unique_ptr<Loaded> loaded_;
};

// Checks one folder of templates against the shipped fields: unknown field, missing required field, unbalanced section,
// markup in which values cannot be escaped, unknown include, style that cannot be read.
[[nodiscard]] std::vector<TemplateFault> check_templates(const std::filesystem::path& shipped,
                                                         const std::filesystem::path& own);

}  // namespace dumas::documents
