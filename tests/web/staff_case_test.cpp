// The staff's pages on cases behind the real door: sign-in, work list, the forms made from the commands, a case changed
// by somebody else meanwhile, and whose name stands where.
#include <doctest/doctest.h>

#include <filesystem>

#include "app/case_text.hpp"
#include "app/execute.hpp"
#include "open_place.hpp"
#include "store/case_queries.hpp"
#include "web/browser.hpp"
#include "web/form_view.hpp"
#include "web/routes.hpp"

using namespace dumas;  // NOLINT(google-build-using-namespace)
using web::testing::between;

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;
const std::string password = "sandi panjang sekali";

struct Place : web::testing::OpenPlace {
  void add(std::string login, complaint::Role role) {
    const complaint::Actor admin{UserId{0}, complaint::Role::Admin, complaint::Capacity::Own};
    app::NewUser user{.login = std::move(login),
                      .display_name = "Sri Wahyuni",
                      .title = "Staf",
                      .password = password,
                      .roles = {role}};
    user.password_origin = store::PasswordOrigin::Own;
    REQUIRE(desk->accounts.add(admin, user).ok());
  }
  std::string complain(std::string subject) {
    complaint::SubmitComplaint told{
        .channel = complaint::Channel::Web, .subject = std::move(subject), .story = "Loket kosong dua jam."};
    told.disclosure = complaint::Disclosure::Named;
    told.name = "Bambang Prakoso";
    told.phone = "0812 0000 0000";
    return "/kasus/" +
           app::id_text(app::execute(*app, app::CaseRequest{.command = told, .actor = {}}).value().case_id.value);
  }
};

bool has(const http::Response& page, const std::string& text) {
  return page.text_body().find(text) != std::string::npos;
}
std::string hidden(const http::Response& page, const std::string& name) {
  return between(page.text_body(), "name=\"" + name + "\" value=\"", "\"");
}

class Browser {
 public:
  explicit Browser(Place& place) : place_(place) {}
  http::Response get(const std::string& target) { return go(cookies_.request(http::Method::Get, target)); }
  http::Response post(const http::Response& form, const std::string& path, const Fields& fields) {
    auto sent = cookies_.request(http::Method::Post, path);
    for (const std::string name : {"csrf", "idempotency", "version", "peran"}) sent.form.add(name, hidden(form, name));
    for (const auto& [name, value] : fields) sent.form.add(name, value);
    return go(sent);
  }
  http::Response enter(const std::string& login, const std::string& wanted = "") {
    return post(get("/masuk"), "/masuk", {{"login", login}, {"password", password}, {"lanjut", wanted}});
  }

 private:
  http::Response go(const http::Request& sent) { return cookies_.keep(place_.handler(sent)); }

  Place& place_;
  web::testing::BrowserCookies cookies_;
};

const Fields registration{
    {"subject", "Loket kosong"}, {"category", "SERVICE_DELAY"}, {"urgency", "ORDINARY"}, {"secrecy", "OPEN"}};

}  // namespace

TEST_CASE("every command's form has all its words in both languages") {
  Place place;
  const http::Request request;
  for (const Language language : {Language::Indonesian, Language::English})
    for (const auto& [kind, word] : Names<complaint::CommandKind>::table) {
      CAPTURE(word);
      web::Visit visit{.request = request, .language = language};
      web::View view;
      const http::Form empty;
      web::show_fields(view, *place.site, visit, kind, {.typed = empty});
      const std::string page = place.views.render("staff/command.html", language, view);
      CHECK(between(page, "[", "]").find('.') == std::string::npos);
    }
}

TEST_CASE("signing in leads to a place of this site only") {
  Place place;
  place.add("loket", complaint::Role::FrontDesk);
  for (const std::string wanted : {"//evil.example", "/\\evil", "https://evil.example", "/kasus\r\nX: y", ""}) {
    Browser browser{place};
    CHECK(browser.enter("loket", wanted).header("Location") == "/kerja");
  }
  Browser browser{place};
  CHECK(browser.enter("loket", "/kasus?late=1").header("Location") == "/kasus?late=1");
  CHECK(Browser{place}.enter("nobody").status == 422);
}

TEST_CASE("a case waits, is registered once however often the form is sent, and its complainant stays masked") {
  Place place;
  place.add("loket", complaint::Role::FrontDesk);
  const std::string href = place.complain("Loket kosong");
  Browser browser{place};
  browser.enter("loket");
  CHECK(has(browser.get("/kerja"), "Loket kosong"));
  const auto page = browser.get(href);
  CHECK(has(page, "B****** P******"));
  CHECK_FALSE(has(page, "Bambang"));

  const std::string action = href + "/perintah/register";
  const auto form = browser.get(action);
  const auto refused = browser.post(form, action, {{"subject", "<b>Loket</b>"}, {"category", "BOGUS"}});
  CHECK(refused.status == 422);
  CHECK(has(refused, "&lt;b&gt;Loket&lt;/b&gt;"));
  CHECK(browser.post(form, action, registration).status == 303);
  CHECK(browser.post(form, action, registration).header("Location") == href + "?berhasil=register");
  CHECK(has(browser.get(href), "0001/DUMAS/2026"));
  CHECK_FALSE(has(browser.get(href), "0002/DUMAS/2026"));
  CHECK(browser.get(action).status == 409);
  CHECK(browser.get(href + "/perintah/note_disposition").status == 403);
  CHECK(browser.get("/kasus/0000000000001").status == 404);
}

TEST_CASE("what changed meanwhile is shown, the text stays, nothing is overwritten") {
  Place place;
  place.add("loket", complaint::Role::FrontDesk);
  const std::string href = place.complain("Loket kosong"), action = href + "/perintah/register";
  Browser first{place}, second{place};
  first.enter("loket");
  second.enter("loket");
  const auto form = first.get(action);
  CHECK(second.post(second.get(href + "/perintah/send_message"), href + "/perintah/send_message", {{"text", "Halo"}})
            .status == 303);
  auto fields = registration;
  fields.emplace_back("summary", "Ringkasan panjang");
  const auto conflict = first.post(form, action, fields);
  CHECK(conflict.status == 409);
  CHECK(has(conflict, "Ringkasan panjang"));
  CHECK(has(conflict, "Pesan dikirim"));
  CHECK(first.post(conflict, action, fields).status == 303);
}

TEST_CASE("a paper belongs to its case, and a complainant is named only for a reason that is kept") {
  Place place;
  place.add("loket", complaint::Role::FrontDesk);
  const std::string one = place.complain("Satu"), two = place.complain("Dua");
  Browser browser{place};
  browser.enter("loket");
  const std::string paper = between(browser.get(one).text_body(), "href=\"" + one + "/dokumen/", "\"");
  CHECK(browser.get(one + "/dokumen/" + paper).status == 200);
  CHECK_FALSE(has(browser.get(one + "/dokumen/" + paper), "Bambang"));
  CHECK(browser.get(two + "/dokumen/" + paper).status == 404);
  const auto form = browser.get(one + "/identitas");
  CHECK(browser.post(form, one + "/identitas", {{"reason", " "}}).status == 422);
  CHECK(has(browser.post(form, one + "/identitas", {{"reason", "Menelepon pelapor"}}), "Bambang Prakoso"));
}
