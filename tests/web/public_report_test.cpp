// The citizen's pages behind the real door (guard, routes, templates, database): the report in steps, its receipt, the
// tracking page. Bad input and bad luck: sent twice, Back, a visit that ended, names and texts of every shape.
#include <doctest/doctest.h>

#include <filesystem>
#include <thread>

#include "app/execute.hpp"
#include "app/tracking.hpp"
#include "base/text.hpp"
#include "open_place.hpp"
#include "store/database.hpp"
#include "web/browser.hpp"
#include "web/routes.hpp"

using namespace dumas;  // NOLINT(google-build-using-namespace)
using web::testing::between;

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Place : web::testing::OpenPlace {
  std::size_t cases() {
    return app->readers().with([](store::Connection& connection) {
      auto rows = connection.prepare("SELECT count(*) FROM cases");
      return rows.step() ? static_cast<std::size_t>(rows.integer(0)) : 0;
    });
  }
};

// A browser: keeps its cookies, takes the form token from the page before.
class Browser {
 public:
  explicit Browser(Place& place, std::string address = "192.0.2.7") : place_(place), cookies_(std::move(address)) {}

  http::Response get(const std::string& target) { return go(cookies_.request(http::Method::Get, target)); }
  http::Response post(const std::string& path, Fields fields) {
    if (csrf_.empty()) csrf_ = between(get("/lapor/kejadian").text_body(), "name=\"csrf\" value=\"", "\"");
    auto sent = cookies_.request(http::Method::Post, path);
    sent.form.add("csrf", csrf_);
    for (auto& [name, value] : fields) sent.form.add(name, value);
    return go(sent);
  }
  void forget(const std::string& cookie) { cookies_.forget(cookie); }
  [[nodiscard]] std::string place_of(const http::Response& response) const {
    return response.header("Location").value_or("");
  }

 private:
  http::Response go(const http::Request& sent) { return cookies_.keep(place_.handler(sent)); }

  Place& place_;
  std::string csrf_;
  web::testing::BrowserCookies cookies_;
};

// Steps 1 to 4; gives the key of the check page.
std::string fill(Browser& browser, const std::string& story = "Loket kosong dua jam.") {
  CHECK(browser.post("/lapor/kejadian", {{"subject", "Loket kosong"}, {"story", story}}).status == 303);
  CHECK(browser.post("/lapor/rincian", {{"place", "Kantor"}}).status == 303);
  CHECK(browser
            .post("/lapor/pelapor",
                  {{"disclosure", "NAMED"}, {"name", "Drs. Nur'aini, M.Si"}, {"phone", "0812 0000 0000"}})
            .status == 303);
  return between(browser.get("/lapor/periksa").text_body(), "name=\"idempotency\" value=\"", "\"");
}

struct Slip {
  std::string code, pin;
};
Slip slip(Browser& browser) {
  const auto body = browser.get("/lapor/terkirim").text_body();
  const auto second = body.substr(body.find("slip__code") + 10);
  return {between(body, "slip__code\">", "<"), between(second, "slip__code\">", "<")};
}

}  // namespace

TEST_CASE("a report sent twice at once, again after Back, and once more later is one case with one receipt") {
  Place place;
  Browser browser(place);
  const auto key = fill(browser);
  REQUIRE(!key.empty());
  std::vector<Browser> windows(6, browser);
  std::vector<std::thread> threads;
  std::vector<int> answers(windows.size());
  for (std::size_t i = 0; i < windows.size(); ++i)
    threads.emplace_back([&, i] { answers[i] = windows[i].post("/lapor/periksa", {{"idempotency", key}}).status; });
  for (auto& thread : threads) thread.join();
  for (const int answer : answers) CHECK(answer == 303);
  CHECK(place.cases() == 1);

  const Slip first = slip(browser);
  CHECK(first.code.size() == 11);
  CHECK(first.pin.size() == 6);
  const auto again = browser.post("/lapor/periksa", {{"idempotency", key}});
  CHECK(browser.place_of(again) == "/lapor/terkirim");
  CHECK(slip(browser).pin == first.pin);
  CHECK(place.cases() == 1);

  SUBCASE("a page of before does not send what was begun since") {
    browser.post("/lapor/kejadian", {{"subject", "Hal lain"}, {"story", "Cerita lain"}});
    CHECK(browser.place_of(browser.post("/lapor/periksa", {{"idempotency", key}})) == "/lapor/terkirim");
    CHECK(place.cases() == 1);
  }
  SUBCASE("the slip's picture leads to the code, never to the PIN, and is nobody else's") {
    CHECK(browser.get("/lapor/terkirim/qr.svg").status == 200);
    CHECK(Browser(place).get("/lapor/terkirim/qr.svg").status == 404);
    CHECK(browser.place_of(Browser(place).get("/lapor/terkirim")) == "/lapor/kejadian");
  }
  SUBCASE("closed on this device, the slip is gone") {
    CHECK(browser.post("/lacak/selesai", {}).status == 303);
    CHECK(browser.get("/lapor/terkirim").status == 303);
  }
}

