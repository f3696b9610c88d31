// Papers: HTML and CSS in, PDF/A-3 with tags out, by warm Python processes without network and without files
// (docs/decisions/0030-papers-by-a-fenced-worker.md). A process that crashes, hangs or talks nonsense costs one retry.
// Called by the document pages and the commands that issue letters.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace dumas::documents {

enum class PaperLength { Letter, Book };  // a book is a register or a recap: more pages, more time
enum class Corner { BottomLeft, BottomRight };

// The code on every page by which a scan is recognised, and small words beside it (7 pt).
struct PageMark {
  std::string text_prefix;           // of the code; the page's number follows: "https://.../periksa/K7Q2?h="
  std::vector<std::string> lines{};  // {page} and {pages} are filled: "Halaman {page} dari {pages}"
  Corner corner = Corner::BottomLeft;
  double module = 0.5;     // mm; the side is 14.5 to 18.5 mm. Less is not read from a scan at 200 dpi
  double from_side = 15;   // mm from the paper's edge to the dark modules
  double from_bottom = 5;  // mm; what most printers leave white. With the quiet zone it ends 25.5 mm above the edge
};

struct RenderOptions {
  std::string title;       // of the document, shown by readers; not empty
  std::string identifier;  // the PDF's ID: letters, digits and hyphens, e.g. the record's id; not empty
  Instant date;            // of making, as the office's clock has it
  std::string author{};    // the office
  Language language = Language::Indonesian;  // where <html lang> says nothing
  PaperLength length = PaperLength::Letter;
  std::optional<PageMark> mark{};
};

struct RenderedPaper {
  std::string pdf;
  int pages = 0;
};

class Renderer {
 public:
  struct Bound {
    int pages;
    std::chrono::milliseconds time;  // of one attempt
  };
  struct Options {
    std::filesystem::path worker;                 // renderer/worker.py of the tree
    std::vector<std::filesystem::path> assets{};  // folders of pictures (asset:NAME), the office's own first
    int workers = 1;                              // processes, about 70 MB each; each prints one paper at a time
    Bound letter{.pages = 60, .time = std::chrono::seconds(20)};
    Bound book{.pages = 600, .time = std::chrono::seconds(180)};
    int recycle_after = 500;                                     // papers; a new process is started beside the old one
    std::size_t recycle_above = std::size_t{400} * 1024 * 1024;  // bytes of memory
    std::size_t memory = std::size_t{1536} * 1024 * 1024;        // bytes of address space, never more
    std::size_t largest_html = std::size_t{8} * 1024 * 1024;     // bytes
    std::function<void(std::string_view sentence)> log{};        // from several threads; nothing personal
  };
  struct Figures {
    std::size_t waiting = 0;  // papers in the queue
    std::uint64_t printed = 0;
    std::uint64_t retried = 0;
    std::uint64_t failed = 0;
    std::uint64_t started = 0;  // processes
  };

  // Starts no process yet. Throws std::invalid_argument without a worker script.
  explicit Renderer(Options options);
  // No call may be running.
  ~Renderer();
  Renderer(const Renderer&) = delete;
  Renderer& operator=(const Renderer&) = delete;

  // Starts the processes and returns at once, so that the first letter does not wait for them.
  void warm();

  // Blocks; from any thread; first come, first served. The same input gives the same bytes. Refusals: RENDER_FAILED
  // error.render_failed, RENDER_TOO_LONG error.render_too_long (pages allowed), RENDER_TOO_LARGE error.render_too_large
  // (megabytes), RENDER_MARK error.render_mark (the code's text is too long). Throws std::invalid_argument for
  // an empty title or an identifier of other letters.
  [[nodiscard]] Result<RenderedPaper> print(std::string_view html, const RenderOptions& options);
  // The same without the number of pages.
  [[nodiscard]] Result<std::string> render(std::string_view html, const RenderOptions& options);

  [[nodiscard]] Figures figures() const;

 private:
  class Pool;
  std::unique_ptr<Pool> pool_;
};

}  // namespace dumas::documents
