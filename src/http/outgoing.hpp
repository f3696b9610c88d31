// What a worker does around a handler, and how an answer looks on the wire. No sockets. Used by connection.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "http/request.hpp"
#include "http/response.hpp"
#include "http/server.hpp"

namespace dumas::http {

// An open file of the answer, closed with it.
class OpenFile {
 public:
  OpenFile() = default;
  explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
  OpenFile(OpenFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  OpenFile& operator=(OpenFile&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~OpenFile();
  [[nodiscard]] bool open() const { return descriptor_ >= 0; }
  // Bytes from `offset` into `into`, fewer only at the end of the file; 0 also on an error.
  [[nodiscard]] std::size_t read(std::uint64_t offset, char* into, std::size_t size) const;

 private:
  int descriptor_ = -1;
};

struct Answer {
  Response response;
  OpenFile file;  // when the body is a file
  bool handler_failed = false;
};

// Runs the handler; an exception becomes on_error's page. Compresses and opens files here, on the worker's time.
[[nodiscard]] Answer make_answer(const Handler& handler, const Options& options, const Request& request);

// The answer to what the server itself refuses: on_refused's page, or a short bilingual text.
[[nodiscard]] Response refusal(const Options& options, int status, const Request& head);

[[nodiscard]] std::uint64_t body_size(const Response& response);

enum class After { KeepOpen, KeepOpenOld, Close };  // KeepOpenOld: HTTP/1.0 asked for it
// Status line and headers with the blank line. Content-Length, Date, Connection, X-Request-Id are the server's: what
// the handler set under these names is left out.
[[nodiscard]] std::string response_head(const Response& response, const Request& request, After after);

// Whether the answer to this request carries its body.
[[nodiscard]] bool sends_body(const Request& request, int status);

}  // namespace dumas::http