TEST_CASE("what is refused stays in the form, as text") {
  Place place;
  Browser browser(place);
  const auto refused =
      browser.post("/lapor/kejadian", {{"subject", ""}, {"story", "<script>alert(1)</script> \"dan\" lainnya"}});
  CHECK(refused.status == 422);
  CHECK(refused.text_body().find("&lt;script&gt;") != std::string::npos);
  CHECK(refused.text_body().find("<script>alert") == std::string::npos);
  for (const std::string& bad :
       {std::string("a\0b", 3), std::string("\xC0\xAF"), std::string("\xED\xA0\x80"), std::string(201, 'x')}) {
    const auto answer = browser.post("/lapor/kejadian", {{"subject", bad}, {"story", "tetap ada"}});
    CHECK(answer.status == 422);
    CHECK(answer.text_body().find("tetap ada") != std::string::npos);
    CHECK(is_valid_utf8(answer.text_body()));
  }
  CHECK(browser.place_of(browser.get("/lapor/rincian")).starts_with("/lapor/kejadian"));  // nothing was kept of it
}

TEST_CASE("the person's step asks what the rules ask") {
  Place place;
  Browser browser(place);
  fill(browser);
  CHECK(browser.post("/lapor/pelapor", {}).status == 422);
  CHECK(browser.post("/lapor/pelapor", {{"disclosure", "NAMED"}, {"name", "Budi"}}).status == 422);
  CHECK(browser
            .post("/lapor/pelapor", {{"disclosure", "SECRET"}, {"name", "A"}, {"phone", "1"}, {"email", "bukan surel"}})
            .status == 422);
  for (const std::string& name :
       {std::string("A"), std::string("Sukarno"), std::string(120, 'n'), std::string("Drs. Nur'aini, M.Si")})
    CHECK(browser.post("/lapor/pelapor", {{"disclosure", "SECRET"}, {"name", name}, {"phone", "0812"}}).status == 303);
  // Anonymous: what was typed of himself before is forgotten at once.
  CHECK(browser.post("/lapor/pelapor", {{"disclosure", "ANONYMOUS"}, {"name", "Sukarno"}}).status == 303);
  CHECK(browser.get("/lapor/pelapor").text_body().find("Sukarno") == std::string::npos);
}

TEST_CASE("a wrong code and a wrong PIN get the same answer; guessing is slowed, the owner elsewhere is not") {
  Place place;
  Browser citizen(place);
  citizen.post("/lapor/periksa", {{"idempotency", fill(citizen)}});
  const Slip right = slip(citizen);

  Browser guesser(place, "198.51.100.1");
  const auto wrong_pin = guesser.post("/lacak", {{"code", right.code}, {"pin", "000000"}});
  const auto wrong_code = guesser.post("/lacak", {{"code", "ZZZZZ-ZZZZZ"}, {"pin", right.pin}});
  CHECK(wrong_pin.status == 422);
  CHECK(wrong_code.status == 422);
  auto same = wrong_code.text_body();
  same.replace(same.find("ZZZZZ-ZZZZZ"), right.code.size(), right.code);
  CHECK(same == wrong_pin.text_body());

  int last = 0;
  for (int i = 0; i < 20; ++i) last = guesser.post("/lacak", {{"code", right.code}, {"pin", "000000"}}).status;
  CHECK(last == 429);
  CHECK(guesser.post("/lacak", {{"code", right.code}, {"pin", right.pin}}).header("Retry-After").has_value());
  CHECK(citizen.place_of(citizen.post("/lacak", {{"code", right.code}, {"pin", right.pin}})) == "/lacak/status");
}

TEST_CASE("a message counts once, and is kept when the half hour ends in the middle of it") {
  Place place;
  Browser browser(place);
  browser.post("/lapor/periksa", {{"idempotency", fill(browser)}});
  const Slip right = slip(browser);
  browser.post("/lacak", {{"code", right.code}, {"pin", right.pin}});
  const auto count = [&] {
    const auto body = browser.get("/lacak/status").text_body();
    std::size_t found = 0;
    for (auto at = body.find("<article"); at != std::string::npos; at = body.find("<article", at + 1)) ++found;
    return found;
  };
  for (int i = 0; i < 3; ++i)
    CHECK(browser.post("/lacak/status", {{"text", "Halo"}, {"idempotency", "k1"}}).status == 303);
  CHECK(count() == 1);
  CHECK(browser.get("/lacak/jawaban").status == 404);  // nothing answered yet

  place.clock.advance(std::chrono::minutes(31));
  const auto ended =
      browser.post("/lacak/status", {{"text", "Tulisan panjang"}, {"kode", right.code}, {"idempotency", "k2"}});
  CHECK(browser.place_of(ended).find("berakhir") != std::string::npos);
  browser.post("/lacak", {{"code", right.code}, {"pin", right.pin}});
  CHECK(browser.get("/lacak/status").text_body().find("Tulisan panjang") != std::string::npos);
  CHECK(count() == 1);
}

