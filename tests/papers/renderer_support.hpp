// What the renderer's suites share: a renderer over the real worker or a copy of it that breaks on demand, and the
// programs that look into a PDF.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "documents/renderer.hpp"

namespace dumas::documents {

// A folder of its own under the system's temporary one, removed at the end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  std::filesystem::path write(std::string_view name, std::string_view bytes) const;

 private:
  std::filesystem::path path_;
};

// A copy of renderer/ with one of tests/papers/workers/ in it.
class WorkerCopy {
 public:
  explicit WorkerCopy(std::string_view script);
  [[nodiscard]] Renderer::Options options() const;

 private:
  Folder folder_;
  std::string script_;
};

[[nodiscard]] Renderer::Options real_options();
[[nodiscard]] RenderOptions paper(std::string title = "Surat jawaban");
// A whole page around the text, which is put in as it is.
[[nodiscard]] std::string page(std::string_view body, std::string_view style = {});
[[nodiscard]] std::string letter();  // a typical one, one page of F4
[[nodiscard]] std::string escaped(std::string_view text);

struct Ran {
  int status = 0;
  std::string output{};
};
// Through the shell, standard error included.
[[nodiscard]] Ran run(const std::string& command);
[[nodiscard]] std::string text_of(const std::string& pdf);                       // pdftotext
[[nodiscard]] Ran check_pdf(const std::string& pdf);                             // tools/check_pdf.py
[[nodiscard]] int lines_of(const std::string& command, const std::string& pdf);  // of the output, "{}" is the file
[[nodiscard]] std::vector<int> children();                                       // process ids

}  // namespace dumas::documents
