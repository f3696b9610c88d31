// A client that says exactly the bytes it is told, for tests of the server over a real socket.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace dumas::http::test {

struct Reply {
  int status = 0;  // 0: the connection ended, or nothing came in time
  std::string head;
  std::string body;
  [[nodiscard]] bool has(std::string_view line) const { return head.find(line) != std::string::npos; }
};

class Client {
 public:
  explicit Client(std::uint16_t port, int receive_buffer = 0) {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (receive_buffer) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  Client(Client&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)), connected_(other.connected_), held_(std::move(other.held_)) {}
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() {
    if (socket_ >= 0) ::close(socket_);
  }

  [[nodiscard]] bool connected() const { return connected_; }

  // False when the server has closed.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  enum class Body { Expected, None };
  Reply reply(Body body = Body::Expected, int within_ms = 5000) {
    Reply reply;
    std::size_t end = 0;
    while ((end = held_.find("\r\n\r\n")) == std::string::npos) {
      if (!receive(within_ms)) return reply;
    }
    reply.head = held_.substr(0, end + 2);
    held_.erase(0, end + 4);
    reply.status = std::atoi(reply.head.c_str() + 9);
    const auto mark = reply.head.find("Content-Length: ");
    const auto length = mark == std::string::npos ? 0 : std::strtoull(reply.head.c_str() + mark + 16, nullptr, 10);
    while (body == Body::Expected && held_.size() < length) {
      if (!receive(within_ms)) return reply.status = 0, reply;
    }
    if (body == Body::Expected) {
      reply.body = held_.substr(0, length);
      held_.erase(0, length);
    }
    return reply;
  }

  Reply ask(std::string_view request) {
    send(request);
    return reply();
  }

  // Whether the server closes within the time (what it still sends is thrown away).
  bool closed_within(int ms) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
    for (;;) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
      if (left.count() <= 0) return false;
      held_.clear();
      if (!receive(static_cast<int>(left.count()))) return ended_;
    }
  }

 private:
  bool receive(int within_ms) {
    pollfd wait{socket_, POLLIN, 0};
    if (::poll(&wait, 1, within_ms) <= 0) return false;
    char buffer[65536];
    const auto got = ::recv(socket_, buffer, sizeof buffer, 0);
    if (got <= 0) return ended_ = true, false;
    held_.append(buffer, static_cast<std::size_t>(got));
    return true;
  }

  int socket_ = -1;
  bool connected_ = false;
  bool ended_ = false;
  std::string held_;
};

inline Reply ask(std::uint16_t port, std::string_view request) { return Client(port).ask(request); }

inline std::string get(std::string_view path, std::string_view more = {}) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(more) + "\r\n";
}

inline std::string post(std::string_view path, std::string_view type, std::string_view body,
                        std::string_view more = {}) {
  return "POST " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + std::string(type) +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + std::string(more) + "\r\n" + std::string(body);
}

}  // namespace dumas::http::test
