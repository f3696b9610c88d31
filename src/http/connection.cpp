// One connection from its first byte to its last: request after request, each read, handed to a worker and answered.
#include "http/connection.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <functional>
#include <memory>

#include "http/connection_state.hpp"
#include "http/outgoing.hpp"

namespace dumas::http {
namespace {

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

constexpr std::size_t file_piece = 128 * 1024;

awaitable<void> serve(Self self);
awaitable<bool> serve_request(Self self);
awaitable<std::shared_ptr<Answer>> run_handler(Self self, ExchangePtr exchange);
awaitable<bool> send(Self self, ExchangePtr exchange, std::shared_ptr<Answer> answer);
awaitable<bool> send_file(Self self, std::shared_ptr<Answer> answer);

awaitable<void> serve(Self self) {
  for (bool more = true; more;) more = co_await serve_request(self);
  co_await linger(self);
}

// False: the connection is to be closed.
awaitable<bool> serve_request(Self self) {
  const auto exchange = std::make_shared<Exchange>(self->shared);
  int status = co_await read_head(self, exchange);
  if (status == go_on) {
    ++self->shared.counters.requests;
    if (exchange->plan.kind != BodyKind::None) status = co_await read_body(self, exchange);
  }
  if (status == gone) co_return false;
  if (status == 408) ++self->shared.counters.deadlines;

  exchange->keep_alive =
      status == go_on && exchange->head.keep_alive && ++self->requests < self->shared.limits.keep_alive_requests;
  exchange->began = Clock::now();
  std::shared_ptr<Answer> answer;
  if (status == go_on) {
    answer = co_await run_handler(self, exchange);
    if (!answer) {
      ++self->shared.counters.queue_full;
      status = 503;
    }
  }
  if (status != go_on) {
    answer = std::make_shared<Answer>();
    answer->response = refusal(self->shared.options, status, *exchange->request);
  }
  co_return co_await send(self, exchange, answer);
}

// Nothing when the queue is full.
awaitable<std::shared_ptr<Answer>> run_handler(Self self, ExchangePtr exchange) {
  auto answer = std::make_shared<Answer>();
  Shared* const shared = &self->shared;
  std::function<void()> job = [shared, request = exchange->request, answer] {
    *answer = make_answer(shared->handler, shared->options, *request);
    request->files.clear();  // temporary files are removed on the worker's time
  };
  const Method method = exchange->request->method;
  const bool reads = method == Method::Get || method == Method::Head;
  const bool ran = co_await run_in(self, reads ? shared->readers : shared->writers, std::move(job));
  if (!ran) co_return nullptr;
  if (answer->handler_failed) ++shared->counters.errors;
  co_return answer;
}

awaitable<bool> send(Self self, ExchangePtr exchange, std::shared_ptr<Answer> answer) {
  Shared& shared = self->shared;
  const Request& request = *exchange->request;
  const Response& response = answer->response;
  const bool keep = exchange->keep_alive && !shared.draining && !shared.stopping;
  const auto kept = exchange->head.http_1_0 ? After::KeepOpenOld : After::KeepOpen;
  const std::string head = response_head(response, request, keep ? kept : After::Close);
  const auto before = self->sent;
  const bool with_body = sends_body(request, response.status);
  bool written = co_await write_all(self, head, with_body ? std::string_view(response.text_body()) : "");
  if (written && with_body && answer->file.open()) written = co_await send_file(self, answer);
  if (!written && self->timed_out) ++shared.counters.deadlines;
  const auto family = static_cast<std::size_t>(std::clamp(response.status / 100, 1, 5) - 1);
  ++shared.counters.classes[family];
  if (shared.options.on_answered) {
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - exchange->began);
    shared.options.on_answered(request, response.status, self->sent - before, took);
  }
  if (!written) self->cut();
  co_return written&& keep;
}

awaitable<bool> send_file(Self self, std::shared_ptr<Answer> answer) {
  const auto size = body_size(answer->response);
  const auto piece =
      std::make_shared<std::string>(static_cast<std::size_t>(std::min<std::uint64_t>(size, file_piece)), '\0');
  const auto got = std::make_shared<std::size_t>(0);
  for (std::uint64_t offset = 0; offset < size; offset += *got) {
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(size - offset, piece->size()));
    std::function<void()> job = [answer, piece, got, offset, wanted] {
      *got = answer->file.read(offset, piece->data(), wanted);
    };
    const bool ran = co_await run_in(self, self->shared.disk, std::move(job));
    if (!ran || *got == 0) co_return false;  // shorter than promised: the client sees the connection break
    const bool written = co_await write_all(self, std::string_view(*piece).substr(0, *got), {});
    if (!written) co_return false;
  }
  co_return true;
}

}  // namespace

void serve_connection(asio::io_context& io, int socket, int family, std::string peer, Shared& shared) {
  auto self = std::make_shared<Connection>(io, shared, std::move(peer));
  boost::system::error_code error;
  self->socket.assign(family == AF_INET6 ? tcp::v6() : tcp::v4(), socket, error);
  if (!error) self->socket.non_blocking(true, error);
  if (!error) self->socket.set_option(tcp::no_delay(true), error);
  if (!error) asio::co_spawn(io, serve(std::move(self)), asio::detached);
}

}  // namespace dumas::http
