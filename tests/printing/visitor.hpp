// Somebody signed in at the real door, with a browser's cookies. For the tests of pages that several officers share.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "web/browser.hpp"
#include "web/dossier_place.hpp"
#include "web/routes.hpp"

namespace dumas::testing {

class Visitor {
 public:
  Visitor(Place& place, std::string login, Role role) : handler_(web::make_site_handler(*place.site)) {
    app::NewUser user{.login = login, .display_name = "Sri Wahyuni", .password = "kata sandi panjang", .roles = {role}};
    user.password_origin = store::PasswordOrigin::Own;
    REQUIRE(place.office.desk->accounts.add({.role = Role::Admin}, user).ok());
    const auto door = get("/masuk");
    REQUIRE(post("/masuk", door, {{"login", login}, {"password", "kata sandi panjang"}, {"lanjut", ""}}).status == 303);
  }
  http::Response get(const std::string& path) { return ask(cookies_.request(http::Method::Get, path)); }
  http::Response post(const std::string& path, const http::Response& form,
                      const std::vector<std::pair<std::string, std::string>>& fields) {
    auto sent = cookies_.request(http::Method::Post, path);
    sent.form.add("csrf", web::testing::between(form.text_body(), "name=\"csrf\" value=\"", "\""));
    for (const auto& [name, value] : fields) sent.form.add(name, value);
    return ask(sent);
  }

 private:
  http::Response ask(const http::Request& sent) { return cookies_.keep(handler_(sent)); }

  http::Handler handler_;
  web::testing::BrowserCookies cookies_;
};

// Of a text or a file.
inline std::string body_of(const http::Response& response) {
  const auto* file = std::get_if<http::FileBody>(&response.body);
  return file ? bytes_of(file->path) : response.text_body();
}

}  // namespace dumas::testing
