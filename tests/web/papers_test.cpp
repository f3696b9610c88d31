// /admin/surat behind the real door: what the administrator sees of the templates, and that nobody else sees it.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "open_place.hpp"
#include "web/browser.hpp"
#include "web/paper_style.hpp"
#include "web/session_cookies.hpp"

using namespace dumas;  // NOLINT(google-build-using-namespace)

namespace {

const std::string password = "sandi panjang sekali";

struct Place : web::testing::OpenPlace {
  std::string enter(complaint::Role role) {
    const complaint::Actor by{UserId{0}, complaint::Role::Admin, complaint::Capacity::Own};
    app::NewUser user{.login = "sri", .display_name = "Sri", .title = "Staf", .password = password, .roles = {role}};
    user.password_origin = store::PasswordOrigin::Own;
    REQUIRE(desk->accounts.add(by, user).ok());
    return desk->sessions.sign_in("sri", password, "192.0.2.9", "").value().token;
  }
  http::Response ask(const std::string& session, const std::string& target,
                     http::Method method = http::Method::Get) const {
    auto request = web::testing::request_for(method, target);
    if (!session.empty()) request.cookies.emplace_back(std::string{web::cookies::session}, session);
    if (method == http::Method::Post) request.form.add("csrf", desk->sessions.csrf_of_session(session));
    return handler(request);
  }
  void write_own(const std::string& name, const std::string& text) const {
    const auto file = folder / "office" / "papers" / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
  }
};

bool has(const http::Response& page, const std::string& text) {
  return page.text_body().find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("the administrator sees the papers and a sample of each, under the strict policy") {
  Place place;
  const auto admin = place.enter(complaint::Role::Admin);
  const auto list = place.ask(admin, "/admin/surat");
  CHECK(list.status == 200);
  CHECK(has(list, "Surat Jawaban"));
  CHECK(has(list, "/admin/surat/answer_letter/contoh"));
  CHECK_FALSE(has(list, "Kesalahan"));

  const auto fields = place.ask(admin, "/admin/surat/answer_letter");
  CHECK(fields.status == 200);
  CHECK(has(fields, "COPIES / TEXT"));
  CHECK(has(fields, "Nomor berita acara"));

  for (const auto kind : place.papers.kinds()) {
    const std::string word{name(kind)};
    CAPTURE(word);
    CHECK(place.ask(admin, "/admin/surat/" + word).status == 200);
    const auto sample = place.ask(admin, "/admin/surat/" + word + "/contoh");
    CHECK(sample.status == 200);
    CHECK(has(sample, "<main class=\"paper " + word + "\""));
    CHECK_FALSE(has(sample, "<style"));
    CHECK_FALSE(has(sample, " style="));
    CHECK(sample.header("Content-Security-Policy")->find("style-src 'self'") != std::string::npos);
    const auto style = place.ask("", web::paper_style_address(*place.site, kind));
    CHECK(style.status == 200);
    CHECK(*style.header("Content-Type") == "text/css; charset=utf-8");
    CHECK(*style.header("Cache-Control") == "public, max-age=31536000, immutable");
  }
  CHECK(place.ask(admin, "/admin/surat/no_paper").status == 404);
  CHECK(place.ask(admin, "/admin/surat/no_paper/contoh").status == 404);
  CHECK(place.ask("", "/gaya/surat/no_paper.css").status == 404);
  CHECK(*place.ask("", "/gaya/surat/answer_letter.css?v=old").header("Cache-Control") == "no-cache");
}

TEST_CASE("a broken template is told on every page of the administrator, by file and line, until it is mended") {
  Place place;
  const auto admin = place.enter(complaint::Role::Admin);
  place.write_own("case_note/paper.html", "[[include page.html]]\n<p>{{TITEL}} {{TITLE}}</p>{{#PARTS}}x{{/PARTS}}");
  CHECK(place.ask(admin, "/admin/surat", http::Method::Post).status == 303);
  const auto users = place.ask(admin, "/admin/pengguna");
  CHECK(has(users, "Ada 1 kesalahan"));
  const auto list = place.ask(admin, "/admin/surat");
  CHECK(has(list, "case_note/paper.html"));
  CHECK(has(list, "Nama TITEL tidak dikenal di sini. Mungkin maksudnya TITLE?"));

  place.write_own("case_note/paper.html", "[[include page.html]]\n<p>{{TITLE}}</p>{{#PARTS}}x{{/PARTS}}");
  CHECK(place.ask(admin, "/admin/surat", http::Method::Post).status == 303);
  CHECK_FALSE(has(place.ask(admin, "/admin/pengguna"), "kesalahan"));
  CHECK(has(place.ask(admin, "/admin/surat"), "Milik kantor"));
}

TEST_CASE("nobody but the administrator is shown the templates or their faults") {
  Place place;
  const auto secretary = place.enter(complaint::Role::Secretary);
  place.write_own("case_note/paper.html", "{{TITEL}}");
  place.papers.reload();
  for (const auto* page : {"/admin/surat", "/admin/surat/answer_letter", "/admin/surat/answer_letter/contoh"})
    CHECK(place.ask(secretary, page).status == 404);
  CHECK(place.ask(secretary, "/admin/surat", http::Method::Post).status == 404);
  CHECK_FALSE(has(place.ask(secretary, "/akun"), "kesalahan"));
  CHECK(place.ask("", "/admin/surat").status == 303);
}

TEST_CASE("every reason of a fault has its sentence") {
  const Catalogue catalogue(std::filesystem::path{DUMAS_SOURCE_DIR} / "locale");
  for (const auto* reason : {"unreadable",        "too_large",
                             "not_utf8",          "missing_file",
                             "unknown_folder",    "unknown_folder_near",
                             "unknown_file",      "own_fields",
                             "settings",          "mark_not_closed",
                             "unknown_mark",      "unknown_modifier",
                             "unknown_include",   "include_too_deep",
                             "unknown_field",     "unknown_field_near",
                             "unknown_section",   "unknown_section_near",
                             "section_not_open",  "section_not_closed",
                             "sections_cross",    "missing_field",
                             "missing_section",   "element_refused",
                             "attribute_refused", "value_misplaced",
                             "image_outside",     "tag_not_closed",
                             "unclosed_element",  "unopened_element",
                             "style_outside",     "style_character",
                             "style_unbalanced",  "engine",
                             "emblem_type",       "emblem_unsafe"}) {
    CAPTURE(reason);
    CHECK(catalogue.has("paper_fault." + std::string{reason}));
  }
}
