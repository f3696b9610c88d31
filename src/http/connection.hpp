// What the listener (server.cpp) and the connections (connection_state.hpp) share. All of it lives on the I/O thread, but
// for the counters and what is never changed.
#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <unordered_set>

#include "http/incoming.hpp"
#include "http/server.hpp"
#include "http/worker_pool.hpp"

namespace boost::asio {
class io_context;
}

namespace dumas::http {

using Instant = std::chrono::steady_clock::time_point;

struct Counters {
  std::atomic<std::uint64_t> open{0}, accepted{0}, refused{0}, requests{0}, queue_full{0}, deadlines{0}, errors{0},
      received{0}, sent{0};
  std::array<std::atomic<std::uint64_t>, 5> classes{};
};

// One open connection, as the listener sees it.
class LiveConnection {
 public:
  virtual ~LiveConnection() = default;
  virtual void check_deadline(Instant now) = 0;  // cancels what waits too long
  virtual void hurry(Instant now) = 0;           // the server stops: an idle connection is closed soon
  virtual void cut() = 0;                        // closed at once
};

struct Shared {
  Limits limits;
  Handler handler;
  Options options;
  TrustedProxies proxies;
  Counters counters{};
  // Requests that read and requests that write run apart, because a write waits for the disk: a rush of complaints must
  // not keep an officer from his list, nor a rush of readers a complaint from being taken.
  WorkerPool* readers = nullptr;
  WorkerPool* writers = nullptr;
  WorkerPool* disk = nullptr;  // writing of uploads and reading of large files
  bool draining = false;       // each answer closes its connection, so that its client comes back by another way
  bool stopping = false;
  std::uint64_t bodies_held = 0;  // bytes, see Limits::bodies_in_memory
  std::unordered_set<LiveConnection*> live{};
};

// Takes over an accepted, non-blocking socket and serves it until it closes. `shared` outlives `io`.
void serve_connection(boost::asio::io_context& io, int socket, int family, std::string peer, Shared& shared);

}  // namespace dumas::http
