// The small rules: UTF-8, escapes, cookies, headers, patterns.
#include <doctest/doctest.h>

#include <stdexcept>

#include "http/cookies.hpp"
#include "http/form.hpp"
#include "http/response.hpp"
#include "http/router.hpp"
#include "http/text.hpp"

using namespace dumas::http;

TEST_SUITE("text") {
  TEST_CASE("UTF-8") {
    for (const char* good : {"", "a", "Nur'aini", "\xC3\xA9", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEF\xBF\xBF",
                             "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
      CHECK(valid_utf8(good));
    }
    for (const char* bad : {"\x80", "\xC0\xAF", "\xC1\xBF", "\xC3", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xE2\x82",
                            "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xC3(", "\xFF"}) {
      CHECK_FALSE(valid_utf8(bad));
    }
    CHECK_FALSE(well_formed_text(std::string_view("a\0b", 3)));
  }

  TEST_CASE("escapes") {
    CHECK(percent_decode("a%20b+c") == "a b+c");
    CHECK(percent_decode("a+b", Plus::Space) == "a b");
    for (const char* bad : {"%", "%2", "%2g", "%%20", "%-1"}) CHECK_FALSE(percent_decode(bad));
    CHECK(percent_encode("a b/\xC3\xA9~") == "a%20b%2F%C3%A9~");
    CHECK(http_date(std::chrono::system_clock::from_time_t(784111777)) == "Sun, 06 Nov 1994 08:49:37 GMT");
    CHECK(random_hex(8).size() == 16);
    CHECK(random_hex(8) != random_hex(8));
  }

  TEST_CASE("form") {
    const auto form = Form::from_urlencoded("a=1&b&a=2&&c=%00&d=%ED%A0%80", 10);
    REQUIRE(form);
    CHECK(form->all("a") == std::vector<std::string>{"1", "2"});
    CHECK(form->first("b") == "");
    CHECK_FALSE(form->first("x"));
    CHECK(form->text("x").empty());
    CHECK(form->has("b"));
    CHECK(form->broken() == std::vector<std::string>{"c", "d"});
    CHECK_FALSE(Form::from_urlencoded("%00=1", 10));
    CHECK_FALSE(Form::from_urlencoded("a&b&c", 2));
  }

  TEST_CASE("cookies") {
    CHECK(set_cookie_header({.name = "a",
                             .value = "b",
                             .max_age = std::chrono::seconds(60),
                             .reader = CookieReader::Script,
                             .same_site = SameSite::Strict,
                             .transport = CookieTransport::Any,
                             .path = "/x"}) == "a=b; Path=/x; Max-Age=60; SameSite=Strict");
    CHECK_THROWS_AS((void)set_cookie_header({.name = "a", .value = "b;c"}), std::invalid_argument);
    CHECK_THROWS_AS((void)set_cookie_header({.name = "a b", .value = "c"}), std::invalid_argument);
    CHECK(parse_cookies("a=1;b = 2 ; =x; c; d=\"e\"") == Cookies{{"a", "1"}, {"b", "2"}, {"d", "e"}});
  }

  TEST_CASE("headers cannot be split") {
    Response response;
    CHECK_THROWS_AS(response.set_header("A", "b\r\nC: d"), std::invalid_argument);
    CHECK_THROWS_AS(response.set_header("A b", "c"), std::invalid_argument);
    CHECK(see_other("/a\r\nB: c").header("Location") == "/a%0D%0AB:%20c");
    CHECK(content_disposition_attachment("a\r\nb\".pdf").find_first_of("\r\n") == std::string::npos);
    CHECK(content_disposition_attachment("surat.pdf") == "attachment; filename=\"surat.pdf\"");
  }

  TEST_CASE("patterns") {
    const RoutePattern pattern("/kasus/{id}/dokumen/{doc}");
    CHECK(pattern.match("/kasus/7/dokumen/BA") == PathParameters{{"id", "7"}, {"doc", "BA"}});
    for (const char* other : {"/kasus/7/dokumen", "/kasus/7/dokumen/", "/kasus//dokumen/BA", "/kasus/7/dokumen/BA/",
                              "/kasus/7/berkas/BA", "", "kasus"}) {
      CHECK_FALSE(pattern.match(other));
    }
    CHECK(RoutePattern("/").match("/"));
    CHECK_FALSE(RoutePattern("/").match("/a"));
    CHECK(RoutePattern("/aset/{path*}").match("/aset/a/b.css") == PathParameters{{"path", "a/b.css"}});
    CHECK_FALSE(RoutePattern("/aset/{path*}").match("/aset/"));
    CHECK(more_specific(RoutePattern("/kasus/baru"), RoutePattern("/kasus/{id}")));
    for (const char* bad : {"", "a", "/{}", "/{a", "/a{b}", "/{a*}/b", "/{*}"}) CHECK_THROWS(RoutePattern(bad));
  }
}
