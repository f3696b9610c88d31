// What the update needs to know of the frozen PDF, read by libqpdf, and objects written out by hand. Called by
// pdf_attachment.cpp alone. The spelling is ours and not a library's, because a verifier of later years must write the
// same bytes again.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dumas::proof {

enum class CrossReference { Table, Stream };

// The document's catalogue without what the update replaces, and the trailer's entries that are carried on.
struct PdfDocument {
  CrossReference kind = CrossReference::Table;
  std::uint64_t last_reference = 0;  // offset that startxref names
  int objects = 0;                   // the trailer's Size: the first free number
  int catalogue = 0, generation = 0;
  std::map<std::string, std::string> entries;  // of the catalogue, without AF and Names
  std::map<std::string, std::string> names;    // of the catalogue's Names, without EmbeddedFiles
  std::vector<std::string> associated;         // AF
  std::map<std::string, std::string> files;    // EmbeddedFiles: the name's bytes, the file specification
  std::string info, id;                        // Info as it stands; the first half of ID. Empty: none
};

// nullopt: not a whole PDF as its own cross-references say, or an encrypted one.
[[nodiscard]] std::optional<PdfDocument> read_pdf(std::string_view pdf);

[[nodiscard]] std::string pdf_name(std::string_view name);     // "application/json" -> "/application#2Fjson"
[[nodiscard]] std::string pdf_string(std::string_view bytes);  // "<62756B>"

}  // namespace dumas::proof
