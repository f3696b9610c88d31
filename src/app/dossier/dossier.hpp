// A case as one zip that can be read and checked without this program (issue "papers", point 7): every paper as PDF, the
// attachments, the timeline, the case's rows of the log with their hashes, and an index with the SHA-256 of every file.
// Called by the page /kasus/{id}/berkas-perkara.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/application.hpp"
#include "app/dossier/archive.hpp"
#include "app/papers/paper_model.hpp"
#include "app/papers/paper_printer.hpp"
#include "locale/catalogue.hpp"

namespace dumas::app {

enum class Attachments { Included, LeftOut };

struct DossierWish {
  CaseId id;
  // Masked: name, number, address, telephone and e-mail of the complainant stand nowhere that the program writes.
  // Attachments are taken over as they are, so they may show him.
  Naming naming = Naming::Masked;
  Attachments attachments = Attachments::LeftOut;
  // How long papers are printed for it: a slow or broken printer must not hold a worker for minutes. Frozen papers need
  // no printing.
  std::chrono::seconds printing{60};
};

// A file of the dossier.
struct DossierFile {
  std::string path;   // in the zip
  std::string title;  // "Surat Jawaban"; of an attachment the name it came under
  std::string note;   // how it came about: frozen, printed for the dossier, a scan
  Instant at{};
  std::uint64_t size = 0;
  std::string sha256;
};

// What belongs in it and is not: said, never left out silently.
struct DossierGap {
  std::string title, reason;
};

// One event, in words and as the log holds it.
struct DossierEvent {
  Instant at{};
  std::string title, officer, text;  // text: a message between office and citizen
  std::int64_t step = 0, days_late = 0;
  std::vector<std::string> files;  // paths of the papers it made
  std::int64_t log_id = 0;
  std::string hash;  // hex
};

struct Dossier {
  std::string register_no, subject;  // register_no "" before registration
  std::string state;
  std::optional<Naming> naming;  // none: the complaint is anonymous, there is nobody to name
  Attachments attachment_choice = Attachments::LeftOut;
  Instant as_of{};  // the case's last event: the same case gives the same dossier
  std::vector<DossierEvent> events;
  std::vector<DossierFile> papers, attachments;
  std::vector<DossierGap> gaps;
};

// The readable pages, made where templates are (web/staff/dossier_pages.cpp).
struct DossierPages {
  std::function<std::string(const Dossier&)> index, timeline;
};

// Frozen papers are taken as they are, except where nobody is to be named: then all are printed anew, masked. What
// `print` refuses is told in the index; it may be empty. Refusals: NOT_FOUND (no such case), DISK_FULL (error.disk_full).
[[nodiscard]] Result<dossier::ZipFile> make_dossier(Application&, const Catalogue&, const DossierWish&,
                                                    const DossierPages&, const PaperPrinter& print);

}  // namespace dumas::app
