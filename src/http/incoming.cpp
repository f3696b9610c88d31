// Validation of target and Host, the client's address behind proxies.
#include "http/incoming.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>

#include "http/multipart.hpp"
#include "http/text.hpp"

namespace dumas::http {
namespace {

std::string lowered(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

// name[:port], IPv4[:port] or [IPv6][:port]; no user, no path.
bool valid_host(std::string_view host) {
  std::string_view port;
  if (host.starts_with('[')) {
    const auto end = host.find(']');
    if (end == std::string_view::npos) return false;
    in6_addr address{};
    if (inet_pton(AF_INET6, std::string(host.substr(1, end - 1)).c_str(), &address) != 1) return false;
    port = host.substr(end + 1);
  } else {
    const auto colon = std::min(host.find(':'), host.size());
    const auto name = host.substr(0, colon);
    port = host.substr(colon);
    const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    });
    if (name.empty() || name.size() > 253 || !plain) return false;
  }
  if (port.empty()) return true;
  port.remove_prefix(1);
  unsigned number = 0;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
  return error == std::errc{} && end == port.data() + port.size() && number <= 65535 && port.size() <= 5;
}

std::string_view without_port(std::string_view host) {
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

// One Host, well-formed, known. HTTP/1.0 may leave it out.
int read_host(const Head& head, const std::vector<std::string>& hosts, Request& request) {
  int count = 0;
  for (const auto& [name, value] : head.headers) {
    if (!equals_ignoring_case(name, "Host")) continue;
    ++count;
    request.host = lowered(value);
  }
  if (count == 0 && head.http_1_0) return 0;
  if (count != 1 || !valid_host(request.host)) {
    request.host.clear();
    return 400;
  }
  const auto name = without_port(request.host);
  const bool known = hosts.empty() || std::any_of(hosts.begin(), hosts.end(), [&](const std::string& host) {
                       return equals_ignoring_case(host, name);
                     });
  return known ? 0 : 421;
}

// RFC 9112, 3.2.2: a server takes the absolute form too; here only when it names the same host.
std::optional<std::string_view> origin_form(std::string_view target, const Request& request) {
  if (target.starts_with('/')) return target;
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!equals_ignoring_case(target.substr(0, scheme.size()), scheme)) continue;
    target.remove_prefix(scheme.size());
    const auto slash = std::min(target.find_first_of("/?"), target.size());
    if (lowered(target.substr(0, slash)) != request.host) return std::nullopt;
    target.remove_prefix(slash);
    if (target.empty()) return "/";
    if (target.front() == '/') return target;
  }
  return std::nullopt;
}

// An encoded slash is refused: it would read as a separator after decoding. So are dot segments and controls.
std::optional<std::string> decode_path(std::string_view encoded) {
  auto path = percent_decode(encoded);
  if (!path || !valid_utf8(*path)) return std::nullopt;
  if (std::count(path->begin(), path->end(), '/') != std::count(encoded.begin(), encoded.end(), '/')) return {};
  const bool controls = std::any_of(
      path->begin(), path->end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f || c == '\\'; });
  const std::string closed = *path + "/";
  if (controls || closed.find("/../") != std::string::npos || closed.find("/./") != std::string::npos) return {};
  return path;
}

std::optional<std::string> address_bytes(std::string_view text) {
  const std::string address(text);
  std::string bytes(16, '\0');
  if (inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1) return bytes;
  std::fill_n(bytes.begin() + 10, 2, '\xff');
  if (inet_pton(AF_INET, address.c_str(), bytes.data() + 12) == 1) return bytes;
  return std::nullopt;
}

bool same_prefix(std::string_view a, std::string_view b, unsigned bits) {
  for (std::size_t i = 0; i < 16 && bits > 0; ++i) {
    const unsigned here = std::min(bits, 8u);
    const auto mask = static_cast<unsigned char>(0xFF00u >> here);
    if ((static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i])) & mask) return false;
    bits -= here;
  }
  return true;
}

}  // namespace

