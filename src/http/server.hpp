// The HTTP server: one thread for input and output, bounded pools of workers for handlers (plain blocking
// functions), every stage under a limit and a deadline. Started by main, and by tests on port 0.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "http/limits.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace dumas::http {

struct Options {
  std::string host = "127.0.0.1";  // an address, v4 or v6
  std::uint16_t port = 0;          // 0: the system chooses; start() returns it
  unsigned readers = 8;            // handlers of GET and HEAD that run at once, at most
  unsigned usual_readers = 0;      // how many of them so long as none stands still; 0: all (worker_pool.hpp)
  unsigned writers = 32;           // of everything else: they mostly wait for the disk
  // Where uploads are streamed to; made by start(), which also removes files a killed process left. Should be on the volume of their final place, so that keeping is a rename.
  std::filesystem::path upload_directory{};
  // Addresses or networks ("10.0.0.0/8", "::1") whose X-Forwarded-For is believed.
  std::vector<std::string> trusted_proxies{};
  // Host names answered for, without port; empty: any well-formed Host. Others get 421.
  std::vector<std::string> hosts{};

  // A handler threw `what`: the page to answer with, status 500. Not set: a short bilingual text. A std::bad_alloc passes
  // and is refused with 503 instead.
  std::function<Response(const Request&, const std::string& what)> on_error{};
  // The server itself refuses (400, 408, 413, 414, 417, 421, 431, 501, 503, 505). `head` may hold only what was
  // understood so far. Runs on the I/O thread: must be quick, touch no disk or database. Not set: a short text.
  std::function<Response(int status, const Request& head)> on_refused{};
  // After each answer, for logs and metrics, on the I/O thread: must be quick. `took` covers queue and handler.
  std::function<void(const Request&, int status, std::uint64_t bytes, std::chrono::microseconds took)> on_answered{};
};

// Counters since start; gauges say so.
struct Metrics {
  std::uint64_t connections_open = 0;  // gauge
  std::uint64_t connections_accepted = 0;
  std::uint64_t connections_refused = 0;            // over the limit
  std::uint64_t requests = 0;                       // heads understood
  std::array<std::uint64_t, 5> answers_by_class{};  // 1xx to 5xx
  std::uint64_t queue_full = 0;                     // answered 503
  std::uint64_t deadlines_missed = 0;               // slow header, stalled body, answer not taken
  std::uint64_t handler_errors = 0;
  std::uint64_t queue_length = 0;  // gauge
  std::uint64_t workers_busy = 0;  // gauge
  std::uint64_t bytes_received = 0;
  std::uint64_t bytes_sent = 0;
};

class Server {
 public:
  Server(Limits limits, Handler handler, Options options);
  ~Server();  // stops
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Binds, listens, starts the threads; the port. Throws std::runtime_error when the address or the upload folder
  // cannot be had. The constructor throws std::invalid_argument on a trusted proxy that is no address.
  std::uint16_t start();
  // The server will stop soon: it accepts and answers as before, but every answer says Connection: close, so that a proxy
  // that has noticed sends nothing more here by the time stop() closes the listener.
  void drain();
  // Stops accepting, finishes what was accepted up to limits.stop_deadline, then closes. A handler that runs on
  // longer is waited for. May be called twice. Not from a handler.
  void stop();
  [[nodiscard]] Metrics metrics() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace dumas::http
