// Clients that stall, drip or never read are cut at their deadline while others are served; the queue says when it is
// full; stopping finishes what was accepted.
#include <doctest/doctest.h>

#include <algorithm>
#include <mutex>
#include <thread>
#include <vector>

#include "client.hpp"
#include "site.hpp"

using namespace dumas::http;
using namespace dumas::http::test;
using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

namespace {

long ms_since(Clock::time_point start) {
  return static_cast<long>(std::chrono::duration_cast<milliseconds>(Clock::now() - start).count());
}

void wait_until(const std::function<bool()>& holds) {
  for (int i = 0; i < 600 && !holds(); ++i) std::this_thread::sleep_for(milliseconds(5));
}

}  // namespace

TEST_SUITE("deadline") {
  TEST_CASE("a header that drips is cut at its deadline, however lively") {
    Site site({.header_deadline = milliseconds(400)});
    Client client(site.port);
    const auto start = Clock::now();
    client.send("GET / HTTP/1.1\r\n");
    while (ms_since(start) < 2000 && client.send("A: b\r\n")) {
      const auto reply = client.reply(Client::Body::Expected, 50);
      if (reply.status == 0) continue;
      CHECK(reply.status == 408);
      break;
    }
    CHECK(ms_since(start) >= 350);
    CHECK(ms_since(start) < 1000);
    CHECK(site.server.metrics().deadlines_missed == 1);
  }

  TEST_CASE("a connection that says nothing, and one idle after its request, are closed") {
    Site site({.header_deadline = milliseconds(300), .keep_alive_idle = milliseconds(300)});
    Client silent(site.port), idle(site.port);
    CHECK(idle.ask(get("/")).status == 200);
    CHECK(silent.closed_within(1000));
    CHECK(idle.closed_within(1000));
  }

  TEST_CASE("a stalled body and a dripping body are cut") {
    Site site({.body_stall = milliseconds(300), .body_bytes_per_second = 1000});
    Client stalled(site.port);
    stalled.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nx");
    const auto start = Clock::now();
    CHECK(stalled.reply().status == 408);
    CHECK(ms_since(start) < 900);

    Client dripping(site.port);
    dripping.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
    const auto began = Clock::now();
    Reply reply;
    while (ms_since(began) < 3000 && reply.status == 0) {
      dripping.send("x");
      reply = dripping.reply(Client::Body::Expected, 20);
    }
    CHECK(reply.status == 408);
    CHECK(ms_since(began) < 1200);
  }

  TEST_CASE("199 stalled connections, and others are served fast") {
    Site site({.header_deadline = milliseconds(1500)});
    std::vector<Client> stalled;
    for (int i = 0; i < 199; ++i) {
      stalled.emplace_back(site.port);
      stalled.back().send(i % 2 ? "GET / HTTP/1.1\r\nHost: a"
                                : "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx");
    }
    const auto start = Clock::now();
    for (int i = 0; i < 50; ++i) CHECK(ask(site.port, get("/")).status == 200);
    CHECK(ms_since(start) < 1000);
    CHECK(site.server.metrics().connections_open >= 199);
    for (std::size_t i = 1; i < stalled.size(); i += 2) CHECK(stalled[i].reply().status == 408);
  }

  TEST_CASE("a client that never reads is cut, and others are served") {
    Site site({.write_stall = milliseconds(400)});
    std::ofstream(site.files.path() / "besar", std::ios::binary) << std::string(32 << 20, 'x');
    Client deaf(site.port, 4096);
    deaf.send(get("/besar"));
    const auto start = Clock::now();
    for (int i = 0; i < 20; ++i) CHECK(ask(site.port, get("/", "Connection: close\r\n")).status == 200);
    CHECK(ms_since(start) < 1000);
    wait_until([&] { return site.server.metrics().deadlines_missed == 1; });
    CHECK(site.server.metrics().deadlines_missed == 1);
    CHECK(ms_since(start) < 2500);
  }

  TEST_CASE("each answer's line counts its own bytes, whatever else is sent meanwhile") {
    constexpr std::size_t size = 8 << 20;
    std::mutex mutex;
    std::vector<std::uint64_t> counted;
    Options options;
    options.on_answered = [&](const Request&, int, std::uint64_t bytes, std::chrono::microseconds) {
      const std::lock_guard lock(mutex);
      counted.push_back(bytes);
    };
    Site site({}, options);
    std::ofstream(site.files.path() / "besar", std::ios::binary) << std::string(size, 'x');
    std::vector<std::thread> clients;
    for (int n = 0; n < 4; ++n)
      clients.emplace_back([&] { CHECK(ask(site.port, get("/besar", "Connection: close\r\n")).body.size() == size); });
    for (auto& client : clients) client.join();
    wait_until([&] {
      const std::lock_guard lock(mutex);
      return counted.size() == 4;
    });
    const std::lock_guard lock(mutex);
    REQUIRE(counted.size() == 4);
    for (const auto bytes : counted) {
      CHECK(bytes > size);
      CHECK(bytes < size + 1000);
    }
  }

  TEST_CASE("a full queue is said at once") {
    Options options;
    options.readers = 1;
    Site site({.queue = 1}, options);
    std::vector<Client> clients;
    for (int i = 0; i < 2; ++i) {
      clients.emplace_back(site.port);
      clients.back().send(get("/pelan"));
      wait_until([&] { return site.running + static_cast<int>(site.server.metrics().queue_length) == i + 1; });
    }
    const auto start = Clock::now();
    Client third(site.port);
    const auto refused = third.ask(get("/"));
    CHECK(refused.status == 503);
    CHECK(refused.has("Retry-After: 2\r\n"));
    CHECK(ms_since(start) < 200);
    CHECK(clients[0].reply().body == "selesai");
    CHECK(clients[1].reply().body == "selesai");
    CHECK(ask(site.port, get("/")).status == 200);
    CHECK(site.server.metrics().queue_full == 1);
  }

  TEST_CASE("half-sent bodies cannot take all memory") {
    Site site({.bodies_in_memory = 300'000});
    const std::string half =
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n" + std::string(190'000, 'x');
    {
      Client first(site.port);
      first.send(half);
      wait_until([&] { return site.server.metrics().bytes_received > 190'000; });
      Client second(site.port);
      CHECK(second.ask(half).status == 503);
      CHECK(first.ask(std::string(10'000, 'x')).status == 200);
    }
    CHECK(ask(site.port, half + std::string(10'000, 'x')).status == 200);
  }

  TEST_CASE("connections over the limit are closed at once") {
    Site site({.connections = 2});
    Client first(site.port), second(site.port);
    CHECK(first.ask(get("/")).status == 200);
    CHECK(second.ask(get("/")).status == 200);
    Client third(site.port);
    CHECK(third.closed_within(1000));
    CHECK(first.ask(get("/")).status == 200);
  }

  TEST_CASE("stopping finishes what was accepted, closes what is idle, takes nothing new") {
    Site site;
    Client idle(site.port), busy(site.port), arriving(site.port);
    CHECK(idle.ask(get("/")).status == 200);
    busy.send(get("/pelan") + get("/pelan"));  // the second was never begun
    arriving.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na");
    wait_until([&] { return site.running == 1 && site.server.metrics().requests == 3; });
    const auto start = Clock::now();
    std::thread stopping([&] { site.server.stop(); });
    std::this_thread::sleep_for(milliseconds(100));
    CHECK_FALSE(Client(site.port).connected());
    arriving.send("bc");
    const auto late = arriving.reply();
    CHECK(late.body.ends_with("body abc"));
    CHECK(late.has("Connection: close\r\n"));
    CHECK(busy.reply().body == "selesai");
    CHECK(idle.closed_within(1000));
    stopping.join();
    CHECK(site.finished == 1);
    CHECK(ms_since(start) < 2000);
    site.server.stop();
  }

  TEST_CASE("stopping does not wait for ever") {
    Site site({.stop_deadline = milliseconds(300)});
    Client stalled(site.port);
    stalled.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na");
    wait_until([&] { return site.server.metrics().requests == 1; });
    const auto start = Clock::now();
    site.server.stop();
    CHECK(ms_since(start) < 1000);
  }

  TEST_CASE("stopping with work in the queue ends cleanly") {
    Options options;
    options.readers = 1;
    Site site({.stop_deadline = milliseconds(100)}, options);
    std::vector<Client> clients;
    for (int i = 0; i < 5; ++i) {
      clients.emplace_back(site.port);
      clients.back().send(get("/pelan"));
    }
    wait_until([&] { return site.server.metrics().queue_length == 4; });
    site.server.stop();
    CHECK(site.finished == 1);
  }

  TEST_CASE("many at once on one server") {
    Site site;
    std::vector<std::thread> threads;
    std::atomic<int> good{0};
    for (int t = 0; t < 8; ++t) {
      threads.emplace_back([&] {
        Client client(site.port);
        for (int i = 0; i < 200; ++i)
          good += client.ask(post("/echo", "application/json", "[1]")).body.ends_with("[1]");
      });
    }
    for (auto& thread : threads) thread.join();
    CHECK(good == 1600);
  }
}
