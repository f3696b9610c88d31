// The listener: accepting, the deadline sweep, start and stop. One of the few files that know Boost, named in
// tools/check_includes.py.
#include "http/server.hpp"

#include <arpa/inet.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cerrno>
#include <future>
#include <optional>
#include <stdexcept>
#include <thread>

#include "http/connection.hpp"

namespace dumas::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds sweep_every{50};
constexpr std::chrono::milliseconds after_accept_error{50};
constexpr unsigned disk_threads = 2;
constexpr std::size_t files_beside_connections = 256;  // databases, logs, uploads, downloads

// "203.0.113.7" for "::ffff:203.0.113.7": one client, one name.
std::string peer_name(const sockaddr_storage& address) {
  char text[INET6_ADDRSTRLEN] = {};
  if (address.ss_family == AF_INET) {
    inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in&>(address).sin_addr, text, sizeof text);
    return text;
  }
  inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr, text, sizeof text);
  const std::string name(text);
  return name.starts_with("::ffff:") && name.find('.') != std::string::npos ? name.substr(7) : name;
}

// Each connection takes a descriptor: the soft limit is raised to the hard one, the connections kept below it.
std::size_t connections_within_system(std::size_t wanted) {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return wanted;
  if (files.rlim_cur < files.rlim_max) {
    rlimit raised = files;
    raised.rlim_cur = std::min<rlim_t>(files.rlim_max, wanted + 4 * files_beside_connections);
    if (raised.rlim_cur > files.rlim_cur && setrlimit(RLIMIT_NOFILE, &raised) == 0) files = raised;
  }
  const auto most = static_cast<std::size_t>(files.rlim_cur);
  return std::min(wanted, most > 2 * files_beside_connections ? most - files_beside_connections : most / 2);
}

// Makes the folder, and removes what a killed process left in it. Not younger files: they may be another copy's.
void prepare_upload_folder(const std::filesystem::path& folder) {
  constexpr auto left_behind = std::chrono::hours(24);
  if (folder.empty()) return;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw std::runtime_error("cannot make the upload folder " + folder.string() + ": " + error.message());
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const auto age = std::filesystem::file_time_type::clock::now() - entry.last_write_time(error);
    const bool ours = entry.path().filename().string().starts_with("upload-");
    if (!error && ours && age > left_behind) std::filesystem::remove(entry.path(), error);
  }
}

}  // namespace

// Members die in reverse order: the pools first, whose waiting jobs hold coroutines, then the I/O context.
struct Server::Parts {
  Parts(Limits limits, Handler handler, Options options)
      : shared{.limits = limits,
               .handler = std::move(handler),
               .options = std::move(options),
               .proxies = TrustedProxies({})} {
    shared.proxies = TrustedProxies(shared.options.trusted_proxies);
  }

  void listen();
  void accept_when_ready();
  bool accept_all();
  void sweep();
  void begin_stop();

  Shared shared;
  asio::io_context io{1};
  tcp::acceptor acceptor{io};
  asio::steady_timer sweeper{io};
  asio::steady_timer pause{io};
  std::optional<asio::executor_work_guard<asio::io_context::executor_type>> work;
  std::thread thread;
  std::optional<WorkerPool> readers, writers, disk;
};

Server::Server(Limits limits, Handler handler, Options options)
    : parts_(std::make_unique<Parts>(limits, std::move(handler), std::move(options))) {}

Server::~Server() { stop(); }

std::uint16_t Server::start() {
  Parts& parts = *parts_;
  prepare_upload_folder(parts.shared.options.upload_directory);
  parts.listen();
  parts.shared.limits.connections = connections_within_system(parts.shared.limits.connections);
  parts.readers.emplace(std::max(1u, parts.shared.options.readers), parts.shared.limits.queue,
                        std::min(parts.shared.options.usual_readers, parts.shared.options.readers));
  parts.writers.emplace(std::max(1u, parts.shared.options.writers), parts.shared.limits.queue);
  parts.disk.emplace(disk_threads, parts.shared.limits.connections);  // at most one job a connection
  parts.shared.readers = &*parts.readers;
  parts.shared.writers = &*parts.writers;
  parts.shared.disk = &*parts.disk;
  parts.work.emplace(parts.io.get_executor());
  parts.accept_when_ready();
  parts.sweep();
  const auto port = parts.acceptor.local_endpoint().port();
  parts.thread = std::thread([&parts] { parts.io.run(); });
  return port;
}

