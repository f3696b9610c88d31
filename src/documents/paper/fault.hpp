// What is wrong with a template of papers/, and where. Made by everything that reads one; told to the office's
// administrator (web/admin/papers.cpp) and by `dumas papers check`.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace dumas::documents {

struct TemplateFault {
  std::string file;  // relative to papers/, e.g. "answer_letter/paper.html"
  int line = 0;      // 0: the file as a whole
  // The catalogue's "paper_fault.REASON", e.g. "unknown_field", with its arguments.
  std::string reason;
  std::vector<std::string> arguments{};

  bool operator==(const TemplateFault&) const = default;
};

using TemplateFaults = std::vector<TemplateFault>;

// "answer_letter/paper.html:12: unknown_field NMBER", for a log.
[[nodiscard]] inline std::string plain(const TemplateFault& fault) {
  std::string text = fault.file + ":" + std::to_string(fault.line) + ": " + fault.reason;
  for (const auto& argument : fault.arguments) text += " " + argument;
  return text;
}

}  // namespace dumas::documents
