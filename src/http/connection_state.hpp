// What the files that serve a connection share: the connection, the exchange of one request and its answer, and the
// coroutines that lie in files of their own. They take their parameters by value, capture nothing, and run on the I/O
// thread. Included by connection.cpp, request_reading.cpp and socket_io.cpp alone: it is the one header that knows Boost.
#pragma once

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "http/connection.hpp"
#include "http/message_parser.hpp"
#include "http/multipart.hpp"

namespace dumas::http {

// How long a connection without a request may still wait once the server stops.
constexpr std::chrono::milliseconds hurried_time{200};

// How many bytes of a body are asked for at once.
constexpr std::size_t body_piece = 64 * 1024;

// What a stage ends with besides a status to refuse with.
constexpr int go_on = 0;
constexpr int gone = -1;

struct Connection : LiveConnection {
  Connection(boost::asio::io_context& context, Shared& all, std::string from)
      : io(context), shared(all), socket(context), peer(std::move(from)) {
    shared.live.insert(this);
    ++shared.counters.open;
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() override {
    shared.live.erase(this);
    --shared.counters.open;
  }

  void check_deadline(Instant now) override {
    if (now < deadline) return;
    deadline = Instant::max();
    timed_out = true;
    boost::system::error_code ignored;
    socket.cancel(ignored);
  }
  void hurry(Instant now) override {
    if (idle) deadline = std::min(deadline, now + hurried_time);
  }
  void cut() override {
    boost::system::error_code ignored;
    socket.close(ignored);
  }

  boost::asio::io_context& io;
  Shared& shared;
  boost::asio::ip::tcp::socket socket;
  std::string peer;
  std::string in;  // received, not yet used
  std::size_t requests = 0;
  std::uint64_t sent = 0;  // bytes
  Instant deadline = Instant::max();
  bool timed_out = false;
  bool idle = true;  // no byte of a request has come
};
using Self = std::shared_ptr<Connection>;

// One request and its answer.
struct Exchange {
  explicit Exchange(Shared& all) : shared(all), parser(all.limits) {}
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;
  ~Exchange() { shared.bodies_held -= held; }

  Shared& shared;
  MessageParser parser;
  Head head;
  std::shared_ptr<Request> request = std::make_shared<Request>();
  BodyPlan plan;
  std::unique_ptr<DiskSink> sink;
  std::unique_ptr<MultipartParser> multipart;
  MultipartParser::Status multipart_status = MultipartParser::Status::Good;
  Instant began{};
  bool keep_alive = false;
  std::uint64_t held = 0;  // this body's part of Shared::bodies_held
};
using ExchangePtr = std::shared_ptr<Exchange>;

// Both are in request_reading.cpp, and end with go_on, gone or the status to refuse with.
boost::asio::awaitable<int> read_head(Self self, ExchangePtr exchange);
boost::asio::awaitable<int> read_body(Self self, ExchangePtr exchange);

// The others are in socket_io.cpp. Appends at most `most` bytes to what is received. 0: closed by the client, or timed out.
boost::asio::awaitable<std::size_t> fill(Self self, std::size_t most, Instant until);
// Writes one after the other. False: the client has gone, or reads too slowly.
boost::asio::awaitable<bool> write_all(Self self, std::string_view first, std::string_view second);
// Ends the connection so that its last answer arrives.
boost::asio::awaitable<void> linger(Self self);
// Runs `job` on a pool's thread and comes back to the I/O thread. False when the pool does not take it.
boost::asio::awaitable<bool> run_in(Self self, WorkerPool* pool, std::function<void()> job);

}  // namespace dumas::http
