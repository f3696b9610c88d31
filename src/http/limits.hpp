// Limits and deadlines of every stage of a request, so that no client can hold memory, disk or a worker.
// Filled from the configuration by main, read by the server and the parsers. Sizes in bytes.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace dumas::http {

struct Limits {
  // Request line and header fields together; more is answered with 431 (414 when the first line alone is too long).
  std::size_t header_bytes = 16 * 1024;
  // From the first byte of a request (or from the connection's start) to the end of its header; then 408.
  std::chrono::milliseconds header_deadline{10'000};

  // A body that is not multipart is held in memory; more is answered with 413.
  std::size_t body_bytes = 1024 * 1024;
  // A multipart body: one file, number of files, the whole, one text field, number of fields.
  // A file over file_bytes is drained and marked too_big; a body over total_bytes is answered with 413.
  std::uint64_t file_bytes = 20ull * 1024 * 1024;
  std::size_t files = 10;
  std::uint64_t total_bytes = 210ull * 1024 * 1024;
  std::size_t field_bytes = 256 * 1024;
  std::size_t form_fields = 200;

  // What all bodies being read or answered hold in memory together; beyond it 503, so that many half-sent bodies
  // cannot take the machine's memory.
  std::uint64_t bodies_in_memory = 256ull * 1024 * 1024;

  // A body may pause this long; and after that grace must keep this rate on average, or it is cut (408).
  std::chrono::milliseconds body_stall{15'000};
  std::uint64_t body_bytes_per_second = 1024;

  // Between two requests of one connection.
  std::chrono::milliseconds keep_alive_idle{15'000};
  std::size_t keep_alive_requests = 1000;

  // A client that takes no byte of its answer for this long is cut.
  std::chrono::milliseconds write_stall{20'000};

  // Connections beyond this are closed at once.
  std::size_t connections = 8192;
  // Requests that wait for a worker, those that read and those that write each; beyond it the answer is 503 with Retry-After: 2.
  std::size_t queue = 256;
  // How long stop() lets accepted requests finish.
  std::chrono::milliseconds stop_deadline{10'000};
};

}  // namespace dumas::http
