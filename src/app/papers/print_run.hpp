// Print runs: many letters asked for at once, made one after another in the background and given out as one zip, while
// whoever asked watches how far it is. Between two papers of a run the printer serves who asks for a single letter.
// The finished zip is full of names: it lives in memory only, for half an hour, and does not outlive the program.
// Called by web/staff/print_run.cpp. Thread-safe.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "app/dossier/archive.hpp"
#include "app/papers/paper_desk.hpp"

namespace dumas::app {

using PrintRunId = Id<struct PrintRunTag>;

enum class PrintStanding {
  Working,   // or waiting for the run before it
  Ready,     // take() gives the zip, unless every paper failed
  TooLarge,  // more than PrintLimits::bytes
  Stopped    // by a fault; the log says which
};

struct PrintProgress {
  PrintStanding standing = PrintStanding::Working;
  std::size_t done = 0;  // those that failed too
  std::size_t failed = 0, total = 0;
};

struct PrintLimits {
  std::uint64_t bytes = std::uint64_t{64} * 1024 * 1024;  // of all zips that are kept
  std::size_t unfinished = 8;                             // runs
  std::chrono::minutes kept{30};                          // a finished zip
};

class PrintRuns {
 public:
  explicit PrintRuns(PaperDesk&, PrintLimits = {});
  PrintRuns(const PrintRuns&) = delete;
  PrintRuns& operator=(const PrintRuns&) = delete;
  ~PrintRuns();  // stop()

  // Forgets the finished run that he had. Refusals: PRINT_NONE print.none (no papers), PRINT_BUSY print.busy (his last
  // run is still worked on, or too many others are).
  [[nodiscard]] Result<PrintRunId> start(UserId, std::vector<complaint::DuePaper>);
  // nullopt: none of this officer's, or forgotten.
  [[nodiscard]] std::optional<PrintProgress> progress(UserId, PrintRunId);
  [[nodiscard]] std::optional<PrintRunId> newest_of(UserId);
  // The zip; may be taken again. nullopt as for progress(), and when there is nothing in it.
  [[nodiscard]] std::optional<dossier::ZipFile> take(UserId, PrintRunId);

  // Finishes the paper at hand. What waits is never done.
  void stop();

 private:
  class Works;
  std::unique_ptr<Works> works_;
};

}  // namespace dumas::app
