// The door of the API: the token, the entrance of the row, and what becomes of exceptions.
#include <memory>

#include "api/routes.hpp"
#include "app/log.hpp"
#include "http/router.hpp"
#include "http/text.hpp"
#include "store/damage.hpp"
#include "store/write_queue.hpp"

namespace dumas::api {
namespace {

// "en-GB,en;q=0.9,id;q=0.8" -> English: the first of our two in the order the client wrote them.
std::optional<Language> accepted(const http::Request& request) {
  const std::string list = request.header("Accept-Language").value_or("");
  for (std::size_t from = 0; from < list.size();) {
    const auto end = std::min(list.find(',', from), list.size());
    const auto tag = http::trimmed(std::string_view{list}.substr(from, end - from));
    if (const auto language = language_from(tag.substr(0, tag.find_first_of("-;")))) return language;
    from = end + 1;
  }
  return std::nullopt;
}

Language language_of(const http::Request& request) { return accepted(request).value_or(Language::Indonesian); }

void harden(http::Response& response) {
  if (!response.header("Cache-Control")) response.set_header("Cache-Control", "no-store");
  if (!response.header("Content-Security-Policy"))
    response.set_header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  response.set_header("X-Content-Type-Options", "nosniff");
  response.add_header("Vary", "Accept-Language, Authorization");
}

class Guard {
 public:
  Guard(ApiSite& site, const Route& route) : site_(site), route_(route) {}

  http::Response operator()(const http::Request& request) const {
    Call call{.site = site_, .request = request, .language = language_of(request)};
    http::Response response = answer(call);
    harden(response);
    return response;
  }

 private:
  http::Response answer(Call& call) const {
    try {
      return admit(call);
    } catch (const store::Overloaded&) {
      return refuse(call, {.code = "OVERLOADED", .key = "error.too_busy"});
    } catch (const store::Damaged& damaged) {
      return withheld(call, damaged.what());
    } catch (const store::DatabaseError& error) {
      if (error.kind() == store::DatabaseErrorKind::Corrupt) return withheld(call, error.what());
      if (error.kind() == store::DatabaseErrorKind::DiskFull)
        return refuse(call, {.code = "DISK_FULL", .key = "error.disk_full"});
      if (error.kind() == store::DatabaseErrorKind::Busy || error.kind() == store::DatabaseErrorKind::NoMemory)
        return refuse(call, {.code = "OVERLOADED", .key = "error.too_busy"});
      if (error.kind() == store::DatabaseErrorKind::Away)
        return refuse(call, {.code = "DATABASE_AWAY", .key = "error.database_away"});
      if (error.kind() == store::DatabaseErrorKind::InDoubt)
        return refuse(call, {.code = "OUTCOME_UNKNOWN", .key = "error.outcome_unknown"});
      throw;
    }
  }

  // The damaged case is not given out; the others are.
  static http::Response withheld(const Call& call, std::string_view what) {
    app::log(app::LogLevel::Error, "damaged, withheld", {{"request", call.request.id}, {"what", std::string{what}}});
    return refuse(call, {.code = "DAMAGED", .key = "error.damaged"});
  }

  http::Response admit(Call& call) const {
    const auto header = call.request.header("Authorization");
    if (header) {
      call.staff = who(*header);
      if (!call.staff) return refuse(call, {.code = "UNAUTHENTICATED", .key = "api.token"});
      if (!accepted(call.request)) call.language = call.staff->language;
    }
    switch (route_.entrance) {
      case Entrance::Everyone: return route_.endpoint(call);
      case Entrance::Staff:
      case Entrance::Permitted:
        if (!call.staff) return refuse(call, {.code = "UNAUTHENTICATED", .key = "api.token"});
        if (route_.permission && !call.staff->may(*route_.permission)) return refuse(call, not_found());
        return route_.endpoint(call);
    }
    return refuse(call, not_found());
  }

  [[nodiscard]] std::optional<app::SignedIn> who(std::string_view header) const {
    constexpr std::string_view scheme = "bearer ";
    if (header.size() <= scheme.size() || !http::equals_ignoring_case(header.substr(0, scheme.size()), scheme))
      return std::nullopt;
    return site_.desk.sessions.bearer(http::trimmed(header.substr(scheme.size())));
  }

  ApiSite& site_;
  const Route& route_;
};

// What the server found wrong before an endpoint was asked, in the words of the API.
Refusal refusal_of(int status) {
  switch (status) {
    case 404: return {.code = "NOT_FOUND", .key = "api.no_such_path"};
    case 405: return {.code = "METHOD_NOT_ALLOWED", .key = "api.method"};
    case 408: return {.code = "TIMEOUT", .key = "api.timeout"};
    case 413: return {.code = "TOO_LARGE", .key = "api.too_large"};
    case 500: return {.code = "FAULT", .key = "api.fault"};
    case 503: return {.code = "OVERLOADED", .key = "error.too_busy"};
    default:  // 400, 414, 417, 421, 431, 501, 505: faults of the request's own shape
      return {.code = "BAD_REQUEST", .key = "api.bad_request"};
  }
}

}  // namespace

http::Response refused_by_server(ApiSite& site, int status, const http::Request& head) {
  auto response = refuse({.site = site, .request = head, .language = language_of(head)}, refusal_of(status));
  response.status = status;
  harden(response);
  return response;
}

http::Handler make_api_handler(ApiSite& site) {
  auto router = std::make_shared<http::Router>();
  for (const Route& route : routes())
    router->add(route.method, std::string{api_prefix} + std::string{route.pattern}, Guard{site, route});
  router->not_found([&site](const http::Request& request) { return refused_by_server(site, 404, request); });
  router->method_not_allowed(
      [&site](const http::Request& request, const std::string&) { return refused_by_server(site, 405, request); });
  return [router](const http::Request& request) { return (*router)(request); };
}

}  // namespace dumas::api