void Server::drain() {
  asio::post(parts_->io, [this] { parts_->shared.draining = true; });
}

void Server::stop() {
  Parts& parts = *parts_;
  if (!parts.thread.joinable()) return;
  std::promise<void> begun;
  asio::post(parts.io, [&] {
    parts.begin_stop();
    begun.set_value();
  });
  begun.get_future().wait();
  const auto until = Clock::now() + parts.shared.limits.stop_deadline;
  while (parts.shared.counters.open > 0 && Clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  asio::post(parts.io, [&parts] {
    for (LiveConnection* connection : parts.shared.live) connection->cut();
  });
  parts.readers->stop();
  parts.writers->stop();
  parts.disk->stop();
  parts.work.reset();
  parts.io.stop();
  parts.thread.join();
  parts.shared.readers = parts.shared.writers = parts.shared.disk = nullptr;
  parts.readers.reset();
  parts.writers.reset();
  parts.disk.reset();
}

Metrics Server::metrics() const {
  const Counters& counters = parts_->shared.counters;
  Metrics metrics{.connections_open = counters.open,
                  .connections_accepted = counters.accepted,
                  .connections_refused = counters.refused,
                  .requests = counters.requests,
                  .queue_full = counters.queue_full,
                  .deadlines_missed = counters.deadlines,
                  .handler_errors = counters.errors,
                  .bytes_received = counters.received,
                  .bytes_sent = counters.sent};
  for (std::size_t i = 0; i < metrics.answers_by_class.size(); ++i) metrics.answers_by_class[i] = counters.classes[i];
  if (parts_->readers) {
    metrics.queue_length = parts_->readers->waiting() + parts_->writers->waiting();
    metrics.workers_busy = parts_->readers->busy() + parts_->writers->busy();
  }
  return metrics;
}

void Server::Parts::listen() {
  const std::string where = shared.options.host + ":" + std::to_string(shared.options.port);
  error_code error;
  const auto address = asio::ip::make_address(shared.options.host, error);
  if (error) throw std::runtime_error("not an address to listen on: " + where);
  const tcp::endpoint endpoint(address, shared.options.port);
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (!error) acceptor.non_blocking(true, error);
  if (error) throw std::runtime_error("cannot listen on " + where + ": " + error.message());
}

void Server::Parts::accept_when_ready() {
  acceptor.async_wait(tcp::acceptor::wait_read, [this](error_code error) {
    if (error || !acceptor.is_open()) return;
    if (accept_all()) return accept_when_ready();
    pause.expires_after(after_accept_error);  // out of descriptors: some will come free
    pause.async_wait([this](error_code cancelled) {
      if (!cancelled && acceptor.is_open()) accept_when_ready();
    });
  });
}

// False on an error that will not pass at once.
bool Server::Parts::accept_all() {
  for (;;) {
    sockaddr_storage address{};
    socklen_t length = sizeof address;
    const int socket = ::accept4(acceptor.native_handle(), reinterpret_cast<sockaddr*>(&address), &length,
                                 SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket < 0 && (errno == EINTR || errno == ECONNABORTED)) continue;
    if (socket < 0) return errno == EAGAIN || errno == EWOULDBLOCK;
    ++shared.counters.accepted;
    if (shared.live.size() >= shared.limits.connections) {
      ++shared.counters.refused;
      ::close(socket);
      continue;
    }
    serve_connection(io, socket, address.ss_family, peer_name(address), shared);
  }
}

void Server::Parts::sweep() {
  sweeper.expires_after(sweep_every);
  sweeper.async_wait([this](error_code cancelled) {
    if (cancelled) return;
    const auto now = Clock::now();
    for (LiveConnection* connection : shared.live) connection->check_deadline(now);
    sweep();
  });
}

void Server::Parts::begin_stop() {
  accept_all();  // who has connected already was accepted
  shared.stopping = true;
  error_code ignored;
  acceptor.close(ignored);
  pause.cancel();
  const auto now = Clock::now();
  for (LiveConnection* connection : shared.live) connection->hurry(now);
}

}  // namespace dumas::http
