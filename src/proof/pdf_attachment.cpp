#include "proof/pdf_attachment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "base/time.hpp"
#include "proof/pdf_objects.hpp"
#include "proof/receipt_bundle.hpp"

namespace dumas::proof {
namespace {

constexpr std::string_view description = "Bukti keaslian: diperiksa dengan perintah dumas verify-receipt";

// The update while it is written: offsets count from the first byte of the frozen PDF.
class Update {
 public:
  Update(std::string_view frozen, const PdfDocument& document) : start_(frozen.size()), document_(document) {
    if (!frozen.ends_with('\n') && !frozen.ends_with('\r')) text_ += '\n';
  }

  void object(int number, int generation, std::string_view body) {
    offsets_[number] = {offset(), generation};
    text_.append(fmt::format("{} {} obj\n{}\nendobj\n", number, generation, body));
  }
  // Cross-references in the form the PDF has, and the trailer. `number`: that of the stream, if it is one.
  std::string finish(int number, const std::string& trailer) {
    const std::uint64_t reference = offset();
    if (document_.kind == CrossReference::Table)
      text_.append(table()).append("trailer\n<< /Size ").append(std::to_string(number)).append(trailer).append(">>\n");
    else
      text_.append(stream(number, trailer));
    return std::move(text_.append(fmt::format("startxref\n{}\n%%EOF\n", reference)));
  }

 private:
  struct Entry {
    std::uint64_t offset = 0;
    int generation = 0;
  };

  [[nodiscard]] std::uint64_t offset() const { return start_ + text_.size(); }

  // Runs of neighbouring numbers, each with its entries.
  template <class Head, class One>
  void each(const Head& head, const One& one) const {
    for (auto begin = offsets_.begin(); begin != offsets_.end();) {
      auto end = begin;
      int count = 0;
      while (end != offsets_.end() && end->first == begin->first + count) ++end, ++count;
      head(begin->first, count);
      for (; begin != end; ++begin) one(begin->second);
    }
  }

  [[nodiscard]] std::string table() const {
    std::string text = "xref\n";
    each([&](int first, int count) { text += fmt::format("{} {}\n", first, count); },
         [&](const Entry& entry) { text += fmt::format("{:010} {:05} n \n", entry.offset, entry.generation); });
    return text;
  }

  std::string stream(int number, const std::string& trailer) {
    offsets_[number] = {offset(), 0};
    std::string index, rows;
    each([&](int first, int count) { index += fmt::format("{}{} {}", index.empty() ? "" : " ", first, count); },
         [&](const Entry& entry) {
           rows += '\x01';
           for (int shift = 56; shift >= 0; shift -= 8) rows += static_cast<char>((entry.offset >> shift) & 0xFFU);
           rows += static_cast<char>((entry.generation >> 8) & 0xFF);
           rows += static_cast<char>(entry.generation & 0xFF);
         });
    return fmt::format("{} 0 obj\n<< /Type /XRef /W [1 8 2] /Index [{}] /Length {} /Size {}{}>>\nstream\n", number,
                       index, rows.size(), number + 1, trailer) +
           rows + "\nendstream\nendobj\n";
  }

  std::uint64_t start_;
  const PdfDocument& document_;
  std::string text_;
  std::map<int, Entry> offsets_;
};

std::string dictionary(const std::map<std::string, std::string>& entries) {
  std::string text = "<< ";
  for (const auto& [key, value] : entries) text.append(pdf_name(key)).append(" ").append(value).append(" ");
  return text + ">>";
}

// "D:20261125093000+00'00'"
std::string pdf_date(std::int64_t millis) {
  std::string digits = iso_instant(from_millis(millis)).substr(0, 19);
  std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
  return "(D:" + digits + "+00'00')";
}

std::string embedded_file(const ReceiptBundle& bundle, std::string_view text) {
  return fmt::format("<< /Type /EmbeddedFile /Subtype {} /Length {} /Params << /ModDate {} /Size {} >> >>\nstream\n",
                     pdf_name("application/json"), text.size(), pdf_date(bundle.event.at), text.size()) +
         std::string{text} + "\nendstream";
}

std::string file_specification(int embedded) {
  return fmt::format(
      "<< /Type /Filespec /F ({0}) /UF ({0}) /Desc ({1}) /AFRelationship /Data /EF << /F {2} 0 R /UF {2} 0 R >> >>",
      attachment_name, description, embedded);
}

// The old catalogue with one more associated file.
std::string catalogue(PdfDocument document, const std::string& file) {
  document.files[std::string{attachment_name}] = file;
  std::string tree, associated;
  for (const auto& [name, one] : document.files) tree.append(pdf_string(name)).append(" ").append(one).append(" ");
  for (const auto& one : document.associated) associated.append(one).append(" ");
  document.names["EmbeddedFiles"] = "<< /Names [" + tree + "] >>";
  document.entries["Names"] = dictionary(document.names);
  document.entries["AF"] = "[" + associated + file + "]";
  return dictionary(document.entries);
}

std::string update(std::string_view pdf, const PdfDocument& document, const ReceiptBundle& bundle,
                   const std::string& text) {
  const int embedded = document.objects, file = embedded + 1;
  Update made(pdf, document);
  made.object(embedded, 0, embedded_file(bundle, text));
  made.object(file, 0, file_specification(embedded));
  made.object(document.catalogue, document.generation, catalogue(document, fmt::format("{} 0 R", file)));
  std::string trailer =
      fmt::format(" /Root {} {} R /Prev {} ", document.catalogue, document.generation, document.last_reference);
  if (!document.info.empty()) trailer += "/Info " + document.info + " ";
  if (!document.id.empty()) trailer += "/ID [" + document.id + " <" + sha256_hex(text).substr(0, 32) + ">] ";
  return made.finish(file + 1, trailer);
}

}  // namespace

Result<std::string> attach(std::string_view pdf, std::string_view text) {
  auto bundle = read_bundle(text);
  if (!bundle) return bundle.refusal();
  if (bundle->document != DocumentDigest{pdf.size(), sha256_hex(pdf)})
    return Refusal{"PROOF_OF_ANOTHER_PAPER", "", "proof.attach.another_paper"};
  const auto document = read_pdf(pdf);
  if (!document) return Refusal{"PDF_UNREADABLE", "", "proof.attach.no_pdf"};
  if (document->files.contains(std::string{attachment_name}))
    return Refusal{"PDF_HAS_PROOF", "", "proof.attach.has_proof"};
  bundle->blocks = block_digests(pdf);
  return std::string{pdf} + update(pdf, *document, *bundle, write_bundle(*bundle));
}

std::optional<ByteRange> find_bundle(std::string_view file) {
  const std::string beginning = R"({"format":")" + std::string{bundle_format} + '"';
  const auto begin = file.rfind(beginning);
  if (begin == std::string_view::npos) return std::nullopt;
  const auto end = file.find('\n', begin);
  return ByteRange{begin, end == std::string_view::npos ? file.size() : end};
}

}  // namespace dumas::proof
