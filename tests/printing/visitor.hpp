// Somebody signed in at the real door, with a browser's cookies. For the tests of pages that several officers share.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

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
  http::Response get(const std::string& path) { return ask(request(http::Method::Get, path)); }
  http::Response post(const std::string& path, const http::Response& form,
                      const std::vector<std::pair<std::string, std::string>>& fields) {
    auto sent = request(http::Method::Post, path);
    const auto& page = form.text_body();
    const auto from = page.find("name=\"csrf\" value=\"") + 19;
    sent.form.add("csrf", page.substr(from, page.find('"', from) - from));
    for (const auto& [name, value] : fields) sent.form.add(name, value);
    return ask(sent);
  }

 private:
  http::Request request(http::Method method, const std::string& path) {
    http::Request made;
    made.method = method;
    made.target = path;
    made.path = path.substr(0, path.find('?'));
    if (const auto mark = path.find('?'); mark != std::string::npos)
      made.query = http::Form::from_urlencoded(path.substr(mark + 1), 50).value();
    made.host = "dumas.example";
    made.remote_address = "192.0.2.9";
    for (const auto& [name, value] : cookies_) made.cookies.emplace_back(name, value);
    return made;
  }
  http::Response ask(const http::Request& sent) {
    auto response = handler_(sent);
    for (const auto& [name, value] : response.headers) {
      if (name != "Set-Cookie") continue;
      const auto equals = value.find('=');
      cookies_[value.substr(0, equals)] = value.substr(equals + 1, value.find(';') - equals - 1);
    }
    return response;
  }
  http::Handler handler_;
  std::map<std::string, std::string> cookies_;
};

// Of a text or a file.
inline std::string body_of(const http::Response& response) {
  const auto* file = std::get_if<http::FileBody>(&response.body);
  return file ? bytes_of(file->path) : response.text_body();
}

}  // namespace dumas::testing
