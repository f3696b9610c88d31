// A folder with an office's own papers, for the tests of templates; gone when the test ends.
#pragma once

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "documents/paper_templates.hpp"

namespace dumas::documents::test {

inline std::filesystem::path shipped_papers() { return std::filesystem::path{DUMAS_SOURCE_DIR} / "papers"; }

inline std::string text_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

class OwnPapers {
 public:
  OwnPapers() {
    std::string pattern = (std::filesystem::temp_directory_path() / "dumas-papers-XXXXXX").string();
    office_ = ::mkdtemp(pattern.data());
  }
  ~OwnPapers() { std::filesystem::remove_all(office_); }
  OwnPapers(const OwnPapers&) = delete;
  OwnPapers& operator=(const OwnPapers&) = delete;

  // `name` is relative to the office's papers/; "../logo.svg" is the office's own folder.
  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((folder() / name).parent_path());
    std::ofstream(folder() / name, std::ios::binary) << text;
  }
  // A shipped file with one text replaced.
  void change(const std::string& name, const std::string& from, const std::string& to) const {
    std::string text = text_of(shipped_papers() / name);
    const auto at = text.find(from);
    if (at == std::string::npos) throw std::logic_error(name + " has no " + from);
    write(name, text.replace(at, from.size(), to));
  }
  void remove(const std::string& name) const { std::filesystem::remove(folder() / name); }

  [[nodiscard]] std::filesystem::path folder() const { return office_ / "papers"; }
  [[nodiscard]] PaperTemplates templates() const { return {shipped_papers(), folder()}; }
  [[nodiscard]] std::vector<TemplateFault> faults() const { return check_templates(shipped_papers(), folder()); }

 private:
  std::filesystem::path office_;
};

inline int line_of(const std::string& text, const std::string& part) {
  const auto at = text.find(part);
  return at == std::string::npos
             ? -1
             : 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
}

}  // namespace dumas::documents::test
