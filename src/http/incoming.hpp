// From a parsed head to a Request: method, target, Host, query, cookies, the client's address; and how its body is to
// be read. Pure. Used by request_reading.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/limits.hpp"
#include "http/message_parser.hpp"
#include "http/request.hpp"

namespace dumas::http {

// Networks whose word about the client's address is believed.
class TrustedProxies {
 public:
  // Throws std::invalid_argument on an entry that is no address or network.
  explicit TrustedProxies(const std::vector<std::string>& entries);
  [[nodiscard]] bool trusts(std::string_view address) const;
  // The last hop of X-Forwarded-For that is not a trusted proxy; `peer` when the peer itself is not one.
  [[nodiscard]] std::string client(const std::string& peer, const Request& request) const;

 private:
  struct Network {
    std::string bytes;  // 16, IPv4 mapped
    unsigned prefix;
  };
  std::vector<Network> networks_;
};

// Fills `request` as far as it is understood. 0, or the status to refuse with: 400, 421, 501.
int read_request(const Head& head, const Limits& limits, const std::vector<std::string>& hosts, Request& request);

enum class BodyKind { None, Raw, Urlencoded, Multipart };
struct BodyPlan {
  BodyKind kind = BodyKind::None;
  std::string boundary{};
  int refused = 0;  // 400, 413, 415 before a byte of the body is read
};
BodyPlan plan_body(const Head& head, const Request& request, const Limits& limits);

}  // namespace dumas::http
