// A rush of writers keeps no reader waiting, and a rush of readers no writer: each has a lane of its own.
#include <doctest/doctest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "http/client.hpp"
#include "http/server.hpp"

using namespace dumas::http;
using dumas::http::test::Client;

namespace {

// Its slow page answers when the gate is opened, and not before.
class GatedSite {
 public:
  GatedSite()
      : server_(
            {.queue = queue}, [this](const Request& request) { return answer(request); }, options()) {
    port = server_.start();
  }

  static constexpr int workers = 4, queue = 2;  // in either lane
  std::uint16_t port = 0;

  // As many slow requests as run and wait at most; returns when each has its place.
  std::vector<Client> fill(const std::string& method) {
    std::vector<Client> clients;
    for (int n = 0; n < workers + queue; ++n) {
      clients.emplace_back(port);
      clients.back().send(slow(method));
      while (inside_ + static_cast<int>(server_.metrics().queue_length) != n + 1) std::this_thread::yield();
    }
    while (inside_ < workers) std::this_thread::yield();  // a worker that was woken may not run yet
    return clients;
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    opened_.notify_all();
  }
  [[nodiscard]] int inside() const { return inside_; }
  [[nodiscard]] int status(const std::string& request) const {
    Client client(port);
    client.send(request);
    return client.reply().status;
  }
  static std::string slow(const std::string& method) { return request(method, "/slow"); }
  static std::string quick(const std::string& method) { return request(method, "/"); }

 private:
  static std::string request(const std::string& method, const std::string& path) {
    return method + " " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n";
  }
  static Options options() {
    Options made;
    made.readers = made.writers = workers;
    return made;
  }
  Response answer(const Request& request) {
    if (request.path == "/slow") {
      ++inside_;
      std::unique_lock lock(mutex_);
      opened_.wait(lock, [this] { return open_; });
      --inside_;
    }
    return text(200, "ok");
  }

  std::mutex mutex_;
  std::condition_variable opened_;
  bool open_ = false;
  std::atomic<int> inside_{0};
  Server server_;
};

void keeps_the_other_lane_free(const std::string& rush, const std::string& other) {
  GatedSite site;
  auto clients = site.fill(rush);
  CHECK(site.inside() == GatedSite::workers);
  CHECK(site.status(GatedSite::quick(rush)) == 503);
  CHECK(site.status(GatedSite::quick(other)) == 200);
  site.open();
  for (Client& client : clients) CHECK(client.reply().status == 200);
  CHECK(site.status(GatedSite::quick(rush)) == 200);
}

}  // namespace

TEST_CASE("writers that wait keep no reader waiting") { keeps_the_other_lane_free("POST", "GET"); }

TEST_CASE("readers that wait keep no writer waiting") { keeps_the_other_lane_free("GET", "POST"); }
