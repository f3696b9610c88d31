// /pindai behind the real door, when the reader of scans is at fault and not what was scanned.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "open_place.hpp"
#include "web/session_cookies.hpp"

using namespace dumas;  // NOLINT(google-build-using-namespace)
using namespace std::string_literals;

TEST_CASE("a reader of scans that cannot be started is told as the server's fault, a wrong file as the sender's") {
  web::testing::OpenPlace place;
  app::NewUser user{.login = "sri", .display_name = "Sri", .password = "sandi panjang sekali"};
  user.roles = {complaint::Role::FrontDesk};
  user.password_origin = store::PasswordOrigin::Own;
  REQUIRE(place.desk->accounts.add({.role = complaint::Role::Admin}, user).ok());
  const auto session = place.desk->sessions.sign_in("sri", user.password, "192.0.2.9", "").value().token;

  const auto scan_with = [&](const std::string& worker, const std::string& content) {
    app::PaperDesk desk{*place.app, place.catalogue, place.papers, place.renderer, {worker}};
    web::Site site{.app = *place.app,
                   .desk = *place.desk,
                   .catalogue = place.catalogue,
                   .views = place.views,
                   .papers = place.papers,
                   .paper_desk = desk,
                   .print_runs = *place.print_runs};
    const auto path = place.folder / "sheet.png";
    std::ofstream(path, std::ios::binary) << content;
    http::Request request;
    request.method = http::Method::Post;
    request.target = request.path = "/pindai";
    request.cookies.emplace_back(std::string{web::cookies::session}, session);
    request.form.add("csrf", place.desk->sessions.csrf_of_session(session));
    request.files.push_back({.field = "evidence", .filename = "lembar.png", .content_type = "image/png", .path = path});
    return web::make_site_handler(site)(request);
  };
  // The head of a picture, one pixel wide and high: enough to be handed to the reader.
  const auto picture = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\0\0\0\0"s;
  const auto down = scan_with("/nowhere/dumas", picture);
  CHECK(down.status == 503);
  CHECK(down.text_body().find("Pembaca pindaian sedang tidak dapat dijalankan.") != std::string::npos);
  CHECK(scan_with("/nowhere/dumas", "bukan gambar").status == 422);
}
