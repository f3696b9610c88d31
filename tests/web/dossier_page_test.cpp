// The page that gives a case out as a zip: to whom, with whose identity, and what the security log keeps of it.
#include <doctest/doctest.h>

#include <map>

#include "app/case_text.hpp"
#include "dossier_place.hpp"
#include "store/security_log.hpp"
#include "web/routes.hpp"

using namespace dumas;             // NOLINT(google-build-using-namespace)
using namespace dumas::complaint;  // NOLINT(google-build-using-namespace)
using namespace dumas::testing;    // NOLINT(google-build-using-namespace)

namespace {

// Somebody signed in, asking pages.
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
    made.target = made.path = path;
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

std::string body_of(const http::Response& response) {
  const auto* file = std::get_if<http::FileBody>(&response.body);
  return file ? bytes_of(file->path) : response.text_body();
}

}  // namespace

TEST_CASE("the page gives a dossier to who may read the case, with identity only for a reason that is kept") {
  Place place;
  place.receive();
  const std::string path = "/kasus/" + app::id_text(place.id.value) + "/berkas-perkara";
  Visitor secretary{place, "sekretaris2", Role::Secretary};
  const auto form = secretary.get(path);
  REQUIRE(form.status == 200);
  CHECK(has(form.text_body(), "value=\"SHOWN\""));
  CHECK(secretary.post(path, form, {{"identity", "SHOWN"}, {"reason", " "}}).status == 422);
  const auto named = secretary.post(path, form, {{"identity", "SHOWN"}, {"reason", "Diminta Ombudsman"}});
  CHECK(named.status == 200);
  CHECK(named.header("Content-Type") == "application/zip");
  CHECK(has(bytes_of(place.unpack(body_of(named)) / "identitas.json"), "Sari Wulandari"));
  const auto entries = place.office.app->readers().with([&](store::Connection& connection) {
    return store::read_security_log(connection, place.office.app->vault(), place.office.app->office(),
                                    {.kind = store::SecurityKind::Exported});
  });
  REQUIRE(entries.size() == 1);
  CHECK(entries.front().code == "dossier identity");
  CHECK(entries.front().reason == "Diminta Ombudsman");
  CHECK(entries.front().case_id == place.id);

  Visitor auditor{place, "auditor2", Role::Auditor};
  const auto without = auditor.get(path);
  REQUIRE(without.status == 200);
  CHECK_FALSE(has(without.text_body(), "value=\"SHOWN\""));
  CHECK(auditor.post(path, without, {{"identity", "SHOWN"}, {"reason", "Ingin tahu"}}).status == 403);
  const auto masked = auditor.post(path, without, {{"identity", "MASKED"}});
  CHECK(masked.status == 200);
  CHECK_FALSE(std::filesystem::exists(place.unpack(body_of(masked)) / "identitas.json"));
  CHECK(Visitor(place, "admin2", Role::Admin).get(path).status == 404);
}
