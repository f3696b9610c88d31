// A worker whose code was subverted reaches nothing of the office: tests/papers/workers/reach.py tries, inside the
// sandbox and, to show that the attempts are real, outside it.
#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <mutex>

#include "documents/sandbox.hpp"
#include "renderer_support.hpp"

using namespace dumas;
using namespace dumas::documents;

namespace {

int listen_on_loopback(std::string& port) {
  const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  socklen_t size = sizeof address;
  REQUIRE(::bind(made, reinterpret_cast<sockaddr*>(&address), size) == 0);
  REQUIRE(::listen(made, 5) == 0);
  REQUIRE(::getsockname(made, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  port = std::to_string(ntohs(address.sin_port));
  return made;
}

}  // namespace

TEST_CASE("code in the worker reaches no file, no network, no process of the office") {
  if (!Sandbox({}, 1024).missing().empty()) {
    MESSAGE("this kernel lacks a wall; nothing to see");
    return;
  }
  const Folder data;
  const auto secret = data.write("data.key", "secret");
  std::string port;
  const int listener = listen_on_loopback(port);
  const std::vector<std::string> orders{
      fmt::format("OPEN {}", secret.string()),
      fmt::format("LIST {}", data.path().string()),
      fmt::format("WRITE {}", (data.path() / "new").string()),
      "WRITE /tmp/dumas-reached",
      "OPEN /etc/passwd",
      fmt::format("OPEN /proc/{}/environ", ::getpid()),
      fmt::format("CONNECT {}", port),
      "FORK ",
      fmt::format("SIGNAL {}", ::getpid()),
      "MEMORY 2000",
  };
  const WorkerCopy copy("reach.py");
  Renderer renderer(copy.options());
  const auto report = renderer.render(fmt::format("{}\n", fmt::join(orders, "\n")), paper());
  REQUIRE(report.ok());
  CHECK_MESSAGE(report.value().find("reached") == std::string::npos, report.value());
  std::size_t refused = 0;
  for (auto at = report.value().find("refused"); at != std::string::npos; at = report.value().find("refused", at + 1))
    ++refused;
  CHECK(refused == orders.size());

  std::string arguments;
  for (const auto& order : orders) arguments += fmt::format(" '{}'", order);
  const auto bare = run("/usr/bin/python3 -s " DUMAS_SOURCE_DIR "/tests/papers/workers/reach.py bare" + arguments);
  CHECK_MESSAGE(bare.output.find("refused") == std::string::npos, bare.output);
  ::unlink("/tmp/dumas-reached");
  ::close(listener);
}

TEST_CASE("the worker reads its own folder, its assets and the system's libraries") {
  const Folder assets;
  const auto logo = assets.write("logo.png", "x");
  const WorkerCopy copy("reach.py");
  auto options = copy.options();
  options.assets.push_back(assets.path());
  Renderer renderer(options);
  const auto report = renderer.render(
      fmt::format("OPEN {}\nOPEN {}\nOPEN /usr/bin/python3", logo.string(), options.worker.string()), paper());
  REQUIRE(report.ok());
  CHECK_MESSAGE(report.value().find("refused") == std::string::npos, report.value());
}
