// The server on its good days: routes, forms, cookies, keep-alive, files, compression.
#include <doctest/doctest.h>

#include "client.hpp"
#include "http/incoming.hpp"
#include "site.hpp"

using namespace dumas::http;
using namespace dumas::http::test;

TEST_SUITE("server") {
  TEST_CASE("answers with the usual headers") {
    Site site;
    const auto reply = ask(site.port, get("/"));
    CHECK(reply.status == 200);
    CHECK(reply.body == "<p>halo</p>");
    CHECK(reply.has("Content-Type: text/html; charset=utf-8\r\n"));
    CHECK(reply.has("Content-Length: 11\r\n"));
    CHECK(reply.has("Date: "));
    CHECK(reply.has("GMT\r\n"));
    CHECK(reply.has("X-Request-Id: "));
  }

  TEST_CASE("404, 405 with Allow, OPTIONS, HEAD") {
    Site site;
    CHECK(ask(site.port, get("/tidak/ada")).status == 404);
    const auto refused = ask(site.port, "DELETE /echo HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(refused.status == 405);
    CHECK(refused.has("Allow: GET, HEAD, POST, PUT, OPTIONS\r\n"));
    const auto options = ask(site.port, "OPTIONS /echo HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(options.status == 204);
    CHECK_FALSE(options.has("Content-Length"));
    Client client(site.port);
    client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" + get("/kasus/baru"));
    const auto head = client.reply(Client::Body::None);
    CHECK(head.status == 200);
    CHECK(head.has("Content-Length: 11\r\n"));
    CHECK(client.reply().body == "baru");  // and nothing of the HEAD's body before it
  }

  TEST_CASE("path parameters, query and cookies reach the handler decoded") {
    Site site;
    const auto reply = ask(site.port, get("/kasus/A%2D7/dokumen/berita%20acara?q=a+b%26c&q=&n=%C3%A9",
                                          "Cookie: a=1; sesi=x.y\r\nCookie: b=\"2\"\r\n"));
    CHECK(reply.body.find("parameter id=A-7\nparameter doc=berita acara\n") != std::string::npos);
    CHECK(reply.body.find("query q=a b&c\nquery q=\nquery n=\xC3\xA9\n") != std::string::npos);
    CHECK(reply.body.find("cookie a=1\ncookie sesi=x.y\ncookie b=2\n") != std::string::npos);
    CHECK(ask(site.port, get("/kasus/baru")).body == "baru");
  }

  TEST_CASE("urlencoded form, raw body, chunked body, redirect with cookie") {
    Site site;
    const auto form = ask(site.port, post("/echo", "application/x-www-form-urlencoded", "a=1&b=dua+kata&a=%2B"));
    CHECK(form.body.find("form a=1\nform b=dua kata\nform a=+\n") != std::string::npos);
    CHECK(ask(site.port, post("/echo", "application/json", "{\"a\":1}")).body.ends_with("body {\"a\":1}"));
    const auto chunked = ask(site.port,
                             "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                             "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nT: u\r\n\r\n");
    CHECK(chunked.status == 200);
    CHECK(chunked.body.ends_with("body abcdefg"));
    const auto moved = ask(site.port, post("/pindah", "application/x-www-form-urlencoded", ""));
    CHECK(moved.status == 303);
    CHECK(moved.has("Location: /kasus/1?pesan=dua%20kata%0D%0AX:%20y\r\n"));
    CHECK(moved.has("Set-Cookie: sesi=abc; Path=/; HttpOnly; Secure; SameSite=Lax\r\n"));
  }

  TEST_CASE("keep-alive, pipelining, HTTP/1.0, Connection: close") {
    Site site;
    Client client(site.port);
    client.send(get("/kasus/1") + post("/echo", "application/json", "[1]") + get("/kasus/2"));
    CHECK(client.reply().body.find("parameter id=1") != std::string::npos);
    CHECK(client.reply().body.ends_with("body [1]"));
    CHECK(client.reply().body.find("parameter id=2") != std::string::npos);
    client.send("\r\n" + get("/kasus/3", "Connection: close\r\n"));
    CHECK(client.reply().has("Connection: close\r\n"));
    CHECK(client.closed_within(1000));

    Client old(site.port);
    CHECK(old.ask("GET / HTTP/1.0\r\n\r\n").status == 200);
    CHECK(old.closed_within(1000));
    Client lasting(site.port);
    CHECK(lasting.ask("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").has("Connection: keep-alive\r\n"));
    CHECK(lasting.ask("GET / HTTP/1.0\r\n\r\n").status == 200);
  }

  TEST_CASE("a connection serves only so many requests") {
    Site site({.keep_alive_requests = 2});
    Client client(site.port);
    CHECK_FALSE(client.ask(get("/")).has("Connection: close"));
    CHECK(client.ask(get("/")).has("Connection: close\r\n"));
    CHECK(client.closed_within(1000));
  }

  TEST_CASE("Expect: 100-continue") {
    Site site({.body_bytes = 1000});
    const std::string head =
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n";
    Client client(site.port);
    client.send(head + "Content-Length: 3\r\n\r\n");
    CHECK(client.reply().status == 100);
    CHECK(client.ask("abc").body.ends_with("body abc"));
    CHECK(ask(site.port, head + "Content-Length: 1001\r\n\r\n").status == 413);
    CHECK(ask(site.port, "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nContent-Length: 1\r\n\r\nx").status == 417);
  }

  TEST_CASE("a handler's exception is a 500 that does not tell") {
    std::string seen;
    Options options;
    options.on_error = [&](const Request& request, const std::string& what) {
      seen = request.path + " " + what;
      return html(500, "<p>galat " + request.id + "</p>");
    };
    Site site({}, options);
    Client client(site.port);
    const auto reply = client.ask(get("/rusak"));
    CHECK(reply.status == 500);
    CHECK(reply.body.starts_with("<p>galat "));
    CHECK(seen == "/rusak rahasia");
    CHECK(client.ask(get("/hilang")).status == 500);
    CHECK(client.ask(get("/")).status == 200);
    CHECK(site.server.metrics().handler_errors == 2);
    Site plain;
    CHECK(ask(plain.port, get("/rusak")).body.find("rahasia") == std::string::npos);
  }

  TEST_CASE("a handler for which there is no memory is a 503 that passes") {
    Site site;
    Client client(site.port);
    const auto reply = client.ask(get("/penuh"));
    CHECK(reply.status == 503);
    CHECK(reply.has("Retry-After: 2"));
    CHECK(client.ask(get("/")).status == 200);
    CHECK(site.server.metrics().handler_errors == 0);
  }

  TEST_CASE("a file goes out whole, as an attachment") {
    Site site;
    std::string content;
    for (int i = 0; content.size() < 3'000'000; ++i) content += std::to_string(i) + ",";
    std::ofstream(site.files.path() / "besar", std::ios::binary) << content;
    Client client(site.port);
    const auto reply = client.ask(get("/besar"));
    CHECK(reply.status == 200);
    CHECK(reply.body == content);
    CHECK(
        reply.has("Content-Disposition: attachment; filename=\"Surat _penting_ _ jawab.pdf\"; "
                  "filename*=UTF-8''Surat%20%22penting%22%20%E2%80%93%20jawab.pdf\r\n"));
    CHECK(reply.has("X-Content-Type-Options: nosniff\r\n"));
    CHECK(reply.has("sandbox"));
    CHECK(client.ask(get("/")).status == 200);
  }

  TEST_CASE("only pages that opted in are compressed, only for who takes it") {
    Site site;
    const auto packed = ask(site.port, get("/panjang", "Accept-Encoding: br, gzip\r\n"));
    CHECK(packed.has("Content-Encoding: gzip\r\n"));
    CHECK(packed.has("Vary: Accept-Encoding\r\n"));
    CHECK(packed.body.size() < 500);
    CHECK(packed.body.starts_with("\x1f\x8b"));
    CHECK_FALSE(ask(site.port, get("/panjang", "Accept-Encoding: gzip;q=0\r\n")).has("Content-Encoding"));
    CHECK_FALSE(ask(site.port, get("/rahasia", "Accept-Encoding: gzip\r\n")).has("Content-Encoding"));
  }

  TEST_CASE("the client's address behind proxies") {
    Options options;
    options.trusted_proxies = {"127.0.0.0/8", "10.1.0.0/16"};
    Site site({}, options);
    const auto from = [&](const std::string& forwarded) {
      const auto body = ask(site.port, get("/echo", forwarded)).body;
      const auto at = body.find("from ") + 5;
      return body.substr(at, body.find(" host") - at);
    };
    CHECK(from("") == "127.0.0.1");
    CHECK(from("X-Forwarded-For: 198.51.100.9, 203.0.113.7, 10.1.2.3\r\n") == "203.0.113.7");
    CHECK(from("X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-For: 10.1.9.9\r\n") == "203.0.113.7");
    CHECK(from("X-Forwarded-For: 203.0.113.7, palsu\r\n") == "127.0.0.1");
    CHECK(from("X-Forwarded-For: 2001:db8::5\r\n") == "2001:db8::5");
    Site direct;
    CHECK(ask(direct.port, get("/echo", "X-Forwarded-For: 203.0.113.7\r\n")).body.find("from 127.0.0.1 ") !=
          std::string::npos);
    CHECK_THROWS(TrustedProxies({"10.0.0.0/33"}));
  }

  TEST_CASE("a port that is taken is said at once") {
    Site site;
    Options options;
    options.port = site.port;
    Server second(
        {}, [](const Request&) { return text(200, ""); }, options);
    CHECK_THROWS_AS(second.start(), std::runtime_error);
  }
}
