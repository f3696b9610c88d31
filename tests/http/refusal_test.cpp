// Requests that two programs could read differently, or that ask for too much: each refused with its status, and the
// connection closed so that nothing behind it is read as a request.
#include <doctest/doctest.h>

#include <vector>

#include "client.hpp"
#include "site.hpp"

using namespace dumas::http;
using namespace dumas::http::test;

namespace {

struct Shape {
  const char* what;
  std::string request;
  int status;
};

std::vector<Shape> shapes() {
  const std::string host = "Host: localhost\r\n";
  const std::string smuggled = "GET /kasus/diselundupkan HTTP/1.1\r\nHost: localhost\r\n\r\n";
  return {
      {"CL and TE",
       "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled,
       400},
      {"TE and CL",
       "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + smuggled,
       400},
      {"two lengths", "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400},
      {"one length twice", "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na", 400},
      {"length list", "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 1, 1\r\n\r\na", 400},
      {"length +5", "POST /echo HTTP/1.1\r\n" + host + "Content-Length: +5\r\n\r\nabcde", 400},
      {"length -1", "POST /echo HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n", 400},
      {"length 0x5", "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 0x5\r\n\r\nabcde", 400},
      {"length overflow", "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 18446744073709551617\r\n\r\na", 400},
      {"length empty", "POST /echo HTTP/1.1\r\n" + host + "Content-Length:\r\n\r\n", 400},
      {"bare LF", "GET / HTTP/1.1\nHost: localhost\n\n", 400},
      {"bare LF among headers", "GET / HTTP/1.1\r\n" + host + "A: b\nC: d\r\n\r\n", 400},
      {"bare CR", "GET / HTTP/1.1\r\n" + host + "A: b\rC: d\r\n\r\n", 400},
      {"NUL in a header", "GET / HTTP/1.1\r\n" + host + "A: b" + std::string(1, '\0') + "\r\n\r\n", 400},
      {"control in a header", "GET / HTTP/1.1\r\n" + host + "A: b\x01\r\n\r\n", 400},
      {"space before the colon", "GET / HTTP/1.1\r\n" + host + "A : b\r\n\r\n", 400},
      {"folded header", "GET / HTTP/1.1\r\n" + host + "A: b\r\n c\r\n\r\n", 400},
      {"header without colon", "GET / HTTP/1.1\r\n" + host + "A\r\n\r\n", 400},
      {"empty header name", "GET / HTTP/1.1\r\n" + host + ": b\r\n\r\n", 400},
      {"no Host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"two Hosts", "GET / HTTP/1.1\r\n" + host + host + "\r\n", 400},
      {"Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
      {"Host with a user", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", 400},
      {"Host with a bad port", "GET / HTTP/1.1\r\nHost: a:99999\r\n\r\n", 400},
      {"absolute form of another host", "GET http://lain/ HTTP/1.1\r\n" + host + "\r\n", 400},
      {"absolute form of this host", "GET http://localhost/kasus/baru HTTP/1.1\r\n" + host + "\r\n", 200},
      {"no leading slash", "GET kasus HTTP/1.1\r\n" + host + "\r\n", 400},
      {"two spaces", "GET  / HTTP/1.1\r\n" + host + "\r\n", 400},
      {"space in target", "GET /a b HTTP/1.1\r\n" + host + "\r\n", 400},
      {"HTTP/0.9", "GET /\r\n\r\n", 400},
      {"HTTP/2.0", "GET / HTTP/2.0\r\n" + host + "\r\n", 505},
      {"HTTP/1.2", "GET / HTTP/1.2\r\n" + host + "\r\n", 505},
      {"TLS hello", "\x16\x03\x01\x02" + std::string(1, '\0') + "\x01", 400},
      {"unknown method", "BREW / HTTP/1.1\r\n" + host + "\r\n", 501},
      {"TRACE", "TRACE / HTTP/1.1\r\n" + host + "\r\n", 501},
      {"CONNECT", "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n", 501},
      {"lower-case method", "get / HTTP/1.1\r\n" + host + "\r\n", 501},
      {"TE gzip", "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501},
      {"TE xchunked", "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501},
      {"TE twice",
       "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
       400},
      {"TE in HTTP/1.0", "POST /echo HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"chunk size no number",
       "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n0\r\n\r\n", 400},
      {"chunk size with sign",
       "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n+2\r\nab\r\n0\r\n\r\n", 400},
      {"chunk longer than said",
       "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n", 400},
      {"chunk size overflow",
       "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n", 400},
      {"chunk with bare LF", "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n2\nab\r\n0\r\n\r\n",
       400},
      {"bad percent in path", "GET /%zz HTTP/1.1\r\n" + host + "\r\n", 400},
      {"cut percent", "GET /%4 HTTP/1.1\r\n" + host + "\r\n", 400},
      {"NUL in path", "GET /a%00b HTTP/1.1\r\n" + host + "\r\n", 400},
      {"overlong slash in path", "GET /%C0%AF HTTP/1.1\r\n" + host + "\r\n", 400},
      {"encoded slash", "GET /a%2Fb HTTP/1.1\r\n" + host + "\r\n", 400},
      {"dot segments", "GET /a/../b HTTP/1.1\r\n" + host + "\r\n", 400},
      {"encoded dot segments", "GET /%2e%2e/etc/passwd HTTP/1.1\r\n" + host + "\r\n", 400},
      {"backslash", "GET /a\\b HTTP/1.1\r\n" + host + "\r\n", 400},
      {"fragment", "GET /a#b HTTP/1.1\r\n" + host + "\r\n", 400},
      {"bad percent in query", "GET /?a=%g1 HTTP/1.1\r\n" + host + "\r\n", 400},
      {"NUL in query", "GET /?a=%00 HTTP/1.1\r\n" + host + "\r\n", 400},
      {"bad percent in form", post("/echo", "application/x-www-form-urlencoded", "a=%"), 400},
      {"encoded body", post("/echo", "application/json", "{}", "Content-Encoding: gzip\r\n"), 415},
      {"multipart without boundary", post("/echo", "multipart/form-data", "x"), 400},
      {"multipart cut short",
       post("/echo", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx"), 400},
      {"many header bytes", "GET / HTTP/1.1\r\n" + host + "A: " + std::string(1 << 20, 'a') + "\r\n\r\n", 431},
      {"many headers",
       "GET / HTTP/1.1\r\n" + host +
           [] {
             std::string all;
             for (int i = 0; i < 5000; ++i) all += "A: b\r\n";
             return all;
           }() +
           "\r\n",
       431},
      {"long target", "GET /" + std::string(1 << 20, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 414},
      {"body over the limit", post("/echo", "application/json", std::string((1 << 20) + 1, 'a')), 413},
      {"chunked body over the limit",
       "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n200000\r\n" + std::string(0x200000, 'a') +
           "\r\n0\r\n\r\n",
       413},
      {"endless chunk extension",
       "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(200'000, 'a'), 400},
  };
}

}  // namespace

TEST_SUITE("refusal") {
  TEST_CASE("each shape has its status, and nothing behind it is served") {
    Site site;
    for (const auto& shape : shapes()) {
      CAPTURE(std::string(shape.what));
      Client client(site.port);
      client.send(shape.request);
      const auto reply = client.reply();
      CHECK(reply.status == shape.status);
      if (shape.status == 200) continue;
      CHECK(reply.has("Connection: close\r\n"));
      CHECK(client.reply(Client::Body::Expected, 20).status == 0);
    }
    CHECK(ask(site.port, get("/")).status == 200);
    CHECK(site.server.metrics().handler_errors == 0);
  }

  TEST_CASE("the same shapes byte by byte") {
    Site site;
    for (const auto& shape : shapes()) {
      if (shape.request.size() > 200) continue;
      CAPTURE(std::string(shape.what));
      Client client(site.port);
      for (const char c : shape.request) {
        if (!client.send(std::string_view(&c, 1))) break;
      }
      CHECK(client.reply().status == shape.status);
    }
  }

  TEST_CASE("only the named hosts are answered for, when named") {
    Options options;
    options.hosts = {"dumas.example"};
    Site site({}, options);
    CHECK(ask(site.port, "GET / HTTP/1.1\r\nHost: DUMAS.example:8080\r\n\r\n").status == 200);
    CHECK(ask(site.port, "GET / HTTP/1.1\r\nHost: lain.example\r\n\r\n").status == 421);
  }

  TEST_CASE("the refusal page is the site's when it has one") {
    Options options;
    options.on_refused = [](int status, const Request& head) {
      return html(status, "<p>" + head.header("Accept-Language").value_or("-") + "</p>");
    };
    Site site({}, options);
    const auto reply = ask(site.port, "BREW / HTTP/1.1\r\nHost: a\r\nAccept-Language: id\r\n\r\n");
    CHECK(reply.status == 501);
    CHECK(reply.body == "<p>id</p>");
  }

  TEST_CASE("too many fields") {
    Site site({.form_fields = 3});
    CHECK(ask(site.port, post("/echo", "application/x-www-form-urlencoded", "a&b&c")).status == 200);
    CHECK(ask(site.port, post("/echo", "application/x-www-form-urlencoded", "a&b&c&d")).status == 400);
  }
}
