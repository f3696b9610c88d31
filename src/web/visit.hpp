// One request as a page sees it: who asks, in which language, with which form token. Made by the guard (guard.cpp).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/application.hpp"
#include "app/desk.hpp"
#include "app/papers/paper_desk.hpp"
#include "app/papers/print_run.hpp"
#include "base/language.hpp"
#include "complaint/permissions.hpp"
#include "documents/paper_templates.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "locale/catalogue.hpp"
#include "web/remembered_pages.hpp"
#include "web/view.hpp"

namespace dumas::web {

// What all pages share. Lives as long as the server.
struct Site {
  app::Application& app;
  app::Desk& desk;
  const Catalogue& catalogue;
  const Views& views;
  documents::PaperTemplates& papers;
  app::PaperDesk& paper_desk;
  app::PrintRuns& print_runs;
  std::unique_ptr<RememberedPages> status_pages = std::make_unique<RememberedPages>();
  bool rehearsal = false;  // --clock: the banner says that the office's clock is not today's
  bool demo = false;       // sample data: the banner says so
  bool secure_cookies = false;
};

// Whether he may know of this case, in one of his hats.
[[nodiscard]] bool sees(const app::SignedIn&, const complaint::State&);

struct Visit {
  const http::Request& request;
  Language language = Language::Indonesian;
  std::optional<app::SignedIn> staff{};
  std::string visitor{};  // random cookie of an anonymous browser: owns drafts and waiting files
  std::string csrf{};     // to be put into every form

  // The owner of drafts and waiting files: the officer, or the browser of a citizen.
  [[nodiscard]] app::DraftOwner owner(const Site&) const;
  [[nodiscard]] std::string text(const Site&, std::string_view key,
                                 const std::vector<std::string>& arguments = {}) const;
};

// A page with everything its layout needs set (language switch, navigation, banners, user, CSRF).
[[nodiscard]] View make_view(const Site&, const Visit&);

// Renders a page. 200 unless told otherwise; pages with forms are not compressed (BREACH), see http/response.hpp.
[[nodiscard]] http::Response page(const Site&, const Visit&, std::string_view template_name, const View&,
                                  int status = 200);

// The page of an error: 400, 403, 404, 409, 413, 429, 500, 503. `retry_after` in seconds for the last ones.
[[nodiscard]] http::Response error_page(const Site&, const Visit&, int status, int retry_after = 0);

}  // namespace dumas::web
