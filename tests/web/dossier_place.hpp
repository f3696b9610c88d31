// An office with one case, its dossier unpacked as a reader would. For the tests of the dossier, and for those of
// tests/printing.
#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "../support/road.hpp"
#include "app/dossier/dossier.hpp"
#include "documents/paper_templates.hpp"
#include "web/staff/dossier_pages.hpp"

namespace dumas::testing {

using namespace complaint;  // NOLINT(google-build-using-namespace): the words of every test

inline const std::filesystem::path share{DUMAS_SOURCE_DIR};

inline bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
inline bool shell(const std::string& command) {
  return std::system(command.c_str()) == 0;  // NOLINT(cert-env33-c,concurrency-mt-unsafe): names are ours
}
inline std::string bytes_of(const std::filesystem::path& file) {
  std::ostringstream bytes;
  bytes << std::ifstream(file, std::ios::binary).rdbuf();
  return std::move(bytes).str();
}

struct Place {
  Office office;
  Catalogue catalogue{share / "locale"};
  web::Views views{share / "views", catalogue};
  documents::PaperTemplates papers{share / "papers", {}};
  documents::Renderer renderer{{.worker = share / "renderer" / "worker.py"}};
  std::unique_ptr<app::PaperDesk> paper_desk;
  std::unique_ptr<app::PrintRuns> print_runs;
  std::unique_ptr<web::Site> site;
  app::PaperPrinter printer = [this](const app::PaperRequest& request) { return print(request); };
  CaseId id;

  Place() {
    office.open();
    paper_desk = std::make_unique<app::PaperDesk>(*office.app, catalogue, papers, renderer);
    print_runs = std::make_unique<app::PrintRuns>(*paper_desk);
    site = std::make_unique<web::Site>(web::Site{.app = *office.app,
                                                 .desk = *office.desk,
                                                 .catalogue = catalogue,
                                                 .views = views,
                                                 .papers = papers,
                                                 .paper_desk = *paper_desk,
                                                 .print_runs = *print_runs});
  }

  // Stands for the printer: the paper as it goes there.
  Result<std::string> print(const app::PaperRequest& request) {
    return office.app->readers().with([&](store::Connection& connection) -> Result<std::string> {
      const auto model = app::paper_model({*office.app, catalogue, connection}, request);
      if (!model) return Refusal{.code = "NO_PAPER"};
      return "%PDF-stub\n" + papers.document(request.paper, *model, PaperSize::A4);
    });
  }

  FileId upload(const std::string& filename, const std::string& content) {
    const auto path = office.folder() / "upload.txt";
    std::ofstream(path) << content;
    const auto kept =
        app::keep_upload(*office.app, office.owner, {.filename = filename, .path = path, .too_big = false});
    REQUIRE_MESSAGE(kept.ok(), filename);
    return kept->id;
  }

  SubmitComplaint told(std::vector<FileId> evidence = {}) {
    auto complaint = complaint_of("Loket kosong");
    complaint.story = "Saya, SARI  WULANDARI (0812-0000-1111), menunggu dua jam.";
    complaint.identity_number = "3571012345678901";
    complaint.address = "Jl. Dhoho 12";
    complaint.email = "sari@example.org";
    complaint.evidence = std::move(evidence);
    return complaint;
  }

  void receive(std::vector<FileId> evidence = {}) {
    const Actor desk = office.as("loket", Role::FrontDesk);
    id = office.must({}, desk, told(std::move(evidence))).case_id;
    office.must(id, desk, entry());
    office.must(id, desk, SendMessage{.text = "Yth. Sari Wulandari, mohon ditunggu."});
  }

  // Unpacks the dossier into a folder of its own.
  std::filesystem::path unpacked(app::DossierWish wish) {
    const auto zip = app::make_dossier(*office.app, catalogue, wish, web::pages::dossier_pages(*site), printer);
    REQUIRE(zip.ok());
    return unpack(bytes_of(zip->path));
  }
  std::filesystem::path unpack(const std::string& zip) {
    const auto folder = office.folder() / ("out" + std::to_string(++times));
    std::ofstream(office.folder() / "dossier.zip", std::ios::binary) << zip;
    REQUIRE(shell("unzip -q " + (office.folder() / "dossier.zip").string() + " -d " + folder.string()));
    return folder;
  }
  int times = 0;
};

}  // namespace dumas::testing
