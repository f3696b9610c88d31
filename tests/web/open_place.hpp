// A real office behind its real door, as every page of web/ is reached: database, templates, printer, routes. Only the
// clock is the test's and passwords are hashed cheaply. The tests of this folder build on it.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <memory>

#include "app/application.hpp"
#include "app/papers/paper_desk.hpp"
#include "app/papers/print_run.hpp"
#include "documents/renderer.hpp"
#include "web/routes.hpp"

namespace dumas::web::testing {

struct OpenPlace {
  ManualClock clock{parse_iso_instant("2026-11-30T09:00:00+07:00").value()};  // a Monday
  SystemRandomness randomness;
  std::filesystem::path source{DUMAS_SOURCE_DIR};
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("dumas-web-" + url_token(randomness, 9));
  std::unique_ptr<app::Application> app;
  std::unique_ptr<app::Desk> desk;
  Catalogue catalogue{source / "locale"};
  Views views{source / "views", catalogue};
  documents::PaperTemplates papers{source / "papers", folder / "office" / "papers"};
  documents::Renderer renderer{{.worker = source / "renderer" / "worker.py"}};
  std::unique_ptr<app::PaperDesk> paper_desk;
  std::unique_ptr<app::PrintRuns> print_runs;
  std::unique_ptr<Site> site;
  http::Handler handler;

  OpenPlace() {
    auto opened = app::Application::open(
        {.folders = {.share = source, .data = folder}, .passwords = {.memory_kib = 8, .passes = 1}, .clock = &clock});
    REQUIRE(opened.ok());
    app = std::move(*opened);
    desk = std::make_unique<app::Desk>(*app);
    paper_desk = std::make_unique<app::PaperDesk>(*app, catalogue, papers, renderer);
    print_runs = std::make_unique<app::PrintRuns>(*paper_desk);
    site = std::make_unique<Site>(Site{.app = *app,
                                       .desk = *desk,
                                       .catalogue = catalogue,
                                       .views = views,
                                       .papers = papers,
                                       .paper_desk = *paper_desk,
                                       .print_runs = *print_runs});
    handler = make_site_handler(*site);
  }
  OpenPlace(const OpenPlace&) = delete;
  OpenPlace& operator=(const OpenPlace&) = delete;
  ~OpenPlace() {
    site.reset();
    print_runs.reset();
    paper_desk.reset();
    desk.reset();
    app.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
};

}  // namespace dumas::web::testing