int read_request(const Head& head, const Limits& limits, const std::vector<std::string>& hosts, Request& request) {
  request.headers = head.headers;
  for (const auto& [name, value] : head.headers) {
    if (!equals_ignoring_case(name, "Cookie")) continue;
    auto cookies = parse_cookies(value);
    request.cookies.insert(request.cookies.end(), cookies.begin(), cookies.end());
  }
  if (const int status = read_host(head, hosts, request)) return status;
  const auto method = method_from(head.method);
  if (!method) return 501;
  request.method = *method;
  if (head.target == "*" && *method == Method::Options) {
    request.target = request.path = "*";
    return 0;
  }
  const auto target = origin_form(head.target, request);
  if (!target || target->find_first_of("#\\") != std::string_view::npos) return 400;
  request.target = std::string(*target);
  const auto question = std::min(target->find('?'), target->size());
  auto path = decode_path(target->substr(0, question));
  if (!path) return 400;
  request.path = std::move(*path);
  if (question == target->size()) return 0;
  auto query = Form::from_urlencoded(target->substr(question + 1), limits.form_fields);
  if (!query || !query->broken().empty()) return 400;
  request.query = std::move(*query);
  return 0;
}

BodyPlan plan_body(const Head& head, const Request& request, const Limits& limits) {
  if (!head.has_body()) return {};
  const auto coding = request.header("Content-Encoding");
  if (coding && !equals_ignoring_case(*coding, "identity")) return {.refused = 415};
  BodyPlan plan{.kind = BodyKind::Raw};
  const auto type = request.content_type();
  if (type == "application/x-www-form-urlencoded") plan.kind = BodyKind::Urlencoded;
  if (type == "multipart/form-data") {
    auto boundary = MultipartParser::boundary_of(request.header("Content-Type").value_or(""));
    if (!boundary) return {.refused = 400};
    plan = {.kind = BodyKind::Multipart, .boundary = std::move(*boundary)};
  }
  const auto limit = plan.kind == BodyKind::Multipart ? limits.total_bytes : limits.body_bytes;
  if (head.content_length > limit) plan.refused = 413;
  return plan;
}

TrustedProxies::TrustedProxies(const std::vector<std::string>& entries) {
  for (const std::string& entry : entries) {
    const auto slash = std::min(entry.find('/'), entry.size());
    const auto bytes = address_bytes(std::string_view(entry).substr(0, slash));
    const bool v4 = entry.find(':') == std::string::npos;
    unsigned prefix = v4 ? 32 : 128;
    if (slash < entry.size()) {
      const char* const last = entry.data() + entry.size();
      unsigned given = 0;
      const auto [end, error] = std::from_chars(entry.data() + slash + 1, last, given);
      if (error != std::errc{} || end != last || given > prefix) throw std::invalid_argument("not a network: " + entry);
      prefix = given;
    }
    if (!bytes) throw std::invalid_argument("not an address: " + entry);
    networks_.push_back({*bytes, v4 ? prefix + 96 : prefix});
  }
}

bool TrustedProxies::trusts(std::string_view address) const {
  const auto bytes = address_bytes(address);
  return bytes && std::any_of(networks_.begin(), networks_.end(), [&](const Network& network) {
           return same_prefix(*bytes, network.bytes, network.prefix);
         });
}

std::string TrustedProxies::client(const std::string& peer, const Request& request) const {
  if (networks_.empty() || !trusts(peer)) return peer;
  std::string hops;
  for (const auto& [name, value] : request.headers) {
    if (equals_ignoring_case(name, "X-Forwarded-For")) hops += (hops.empty() ? "" : ",") + value;
  }
  std::string client = peer;
  std::string_view rest = hops;
  while (!rest.empty()) {
    const auto comma = rest.rfind(',');
    const auto hop = trimmed(comma == std::string_view::npos ? rest : rest.substr(comma + 1));
    rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(0, comma);
    if (!address_bytes(hop)) break;
    client = std::string(hop);
    if (!trusts(hop)) break;
  }
  return client;
}

}  // namespace dumas::http
