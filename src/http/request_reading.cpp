// A request as it comes in: its head, then its body, into memory or straight to disk, under the limits and deadlines of
// limits.hpp. What it says is read by message_parser.cpp, incoming.cpp and multipart.cpp. Called by connection.cpp.
#include <algorithm>
#include <string>

#include "http/connection_state.hpp"
#include "http/text.hpp"

namespace dumas::http {
namespace {

using boost::asio::awaitable;
using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr std::size_t head_piece = 4 * 1024;

awaitable<int> take_body(Self self, ExchangePtr exchange, std::string_view bytes);
int hold(Exchange& exchange, std::uint64_t bytes);
int finish_body(const Shared& shared, Exchange& exchange);

}  // namespace

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
  const int status = finish_body(self->shared, *exchange);
  co_return status;
}

namespace {

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

}  // namespace
}  // namespace dumas::http
