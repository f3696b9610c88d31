// How a connection waits: for its socket, always under a deadline, and for a pool, where what would block the I/O thread
// is run. Knows nothing of requests. Called by connection.cpp and request_reading.cpp.
#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "http/connection_state.hpp"

namespace dumas::http {
namespace {

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds linger_time{2'000};
constexpr std::uint64_t linger_bytes = 64ull * 1024 * 1024;

}  // namespace

// A close with unread bytes would reset the connection and take the answer with it: the rest is read for a moment.
awaitable<void> linger(Self self) {
  error_code error;
  self->socket.shutdown(tcp::socket::shutdown_send, error);
  if (error) co_return;
  self->idle = true;  // hurried when the server stops
  const Instant until = Clock::now() + (self->shared.stopping ? hurried_time : linger_time);
  for (std::uint64_t read = 0; read < linger_bytes;) {
    self->in.clear();
    const std::size_t got = co_await fill(self, body_piece, until);
    if (got == 0) break;
    read += got;
  }
}

awaitable<std::size_t> fill(Self self, std::size_t most, Instant until) {
  const std::size_t held = self->in.size();
  self->in.resize(held + most);
  self->timed_out = false;
  self->deadline = until;
  error_code error;
  const std::size_t got = co_await self->socket.async_read_some(asio::buffer(self->in.data() + held, most),
                                                                asio::redirect_error(asio::use_awaitable, error));
  self->deadline = Instant::max();
  self->in.resize(held + (error ? 0 : got));
  if (!error) self->shared.counters.received += got;
  co_return error ? 0 : got;
}

awaitable<bool> write_all(Self self, std::string_view first, std::string_view second) {
  const Limits& limits = self->shared.limits;
  const Instant started = Clock::now();
  std::uint64_t sent = 0;
  while (!first.empty() || !second.empty()) {
    const std::array<asio::const_buffer, 2> pieces{asio::buffer(first.data(), first.size()),
                                                   asio::buffer(second.data(), second.size())};
    const auto earned = milliseconds(sent * 1000 / std::max<std::uint64_t>(limits.body_bytes_per_second, 1));
    self->timed_out = false;
    self->deadline = std::min(Clock::now(), started + earned) + limits.write_stall;
    error_code error;
    const std::size_t taken =
        co_await self->socket.async_write_some(pieces, asio::redirect_error(asio::use_awaitable, error));
    self->deadline = Instant::max();
    if (error) co_return false;
    sent += taken;
    self->sent += taken;
    self->shared.counters.sent += taken;
    const auto of_first = std::min(taken, first.size());
    first.remove_prefix(of_first);
    second.remove_prefix(taken - of_first);
  }
  co_return true;
}

awaitable<bool> run_in(Self self, WorkerPool* pool, std::function<void()> job) {
  auto initiate = [](auto handler, asio::io_context* io, WorkerPool* into, std::function<void()> work) {
    auto resume = std::make_shared<decltype(handler)>(std::move(handler));
    const bool taken = into->submit([resume, io, work = std::move(work)]() mutable {
      work();
      work = nullptr;
      asio::post(*io, [resume = std::move(resume)] { std::move (*resume)(true); });
    });
    if (!taken) asio::post(*io, [resume = std::move(resume)] { std::move (*resume)(false); });
  };
  asio::io_context* const io = &self->io;
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(bool)>(
      std::move(initiate), asio::use_awaitable, io, pool, std::move(job));
}

}  // namespace dumas::http
