// The look of the papers: papers/KIND/paper.html, paper.css and fields.toml, with papers/common/ for what all share
// (letterhead, signature block, base.css). An office's own file of the same name in DIR/office/papers/ goes before the
// shipped one; when it is broken the shipped one is used and the fault is told. Called by app/papers and the admin
// pages. docs/papers.md describes it to those who edit.
//
// What a paper.html may say: {{NAME}}, {{NAME:pre_escape}} where line breaks matter, {{#SECTION}}...{{/SECTION}},
// {{#HAS_NAME}} and {{#NO_NAME}} for what not every paper has, [[include FILE]] for a file of papers/common/, and
// [[emblem]] for the office's logo. Values are escaped by the place they stand in, and lose what would turn the reading
// direction. A name is looked up in the section it stands in, then in those around it.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "complaint/office.hpp"
#include "complaint/words.hpp"
#include "documents/model.hpp"
#include "documents/paper/fault.hpp"
#include "documents/paper/fields.hpp"

namespace dumas::documents {

using complaint::PaperSize;

// What fields.toml says of a paper.
struct PaperDescription {
  std::string title;                // Indonesian, e.g. "Surat Jawaban"
  std::optional<PaperSize> size{};  // the size it is made for, if it is made for one
  Orientation orientation = Orientation::Portrait;
  Model sample;         // filled with each field's sample value, for previews
  PaperSection fields;  // every field and section it may use, with those of papers/common/ at the end
};

// Office's word for this paper, else the paper's own, else the office's usual size.
[[nodiscard]] PaperSize paper_size(const complaint::OfficeSettings&, complaint::PaperKind, const PaperDescription&);

class PaperTemplates {
 public:
  // `shipped` must be whole: throws std::runtime_error naming file and line otherwise. `own` need not exist.
  PaperTemplates(std::filesystem::path shipped, std::filesystem::path own);
  ~PaperTemplates();
  PaperTemplates(PaperTemplates&&) noexcept;
  PaperTemplates& operator=(PaperTemplates&&) noexcept;

  // The paper's HTML between <body> and </body>: one <main class="paper KIND">, for the screen. Trusted markup.
  [[nodiscard]] std::string body(complaint::PaperKind, const Model&) const;
  // Its style, without @page rules of a size. Every shipped rule begins with .paper.
  [[nodiscard]] std::string style(complaint::PaperKind) const;
  // A whole document for the printer, in Indonesian, titled, with @page of that size and 25 mm at the bottom for the
  // page mark.
  [[nodiscard]] std::string document(complaint::PaperKind, const Model&, PaperSize) const;

  [[nodiscard]] const PaperDescription& description(complaint::PaperKind) const;
  // Whether anything of the office's own is in use for that paper.
  [[nodiscard]] bool is_own(complaint::PaperKind) const;
  // What is wrong with the office's own templates; those are not used. Read anew with reload().
  [[nodiscard]] std::vector<TemplateFault> faults() const;
  // Reads the office's own files again. Safe beside the other calls.
  void reload();

  // The papers whose folder is there, in the order of the words.
  [[nodiscard]] std::vector<complaint::PaperKind> kinds() const;
  // Where a model and fields.toml differ: "missing NUMBER", "unknown SIGNERS / TITEL". For the tests of the models.
  [[nodiscard]] std::vector<std::string> differences(complaint::PaperKind, const Model&) const;

 private:
  struct Shipped;
  struct Loaded;
  [[nodiscard]] std::shared_ptr<const Loaded> loaded() const;

  std::unique_ptr<Shipped> shipped_;
};

// Checks one folder of templates against the shipped fields: unknown field, missing required field, unbalanced section,
// markup in which values cannot be escaped, unknown include, style that cannot be read. When the shipped ones are
// broken themselves, those faults.
[[nodiscard]] std::vector<TemplateFault> check_templates(const std::filesystem::path& shipped,
                                                         const std::filesystem::path& own);

}  // namespace dumas::documents
