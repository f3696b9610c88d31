// The files of papers/ as text: an office's own file before the shipped one, bounded and valid UTF-8, comments taken
// out, [[include FILE]] and [[emblem]] put in place, every character still knowing its file and line.
// Used by paper_templates.cpp.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/paper/fault.hpp"

namespace dumas::documents {

struct SourcePlace {
  std::string file;
  int line = 0;
};

// A text put together from pieces of files.
class SourceText {
 public:
  void append(std::string_view piece, const SourcePlace& begin);
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] SourcePlace place(std::size_t offset) const;

 private:
  struct Piece {
    std::size_t offset = 0;
    SourcePlace begin;
  };
  std::string text_;
  std::vector<Piece> pieces_;
};

// Where the files of one paper are taken from: for the paper's own folder and for common/, the office's or the shipped.
struct PaperFolders {
  std::filesystem::path shipped, own;  // own empty: shipped alone
  bool own_paper = true, own_common = true;
};

enum class Origin { Shipped, Own };

struct PaperFile {
  std::string text;
  Origin origin = Origin::Shipped;
};

// `name` is relative to papers/, e.g. "common/base.css". nullopt when it is nowhere. Faults: unreadable, too_large,
// not_utf8.
[[nodiscard]] std::optional<PaperFile> read_paper_file(const PaperFolders&, const std::string& name, TemplateFaults&);

struct PaperMarkup {
  SourceText source;
  bool own = false;  // any of it is the office's
};

// The whole markup of `folder`/paper.html. Faults: missing_file, mark_not_closed, unknown_mark, unknown_include,
// include_too_deep, and those of the files.
[[nodiscard]] PaperMarkup assemble(const PaperFolders&, const std::string& folder, const std::string& emblem,
                                   TemplateFaults&);

}  // namespace dumas::documents