TEST_CASE("the same page for all who have the code, with each browser's own form in it") {
  Place place;
  Browser owner(place);
  owner.post("/lapor/periksa", {{"idempotency", fill(owner)}});
  const Slip made = slip(owner);
  const auto open = [&](Browser& browser) {
    REQUIRE(browser.post("/lacak", {{"code", made.code}, {"pin", made.pin}}).status == 303);
  };
  const auto secret = [](const http::Response& page, const std::string& field) {
    return between(page.text_body(), "name=\"" + field + "\" value=\"", "\"");
  };
  Browser first(place), second(place);
  open(first), open(second);
  CHECK(first.get("/lacak/status?dari=xq7").status == 200);
  const auto one = first.get("/lacak/status"), again = first.get("/lacak/status"), other = second.get("/lacak/status");
  REQUIRE(one.status == 200);
  CHECK(secret(one, "csrf").size() > 20);
  CHECK(secret(again, "csrf") == secret(one, "csrf"));
  CHECK(secret(other, "csrf") != secret(one, "csrf"));
  CHECK(secret(other, "idempotency").size() > 20);
  CHECK(secret(again, "idempotency") != secret(one, "idempotency"));
  CHECK(other.text_body().find(secret(one, "csrf")) == std::string::npos);
  CHECK(other.text_body().find("xq7") == std::string::npos);

  // What one browser is told, or has begun to write, is not on the other's page.
  CHECK(first.get("/lacak/status?terkirim=1").text_body().size() > one.text_body().size());
  CHECK(first.post("/lacak/status", {{"text", ""}, {"idempotency", secret(one, "idempotency")}}).status == 422);
  CHECK(second.get("/lacak/status").text_body().size() == other.text_body().size());

  // A message is on the next page of both, once, and the other language is another page.
  CHECK(first.post("/lacak/status", {{"text", "Mohon kabar"}, {"idempotency", secret(one, "idempotency")}}).status ==
        303);
  CHECK(second.get("/lacak/status").text_body().find("Mohon kabar") != std::string::npos);
  CHECK(second.get("/lacak/status").text_body().find("lang=\"id\"") != std::string::npos);
  second.post("/bahasa", {{"bahasa", "en"}, {"kembali", "/lacak/status"}});
  CHECK(second.get("/lacak/status").text_body().find("lang=\"en\"") != std::string::npos);
  CHECK(first.get("/lacak/status").text_body().find("lang=\"id\"") != std::string::npos);
}

TEST_CASE("the language switch leads nowhere else") {
  Place place;
  Browser browser(place);
  const auto to = [&](const std::string& back) {
    return browser.place_of(browser.post("/bahasa", {{"bahasa", "en"}, {"kembali", back}}));
  };
  CHECK(to("/lacak?kode=A") == "/lacak?kode=A");
  for (const char* away : {"//evil.example", "/\\evil.example", "https://evil.example", "", "javascript:alert(1)"})
    CHECK(to(away) == "/");
  CHECK(browser.get("/").text_body().find("<html lang=\"en\"") != std::string::npos);
}

TEST_CASE("the strip of days and the SOP page come from the SOP, in both languages") {
  Place place;
  Browser browser(place);
  for (int language = 0; language < 2; ++language) {
    const auto home = browser.get("/").text_body();
    CHECK(home.find("days__day--promise") != std::string::npos);
    const auto sop = browser.get("/sop").text_body();
    std::size_t rows = 0;
    for (auto at = sop.find("<th scope=\"row\""); at != std::string::npos; at = sop.find("<th scope=\"row\"", at + 1))
      ++rows;
    CHECK(rows == place.app->sops().newest().steps.size());
    for (const auto* path : {"/", "/sop", "/privasi", "/aksesibilitas", "/lapor/kejadian", "/lacak"}) {
      const auto page = browser.get(path);
      CHECK(page.status == 200);
      CHECK(page.text_body().find("[citizen") == std::string::npos);
    }
    browser.post("/bahasa", {{"bahasa", "en"}, {"kembali", "/"}});
  }
}

TEST_CASE("the SOP page is compressed, so nothing of the reader's address may stand in it beside the form token") {
  Place place;
  Browser browser(place);
  const auto sop = browser.get("/sop?tebak=a1b2c3");
  CHECK(sop.compression == http::Compression::Gzip);
  CHECK(sop.text_body().find("a1b2c3") == std::string::npos);
  CHECK(sop.text_body().find("name=\"kembali\" value=\"/sop\"") != std::string::npos);
}

TEST_CASE("an unsent text can be thrown away, so that the next person at a shared telephone does not read it") {
  Place place;
  Browser browser(place);
  fill(browser, "Rahasia saya.");
  CHECK(browser.get("/lapor/kejadian").text_body().find("Rahasia saya.") != std::string::npos);
  CHECK(browser.post("/lapor/kejadian", {{"tindakan", "mulai_baru"}}).status == 303);
  CHECK(browser.get("/lapor/kejadian").text_body().find("Rahasia saya.") == std::string::npos);
  CHECK(browser.place_of(browser.get("/lapor/periksa")).starts_with("/lapor/kejadian"));
}
