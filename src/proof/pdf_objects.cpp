#include "proof/pdf_objects.hpp"

#include "base/qpdf_without_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFNameTreeObjectHelper.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <stdexcept>

#include "base/digest.hpp"

namespace dumas::proof {
namespace {

// A catalogue nested deeper than this was not made by an office's printer.
constexpr int deepest = 32;

std::string written(QPDFObjectHandle object, int depth = 0) {
  if (depth > deepest) throw std::runtime_error("nested too deeply");
  if (object.isIndirect())
    return std::to_string(object.getObjectID()) + " " + std::to_string(object.getGeneration()) + " R";
  if (object.isName()) return pdf_name(std::string_view(object.getName()).substr(1));
  if (object.isString()) return pdf_string(object.getStringValue());
  if (object.isBool()) return object.getBoolValue() ? "true" : "false";
  if (object.isInteger()) return std::to_string(object.getIntValue());
  if (object.isReal()) return object.getRealValue();
  if (object.isNull()) return "null";
  std::string text;
  if (object.isArray()) {
    for (auto& item : object.getArrayAsVector()) text.append(text.empty() ? "" : " ").append(written(item, depth + 1));
    return fmt::format("[{}]", text);
  }
  if (!object.isDictionary()) throw std::runtime_error("an object that cannot stand here");
  for (auto& [key, value] : object.getDictAsMap())
    text.append(pdf_name(std::string_view(key).substr(1))).append(" ").append(written(value, depth + 1)).append(" ");
  return fmt::format("<< {}>>", text);
}

std::map<std::string, std::string> entries_of(QPDFObjectHandle dictionary) {
  std::map<std::string, std::string> entries;
  for (auto& [key, value] : dictionary.getDictAsMap())
    if (!value.isNull()) entries[key.substr(1)] = written(value);
  return entries;
}

// The offset after the last "startxref", which stands within the last kilobyte (ISO 32000-2, 7.5.5 and its usage).
std::optional<std::uint64_t> last_reference(std::string_view pdf) {
  constexpr std::string_view word = "startxref";
  const std::string_view tail = pdf.substr(pdf.size() - std::min<std::size_t>(pdf.size(), 1024));
  const auto found = tail.rfind(word);
  if (found == std::string_view::npos) return std::nullopt;
  const auto digits = tail.find_first_of("0123456789", found + word.size());
  if (digits == std::string_view::npos) return std::nullopt;
  std::uint64_t offset = 0;
  std::from_chars(tail.data() + digits, tail.data() + tail.size(), offset);
  if (offset >= pdf.size()) return std::nullopt;
  return offset;
}

void read_catalogue(QPDF& pdf, PdfDocument& document) {
  QPDFObjectHandle root = pdf.getRoot();
  document.catalogue = root.getObjectID();
  document.generation = root.getGeneration();
  document.entries = entries_of(root);
  document.entries.erase("AF");
  document.entries.erase("Names");
  if (QPDFObjectHandle files = root.getKey("/AF"); files.isArray())
    for (auto& file : files.getArrayAsVector()) document.associated.push_back(written(file));
  else if (!files.isNull())
    document.associated.push_back(written(files));
  QPDFObjectHandle names = root.getKey("/Names");
  if (!names.isDictionary()) return;
  document.names = entries_of(names);
  document.names.erase("EmbeddedFiles");
  if (QPDFObjectHandle tree = names.getKey("/EmbeddedFiles"); tree.isDictionary())
    for (auto& [name, file] : QPDFNameTreeObjectHelper(tree, pdf, false))
      document.files[QPDFObjectHandle::newUnicodeString(name).getStringValue()] = written(file);
}

}  // namespace

std::optional<PdfDocument> read_pdf(std::string_view pdf) {
  if (!pdf.starts_with("%PDF-")) return std::nullopt;
  const auto reference = last_reference(pdf);
  if (!reference) return std::nullopt;
  PdfDocument document{.last_reference = *reference};
  document.kind = pdf.substr(*reference).starts_with("xref") ? CrossReference::Table : CrossReference::Stream;
  try {
    QPDF reader;
    reader.setSuppressWarnings(true);
    reader.setAttemptRecovery(false);
    reader.processMemoryFile("paper", pdf.data(), pdf.size());
    QPDFObjectHandle trailer = reader.getTrailer();
    if (reader.isEncrypted() || !trailer.getKey("/Size").isInteger()) return std::nullopt;
    document.objects = trailer.getKey("/Size").getIntValueAsInt();
    if (trailer.hasKey("/Info")) document.info = written(trailer.getKey("/Info"));
    if (QPDFObjectHandle id = trailer.getKey("/ID"); id.isArray() && id.getArrayNItems() == 2)
      document.id = written(id.getArrayItem(0));
    read_catalogue(reader, document);
    if (reader.anyWarnings()) return std::nullopt;
  } catch (const std::exception&) {  // QPDFExc, and what a wrong type of object throws
    return std::nullopt;
  }
  return document;
}

std::string pdf_name(std::string_view name) {
  std::string text = "/";
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 ||
        std::string_view("-_.+:,;@$&*'!?").find(c) != std::string_view::npos) {
      text += c;
    } else {
      static constexpr char digits[] = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      text.append({'#', digits[byte >> 4], digits[byte & 15U]});
    }
  }
  return text;
}

std::string pdf_string(std::string_view bytes) { return fmt::format("<{}>", to_hex(bytes)); }

}  // namespace dumas::proof
