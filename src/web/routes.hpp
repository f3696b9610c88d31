// The one routes table of the pages: method, path, who may come in, whether the form token is checked, and the page.
// A test walks every row as every role (tests/web/routes_test.cpp). The JSON API has its own in api/routes.cpp.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "complaint/permissions.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "web/visit.hpp"

namespace dumas::web {

using Page = http::Response (*)(Site&, const Visit&);

enum class Entrance {
  Everyone,  // citizens and staff
  Staff,     // any signed-in member of staff
  Permitted  // staff whose role has the row's permission; others get 404: what a role may not see does not exist
};

enum class FormToken { None, Checked };  // every POST is Checked

struct Route {
  http::Method method;
  std::string_view pattern;
  Entrance entrance;
  std::optional<complaint::Permission> permission;
  FormToken form_token;
  Page page;
};

[[nodiscard]] std::span<const Route> routes();

// Sign-in, language, CSRF, security headers, errors and the table above, as one handler for the server.
[[nodiscard]] http::Handler make_site_handler(Site&);

// The page for what the server itself refuses (http::Options::on_refused) and for faults (on_error, 500).
[[nodiscard]] http::Response refused_by_server(Site&, int status, const http::Request& head);

}  // namespace dumas::web
