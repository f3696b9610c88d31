// Matching of paths against patterns, and the answers for what no route takes.
#include "http/router.hpp"

#include <algorithm>
#include <stdexcept>

namespace dumas::http {
namespace {

// The segment at the front of `rest` (which stands behind a '/'), cutting it off with its following slash.
std::string_view next_segment(std::string_view& rest, bool& more) {
  const auto end = rest.find('/');
  more = end != std::string_view::npos;
  const auto segment = rest.substr(0, end);
  rest.remove_prefix(more ? end + 1 : rest.size());
  return segment;
}

}  // namespace

Router& Router::add(Method method, std::string_view pattern, Handler handler) {
  routes_.push_back({method, RoutePattern(pattern), std::move(handler)});
  return *this;
}

Router& Router::not_found(Handler handler) { return not_found_ = std::move(handler), *this; }

Router& Router::method_not_allowed(MethodNotAllowed handler) { return method_not_allowed_ = std::move(handler), *this; }

Response Router::operator()(const Request& request) const {
  const Method wanted = request.method == Method::Head ? Method::Get : request.method;
  const Route* best = nullptr;
  PathParameters parameters;
  std::vector<std::string_view> allowed;
  const auto allow = [&](std::string_view name) {
    if (std::find(allowed.begin(), allowed.end(), name) == allowed.end()) allowed.push_back(name);
  };
  for (const Route& route : routes_) {
    auto match = route.pattern.match(request.path);
    if (!match) continue;
    allow(to_string(route.method));
    if (route.method == Method::Get) allow("HEAD");
    if (route.method != wanted || (best && !more_specific(route.pattern, best->pattern))) continue;
    best = &route;
    parameters = std::move(*match);
  }
  if (best) {
    if (parameters.empty()) return best->handler(request);
    Request found = request;
    found.parameters = std::move(parameters);
    return best->handler(found);
  }
  if (allowed.empty()) {
    return not_found_ ? not_found_(request) : text(404, "Halaman tidak ditemukan. / Page not found.\n");
  }
  allow("OPTIONS");
  std::string list;
  for (const auto name : allowed) list += (list.empty() ? "" : ", ") + std::string(name);
  Response response;
  if (request.method == Method::Options) {
    response.status = 204;
  } else if (method_not_allowed_) {
    response = method_not_allowed_(request, list);
  } else {
    response = text(405, "Cara ini tidak dilayani di sini. / Method not allowed here.\n");
  }
  response.set_header("Allow", list);
  return response;
}

RoutePattern::RoutePattern(std::string_view pattern) : text_(pattern) {
  const auto refuse = [&] { throw std::invalid_argument("not a route pattern: " + text_); };
  if (pattern.empty() || pattern.front() != '/') refuse();
  pattern.remove_prefix(1);
  for (bool more = true; more;) {
    if (!segments_.empty() && segments_.back().kind == Kind::Rest) refuse();
    const auto segment = next_segment(pattern, more);
    if (segment.empty() || segment.front() != '{') {
      if (segment.find_first_of("{}") != std::string_view::npos) refuse();
      segments_.push_back({Kind::Literal, std::string(segment)});
      continue;
    }
    if (segment.size() < 3 || segment.back() != '}') refuse();
    auto name = segment.substr(1, segment.size() - 2);
    const bool rest = name.back() == '*';
    if (rest) name.remove_suffix(1);
    if (name.empty() || name.find_first_of("{}*") != std::string_view::npos) refuse();
    segments_.push_back({rest ? Kind::Rest : Kind::Parameter, std::string(name)});
  }
}

std::optional<PathParameters> RoutePattern::match(std::string_view path) const {
  if (path.empty() || path.front() != '/') return std::nullopt;
  path.remove_prefix(1);
  PathParameters parameters;
  bool more = true;
  for (const Segment& segment : segments_) {
    if (!more) return std::nullopt;
    switch (segment.kind) {
      case Kind::Rest:
        if (path.empty()) return std::nullopt;
        parameters.emplace_back(segment.text, path);
        return parameters;
      case Kind::Literal:
        if (next_segment(path, more) != segment.text) return std::nullopt;
        break;
      case Kind::Parameter: {
        const auto value = next_segment(path, more);
        if (value.empty()) return std::nullopt;
        parameters.emplace_back(segment.text, value);
        break;
      }
    }
  }
  if (more) return std::nullopt;
  return parameters;
}

bool more_specific(const RoutePattern& a, const RoutePattern& b) {
  return std::lexicographical_compare(a.segments_.begin(), a.segments_.end(), b.segments_.begin(), b.segments_.end(),
                                      [](const auto& x, const auto& y) { return x.kind < y.kind; });
}

}  // namespace dumas::http
