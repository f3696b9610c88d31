// The rules of a head (RFC 9112) and Beast's parser as their reader. One of the few files that know Boost, named in
// tools/check_includes.py.
#include "http/message_parser.hpp"

#include <algorithm>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/parser.hpp>

#include "http/text.hpp"

namespace dumas::http {
namespace {

namespace beast = boost::beast;

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

bool contains_token(std::string_view list, std::string_view token) {
  while (!list.empty()) {
    const auto end = std::min(list.find(','), list.size());
    if (equals_ignoring_case(trimmed(list.substr(0, end)), token)) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

// Only digits, and few enough not to overflow.
bool read_length(std::string_view value, std::uint64_t& length) {
  if (value.empty() || value.size() > 18) return false;
  length = 0;
  for (const char c : value) {
    if (c < '0' || c > '9') return false;
    length = length * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return true;
}

// A continuation line (obs-fold) is read differently by different programs; a first line has exactly two spaces.
bool well_shaped(std::string_view head) {
  if (head.find("\r\n ") != std::string_view::npos || head.find("\r\n\t") != std::string_view::npos) return false;
  const auto line = head.substr(0, head.find("\r\n"));
  return std::count(line.begin(), line.end(), ' ') == 2 && line.find('\t') == std::string_view::npos;
}

// Framing, connection and expectation headers. 0 or the status to refuse with.
int read_framing(Head& head) {
  int lengths = 0, codings = 0;
  bool close = false, keep = false;
  for (const auto& [name, value] : head.headers) {
    if (equals_ignoring_case(name, "Content-Length")) {
      ++lengths;
      if (!read_length(value, head.content_length)) return 400;
    } else if (equals_ignoring_case(name, "Transfer-Encoding")) {
      ++codings;
      if (!equals_ignoring_case(value, "chunked")) return 501;
      head.chunked = true;
    } else if (equals_ignoring_case(name, "Connection")) {
      close = close || contains_token(value, "close");
      keep = keep || contains_token(value, "keep-alive");
    } else if (equals_ignoring_case(name, "Expect") && !head.http_1_0) {
      if (!equals_ignoring_case(value, "100-continue")) return 417;
      head.expects_continue = true;
    }
  }
  if (lengths > 1 || codings > 1 || (lengths && codings) || (codings && head.http_1_0)) return 400;
  head.keep_alive = !close && (keep || !head.http_1_0);
  return 0;
}

}  // namespace

struct MessageParser::Beast {
  beast::http::request_parser<beast::http::buffer_body> parser;
};

HeadScan scan_head(std::string_view bytes, std::size_t from, std::size_t limit) {
  const auto end = std::min(bytes.size(), limit);
  for (std::size_t i = from; i < end; ++i) {
    const auto c = static_cast<unsigned char>(bytes[i]);
    if (c == '\n') {
      if (i == 0 || bytes[i - 1] != '\r') return {HeadScan::State::Malformed};
      if (i >= 3 && bytes[i - 2] == '\n') return {HeadScan::State::Complete, i + 1};
    } else if ((i > 0 && bytes[i - 1] == '\r') || (c < ' ' && c != '\t' && c != '\r') || c == 0x7f) {
      return {HeadScan::State::Malformed};
    }
  }
  if (bytes.size() < limit) return {};
  const bool first_line = bytes.substr(0, limit).find('\n') == std::string_view::npos;
  return {first_line ? HeadScan::State::LineTooLong : HeadScan::State::TooLong};
}

MessageParser::MessageParser(const Limits& limits) : beast_(std::make_unique<Beast>()) {
  beast_->parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes + 1024));
  beast_->parser.body_limit(boost::none);  // counted by the connection, by kind of body
}

MessageParser::~MessageParser() = default;
MessageParser::MessageParser(MessageParser&&) noexcept = default;

int MessageParser::parse_head(std::string_view head, Head& parsed) {
  if (!well_shaped(head)) return 400;
  const auto version = head.substr(0, head.find("\r\n"));
  if (!version.ends_with(" HTTP/1.1") && !version.ends_with(" HTTP/1.0")) {
    const auto mark = version.rfind(" HTTP/");
    return mark != std::string_view::npos && version.size() - mark == 9 ? 505 : 400;
  }
  auto& parser = beast_->parser;
  beast::error_code error;
  // Beast knows the unsupported codings and double lengths too; the rules below say which status they get.
  parser.eager(false);
  const auto used = parser.put(boost::asio::buffer(head.data(), head.size()), error);
  const bool refused_by_beast =
      (error && error != beast::http::error::need_more) || used != head.size() || !parser.is_header_done();
  const auto& message = parser.get();
  parsed.method = std::string(view(message.method_string()));
  parsed.target = std::string(view(message.target()));
  parsed.http_1_0 = version.ends_with("0");
  for (const auto& field : message) parsed.headers.emplace_back(view(field.name_string()), view(field.value()));
  const int status = read_framing(parsed);
  if (status != 0) return status;
  return refused_by_beast ? 400 : 0;
}

MessageParser::Step MessageParser::decode(std::string_view in, std::span<char> out) {
  auto& parser = beast_->parser;
  Step step;
  parser.get().body().data = out.data();
  parser.get().body().size = out.size();
  parser.get().body().more = true;
  parser.eager(true);
  beast::error_code error;
  step.consumed = parser.put(boost::asio::buffer(in.data(), in.size()), error);
  step.produced = out.size() - parser.get().body().size;
  const bool waits = error == beast::http::error::need_more || error == beast::http::error::need_buffer;
  step.malformed = error && !waits;
  return step;
}

bool MessageParser::done() const { return beast_->parser.is_done(); }

}  // namespace dumas::http
