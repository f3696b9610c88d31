// Route patterns and a router over them: which handler answers a method and a path.
// web/ and api/ keep the one routes table; they may use RoutePattern alone or Router whole.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/request.hpp"
#include "http/response.hpp"

namespace dumas::http {

using PathParameters = std::vector<std::pair<std::string, std::string>>;

// `/kasus/{id}/dokumen/{doc}`: literal segments and parameters that take one non-empty segment each.
// `/aset/{path*}`, last only, takes the rest of the path, slashes included.
class RoutePattern {
 public:
  // Throws std::invalid_argument on a malformed pattern: patterns are written in the code.
  explicit RoutePattern(std::string_view pattern);

  [[nodiscard]] std::optional<PathParameters> match(std::string_view path) const;
  [[nodiscard]] const std::string& text() const { return text_; }
  // Lower is more specific, so that /kasus/baru is tried before /kasus/{id}.
  friend bool more_specific(const RoutePattern& a, const RoutePattern& b);

 private:
  enum class Kind { Literal, Parameter, Rest };
  struct Segment {
    Kind kind;
    std::string text;
  };
  std::string text_;
  std::vector<Segment> segments_;
};

class Router {
 public:
  using MethodNotAllowed = std::function<Response(const Request&, const std::string& allow)>;

  Router& add(Method method, std::string_view pattern, Handler handler);
  // Pages for what no route answers; plain short texts when not set. Allow is set on the answer in any case.
  Router& not_found(Handler handler);
  Router& method_not_allowed(MethodNotAllowed handler);

  // Answers: the handler's response, 404, 405 with Allow, 204 with Allow for OPTIONS. HEAD is answered from GET
  // (the server leaves the body out). The handler sees the request with its parameters.
  [[nodiscard]] Response operator()(const Request& request) const;

 private:
  struct Route {
    Method method;
    RoutePattern pattern;
    Handler handler;
  };
  std::vector<Route> routes_;
  Handler not_found_;
  MethodNotAllowed method_not_allowed_;
};

}  // namespace dumas::http
