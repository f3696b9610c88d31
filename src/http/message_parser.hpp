// From the bytes of one message to its head and its decoded body. Beast's parser works behind it; sockets do not, so
// it is tested and fuzzed on plain texts. Used by request_reading.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/limits.hpp"

namespace dumas::http {

// What the first line and the headers say, checked against everything by which two readers could disagree.
struct Head {
  std::string method;
  std::string target;
  bool http_1_0 = false;
  bool keep_alive = false;
  bool expects_continue = false;
  bool chunked = false;
  std::uint64_t content_length = 0;
  std::vector<std::pair<std::string, std::string>> headers;

  [[nodiscard]] bool has_body() const { return chunked || content_length > 0; }
};

// Searches the end of a head in bytes that come piece by piece.
struct HeadScan {
  enum class State { More, Complete, Malformed, TooLong, LineTooLong };
  State state = State::More;
  std::size_t size = 0;  // of the head with its blank line, when complete
};
// `from`: how many bytes were scanned before. A bare LF, a bare CR, NUL and other controls are malformed.
[[nodiscard]] HeadScan scan_head(std::string_view bytes, std::size_t from, std::size_t limit);

class MessageParser {
 public:
  explicit MessageParser(const Limits& limits);
  ~MessageParser();
  MessageParser(MessageParser&&) noexcept;

  // `head` ends with its blank line. 0, or the status to refuse with: 400, 417, 501, 505.
  int parse_head(std::string_view head, Head& parsed);

  struct Step {
    std::size_t consumed = 0;
    std::size_t produced = 0;
    bool malformed = false;
  };
  // Decodes body bytes; takes at most what fits in `out`. Nothing consumed nor produced: needs more bytes.
  Step decode(std::string_view in, std::span<char> out);
  [[nodiscard]] bool done() const;

 private:
  struct Beast;
  std::unique_ptr<Beast> beast_;
};

}  // namespace dumas::http
