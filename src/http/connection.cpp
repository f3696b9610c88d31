// One connection from its first byte to its last: coroutines over one socket, every wait under a deadline. One of
// three files that know Boost. Coroutines take their parameters by value and capture nothing.
#include "http/connection.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <memory>
#include <span>

#include "http/message_parser.hpp"
#include "http/multipart.hpp"
#include "http/outgoing.hpp"
#include "http/text.hpp"

namespace dumas::http {
namespace {

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr std::size_t head_piece = 4 * 1024;
constexpr std::size_t body_piece = 64 * 1024;
constexpr std::size_t file_piece = 128 * 1024;
constexpr milliseconds linger_time{2'000};
constexpr milliseconds hurried_time{200};
constexpr std::uint64_t linger_bytes = 64ull * 1024 * 1024;

// What a stage ends with besides a status to refuse with.
constexpr int go_on = 0;
constexpr int gone = -1;

struct Connection : LiveConnection {
  Connection(asio::io_context& context, Shared& all, std::string from)
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
    error_code ignored;
    socket.cancel(ignored);
  }
  void hurry(Instant now) override {
    if (idle) deadline = std::min(deadline, now + hurried_time);
  }
  void cut() override {
    error_code ignored;
    socket.close(ignored);
  }

  asio::io_context& io;
  Shared& shared;
  tcp::socket socket;
  std::string peer;
  std::string in;  // received, not yet used
  std::size_t requests = 0;
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
  Clock::time_point began{};
  bool keep_alive = false;
  std::uint64_t held = 0;  // this body's part of Shared::bodies_held
};
using ExchangePtr = std::shared_ptr<Exchange>;

awaitable<void> serve(Self self);
awaitable<bool> serve_request(Self self);
awaitable<int> read_head(Self self, ExchangePtr exchange);
awaitable<int> read_body(Self self, ExchangePtr exchange);
awaitable<int> take_body(Self self, ExchangePtr exchange, std::string_view bytes);
int hold(Exchange& exchange, std::uint64_t bytes);
int finish_body(const Shared& shared, Exchange& exchange);
awaitable<std::shared_ptr<Answer>> run_handler(Self self, ExchangePtr exchange);
awaitable<bool> send(Self self, ExchangePtr exchange, std::shared_ptr<Answer> answer);
awaitable<bool> send_file(Self self, std::shared_ptr<Answer> answer);
awaitable<void> linger(Self self);
awaitable<bool> run_in(Self self, WorkerPool* pool, std::function<void()> job, Lane lane = Lane::Read);
awaitable<std::size_t> fill(Self self, std::size_t most, Instant until);
awaitable<bool> write_all(Self self, std::string_view first, std::string_view second);

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

awaitable<int> read_head(Self self, ExchangePtr exchange) {
  const Limits& limits = self->shared.limits;
  Request& request = *exchange->request;
  request.id = random_hex(8);
  request.remote_address = self->peer;
  std::string& in = self->in;
  self->idle = in.empty();
  if (self->idle && in.capacity() > 2 * head_piece) in = std::string();  // an idle connection holds little
  Instant until = Clock::now() + (self->requests && self->idle ? limits.keep_alive_idle : limits.header_deadline);
  std::size_t scanned = 0;
  HeadScan scan;
  for (;;) {
    while (in.starts_with("\r\n")) in.erase(0, 2), scanned = 0;  // RFC 9112, 2.2: tolerated before a request
    scan = scan_head(in, scanned, limits.header_bytes);
    if (scan.state != HeadScan::State::More) break;
    scanned = in.size();
    if (self->idle && self->shared.stopping) until = std::min(until, Clock::now() + hurried_time);
    const std::size_t got = co_await fill(self, head_piece, until);
    if (got == 0) co_return self->timed_out && !self->idle ? 408 : gone;
    if (self->idle) until = Clock::now() + limits.header_deadline;
    self->idle = false;
  }
  switch (scan.state) {
    case HeadScan::State::Malformed: co_return 400;
    case HeadScan::State::TooLong: co_return 431;
    case HeadScan::State::LineTooLong: co_return 414;
    case HeadScan::State::More:
    case HeadScan::State::Complete: break;
  }
  int status = exchange->parser.parse_head(std::string_view(in).substr(0, scan.size), exchange->head);
  in.erase(0, scan.size);
  request.headers = exchange->head.headers;
  request.method = method_from(exchange->head.method).value_or(Method::Get);
  if (status == 0) status = read_request(exchange->head, limits, self->shared.options.hosts, request);
  request.remote_address = self->shared.proxies.client(self->peer, request);
  if (status == 0) {
    exchange->plan = plan_body(exchange->head, request, limits);
    status = exchange->plan.refused;
  }
  co_return status;
}

awaitable<int> read_body(Self self, ExchangePtr exchange) {
  const Limits& limits = self->shared.limits;
  if (exchange->head.expects_continue && self->in.empty()) {
    const bool written = co_await write_all(self, "HTTP/1.1 100 Continue\r\n\r\n", {});
    if (!written) co_return gone;
  }
  if (exchange->plan.kind == BodyKind::Multipart) {
    exchange->sink = std::make_unique<DiskSink>(self->shared.options.upload_directory);
    exchange->multipart = std::make_unique<MultipartParser>(exchange->plan.boundary, limits, *exchange->sink);
  }
  const auto length = exchange->head.chunked ? body_piece : exchange->head.content_length;
  std::string decoded(static_cast<std::size_t>(std::min<std::uint64_t>(length, body_piece)), '\0');
  const Instant started = Clock::now();
  std::uint64_t received = self->in.size();
  while (!exchange->parser.done()) {
    if (!self->in.empty()) {
      const auto step = exchange->parser.decode(self->in, decoded);
      self->in.erase(0, step.consumed);
      if (step.malformed) co_return 400;
      if (step.produced > 0) {
        const int status = co_await take_body(self, exchange, std::string_view(decoded).substr(0, step.produced));
        if (status != go_on) co_return status;
      }
      if (step.consumed > 0 || step.produced > 0) continue;
      if (self->in.size() > limits.header_bytes) co_return 400;  // a chunk's first line or trailer without end
    }
    // A pause may be as long as body_stall, and all pauses together as long as the minimum rate leaves over.
    const auto earned = milliseconds(received * 1000 / std::max<std::uint64_t>(limits.body_bytes_per_second, 1));
    const Instant until = std::min(Clock::now(), started + earned) + limits.body_stall;
    const std::size_t got = co_await fill(self, exchange->head.chunked ? body_piece : decoded.size(), until);
    if (got == 0) co_return self->timed_out ? 408 : gone;
    received += got;
  }
  co_return finish_body(self->shared, *exchange);
}

awaitable<int> take_body(Self self, ExchangePtr exchange, std::string_view bytes) {
  if (!exchange->multipart) {
    std::string& body = exchange->request->body;
    if (body.size() + bytes.size() > self->shared.limits.body_bytes) co_return 413;
    body += bytes;
    co_return hold(*exchange, body.size());
  }
  std::function<void()> job = [exchange, bytes] { exchange->multipart_status = exchange->multipart->feed(bytes); };
  const bool ran = co_await run_in(self, self->shared.disk, std::move(job));
  if (!ran) co_return 503;
  switch (exchange->multipart_status) {
    case MultipartParser::Status::Good: co_return hold(*exchange, exchange->multipart->text_bytes());
    case MultipartParser::Status::Malformed: co_return 400;
    case MultipartParser::Status::TooLarge: co_return 413;
  }
  co_return go_on;
}

// Accounts for `bytes` of this body in memory. 0, or 503 when all bodies together hold too much.
int hold(Exchange& exchange, std::uint64_t bytes) {
  exchange.shared.bodies_held += bytes - exchange.held;
  exchange.held = bytes;
  return exchange.shared.bodies_held > exchange.shared.limits.bodies_in_memory ? 503 : go_on;
}

int finish_body(const Shared& shared, Exchange& exchange) {
  Request& request = *exchange.request;
  switch (exchange.plan.kind) {
    case BodyKind::None:
    case BodyKind::Raw: return go_on;
    case BodyKind::Urlencoded: {
      auto form = Form::from_urlencoded(request.body, shared.limits.form_fields);
      if (!form) return 400;
      request.form = std::move(*form);
      request.body.clear();
      return go_on;
    }
    case BodyKind::Multipart:
      if (exchange.multipart->finish() != MultipartParser::Status::Good) return 400;
      request.form = std::move(exchange.multipart->form());
      request.files = std::move(exchange.multipart->files());
      request.upload_failure = exchange.multipart->failure();
      return go_on;
  }
  return go_on;
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
  const Lane lane = method == Method::Get || method == Method::Head ? Lane::Read : Lane::Write;
  const bool ran = co_await run_in(self, shared->workers, std::move(job), lane);
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
  const auto before = shared.counters.sent.load();
  const bool with_body = sends_body(request, response.status);
  bool written = co_await write_all(self, head, with_body ? std::string_view(response.text_body()) : "");
  if (written && with_body && answer->file.open()) written = co_await send_file(self, answer);
  if (!written && self->timed_out) ++shared.counters.deadlines;
  const auto family = static_cast<std::size_t>(std::clamp(response.status / 100, 1, 5) - 1);
  ++shared.counters.classes[family];
  if (shared.options.on_answered) {
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - exchange->began);
    shared.options.on_answered(request, response.status, shared.counters.sent - before, took);
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

// Runs `job` on a pool's thread and comes back to the I/O thread. False when the pool does not take it.
awaitable<bool> run_in(Self self, WorkerPool* pool, std::function<void()> job, Lane lane) {
  auto initiate = [lane](auto handler, asio::io_context* io, WorkerPool* into, std::function<void()> work) {
    auto resume = std::make_shared<decltype(handler)>(std::move(handler));
    const bool taken = into->submit(
        [resume, io, work = std::move(work)]() mutable {
          work();
          work = nullptr;
          asio::post(*io, [resume = std::move(resume)] { std::move (*resume)(true); });
        },
        lane);
    if (!taken) asio::post(*io, [resume = std::move(resume)] { std::move (*resume)(false); });
  };
  asio::io_context* const io = &self->io;
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(bool)>(
      std::move(initiate), asio::use_awaitable, io, pool, std::move(job));
}

// Appends at most `most` bytes to what is received. 0: closed by the client, or timed out.
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
    self->shared.counters.sent += taken;
    const auto of_first = std::min(taken, first.size());
    first.remove_prefix(of_first);
    second.remove_prefix(taken - of_first);
  }
  co_return true;
}

}  // namespace

void serve_connection(asio::io_context& io, int socket, int family, std::string peer, Shared& shared) {
  auto self = std::make_shared<Connection>(io, shared, std::move(peer));
  error_code error;
  self->socket.assign(family == AF_INET6 ? tcp::v6() : tcp::v4(), socket, error);
  if (!error) self->socket.non_blocking(true, error);
  if (!error) self->socket.set_option(tcp::no_delay(true), error);
  if (!error) asio::co_spawn(io, serve(std::move(self)), asio::detached);
}

}  // namespace dumas::http
