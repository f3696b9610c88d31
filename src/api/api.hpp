// The JSON API under /api/v1: the same commands and queries as the pages, for programs. Wired by main beside the site's
// handler; everything it can do stands in the one table of routes.cpp and, made from it, in /api/v1/openapi.json.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "app/application.hpp"
#include "app/desk.hpp"
#include "base/language.hpp"
#include "base/result.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace dumas::api {

inline constexpr std::string_view api_prefix = "/api/v1";

// What all calls share. Lives as long as the server.
struct ApiSite {
  app::Application& app;
  app::Desk& desk;
  // The catalogue's sentence of a refusal's key with its arguments. Thread-safe, touches no disk.
  std::function<std::string(Language, const Refusal&)> sentence;
};

// Answers every path below api_prefix, unknown ones with a JSON 404. Throws what the server's on_error is to see: bugs,
// and a database that failed for good.
[[nodiscard]] http::Handler make_api_handler(ApiSite&);

// The answer of the server's own refusals (http::Options::on_refused) and of faults (on_error, 500) below api_prefix.
[[nodiscard]] http::Response refused_by_server(ApiSite&, int status, const http::Request& head);

}  // namespace dumas::api
