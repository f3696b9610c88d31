// Files of papers/ put together: see source.hpp.
#include "documents/paper/source.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/text.hpp"

namespace dumas::documents {
namespace {

// A template is a page or two of text; more is a mistake, and every request would pay for it.
constexpr std::size_t largest_file = std::size_t{256} * 1024;
// Nothing sensible nests this deep; a file that includes itself would never end.
constexpr int deepest_include = 4;

int lines_in(std::string_view text) { return static_cast<int>(std::count(text.begin(), text.end(), '\n')); }

// `<!-- ... -->` and `{{! ... }}` replaced by their line breaks, so that lines keep their numbers.
std::string without_comments(std::string text) {
  const auto blank = [&text](std::string_view open, std::string_view close) {
    for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
      const auto end = text.find(close, at + open.size());
      const auto after = end == std::string::npos ? text.size() : end + close.size();
      const auto breaks = static_cast<std::size_t>(lines_in(std::string_view(text).substr(at, after - at)));
      text.replace(at, after - at, std::string(breaks, '\n'));
    }
  };
  blank("<!--", "-->");
  blank("{{!", "}}");
  return text;
}

bool is_file_name(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  };
  return name.size() > 5 && name.ends_with(".html") && name[0] != '.' && std::all_of(name.begin(), name.end(), fits);
}

class Assembly {
 public:
  Assembly(const PaperFolders& folders, const std::string& emblem, TemplateFaults& faults)
      : folders_(folders), emblem_(emblem), faults_(faults) {}

  void file(const std::string& name, int depth, const TemplateFault& absent) {
    const auto found = read_paper_file(folders_, name, faults_);
    if (!found) {
      faults_.push_back(absent);
      return;
    }
    markup_.own = markup_.own || found->origin == Origin::Own;
    const std::string text = without_comments(found->text);
    SourcePlace here{name, 1};
    std::string_view rest = text;
    for (auto open = rest.find("[["); open != std::string_view::npos; open = rest.find("[[")) {
      take(rest, open, here);
      const auto close = rest.find("]]");
      if (close == std::string_view::npos) {
        faults_.push_back({name, here.line, "mark_not_closed", {"[["}});
        return;
      }
      mark(rest.substr(2, close - 2), here, depth);
      here.line += lines_in(rest.substr(0, close + 2));
      rest.remove_prefix(close + 2);
    }
    take(rest, rest.size(), here);
  }

  [[nodiscard]] PaperMarkup result() && { return std::move(markup_); }

 private:
  void take(std::string_view& rest, std::size_t size, SourcePlace& here) {
    const auto piece = rest.substr(0, size);
    if (!piece.empty()) markup_.source.append(piece, here);
    here.line += lines_in(piece);
    rest.remove_prefix(size);
  }

  void mark(std::string_view inside, const SourcePlace& here, int depth) {
    constexpr std::string_view include = "include ";
    if (inside == "emblem") {
      if (!emblem_.empty()) markup_.source.append(emblem_, here);
    } else if (inside.starts_with(include)) {
      const std::string wanted{inside.substr(include.size())};
      const TemplateFault unknown{here.file, here.line, "unknown_include", {wanted}};
      if (!is_file_name(wanted)) {
        faults_.push_back(unknown);
      } else if (depth >= deepest_include) {
        faults_.push_back({here.file, here.line, "include_too_deep", {wanted}});
      } else {
        file("common/" + wanted, depth + 1, unknown);
      }
    } else {
      faults_.push_back({here.file, here.line, "unknown_mark", {"[[" + std::string(inside) + "]]"}});
    }
  }

  const PaperFolders& folders_;
  const std::string& emblem_;
  TemplateFaults& faults_;
  PaperMarkup markup_;
};

}  // namespace

void SourceText::append(std::string_view piece, const SourcePlace& begin) {
  pieces_.push_back({text_.size(), begin});
  text_ += piece;
}

SourcePlace SourceText::place(std::size_t offset) const {
  const auto after = std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                                      [](std::size_t at, const Piece& piece) { return at < piece.offset; });
  if (after == pieces_.begin()) return {};
  const Piece& piece = *std::prev(after);
  const auto until = std::min(offset, text_.size());
  return {piece.begin.file,
          piece.begin.line + lines_in(std::string_view(text_).substr(piece.offset, until - piece.offset))};
}

std::optional<PaperFile> read_paper_file(const PaperFolders& folders, const std::string& name, TemplateFaults& faults) {
  const bool own_allowed = name.starts_with("common/") ? folders.own_common : folders.own_paper;
  std::error_code error;
  const bool own = own_allowed && !folders.own.empty() && std::filesystem::exists(folders.own / name, error);
  const auto path = (own ? folders.own : folders.shipped) / name;
  if (!own && !std::filesystem::exists(path, error)) return std::nullopt;

  PaperFile file{{}, own ? Origin::Own : Origin::Shipped};
  const auto size = std::filesystem::is_regular_file(path, error) ? std::filesystem::file_size(path, error) : 0;
  if (error || !std::filesystem::is_regular_file(path, error)) {
    faults.push_back({name, 0, "unreadable", {}});
    return file;
  }
  if (size > largest_file) {
    faults.push_back({name, 0, "too_large", {std::to_string(largest_file / 1024)}});
    return file;
  }
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    faults.push_back({name, 0, "unreadable", {}});
    return file;
  }
  file.text.assign(std::istreambuf_iterator<char>(stream), {});
  if (file.text.starts_with("\xEF\xBB\xBF")) file.text.erase(0, 3);  // the mark some editors begin a file with
  std::erase(file.text, '\r');
  if (!is_valid_utf8(file.text) || file.text.find('\0') != std::string::npos) {
    faults.push_back({name, 0, "not_utf8", {}});
    file.text.clear();
  }
  return file;
}

PaperMarkup assemble(const PaperFolders& folders, const std::string& folder, const std::string& emblem,
                     TemplateFaults& faults) {
  Assembly assembly(folders, emblem, faults);
  const std::string name = folder + "/paper.html";
  assembly.file(name, 0, {name, 0, "missing_file", {}});
  return std::move(assembly).result();
}

}  // namespace dumas::documents
