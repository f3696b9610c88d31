// dumas sop export: the SOP as a file that other programs open.
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <iterator>

#include "commands/commands.hpp"
#include "complaint/office.hpp"
#include "documents/bpmn.hpp"
#include "documents/sop_document.hpp"
#include "locale/catalogue.hpp"

namespace dumas::commands {
namespace {

std::optional<std::string> text_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    fmt::print(stderr, "dumas: {} cannot be read\n", file.string());
    return std::nullopt;
  }
  return std::string{std::istreambuf_iterator<char>(stream), {}};
}

int write_out(const std::filesystem::path& target, const std::string& text) {
  if (target.empty()) {
    std::cout << text << std::flush;
    return std::cout.good() ? 0 : 1;
  }
  std::ofstream stream(target, std::ios::binary | std::ios::trunc);
  stream << text << std::flush;
  if (stream) return 0;
  fmt::print(stderr, "dumas: {} cannot be written\n", target.string());
  return 1;
}

}  // namespace

int export_sop(const Place& place, const SopExportOptions& options) {
  const auto text = text_of(options.file);
  if (!text) return 2;
  const auto reading = complaint::read_sop(*text);
  for (const auto& fault : reading.faults)
    fmt::print(stderr, "{}:{}: {}\n", options.file.string(), fault.line, fault.reason);
  if (!reading.faults.empty()) return 1;
  const Catalogue catalogue{place.share / "locale"};
  const documents::Words words = [&](std::string_view key) { return catalogue.text(Language::Indonesian, key); };
  switch (options.form) {
    case SopForm::Bpmn: return write_out(options.out, documents::bpmn_xml(reading.sop, words));
    case SopForm::Html: {
      const auto office = text_of(place.share / "config" / "office.toml");
      if (!office) return 1;
      return write_out(options.out,
                       documents::sop_document_html(reading.sop, complaint::read_office(*office).office, words));
    }
  }
  return 2;
}

}  // namespace dumas::commands
