// The one routes table of the API: method, path, who may come in, which endpoint answers, and what the description says
// of it. The guard walks it to answer, openapi.cpp to describe, the tests to try every row as every role.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "api/call.hpp"

namespace dumas::api {

enum class Entrance {
  Everyone,  // no token needed; a token that is sent must be good
  Staff,     // any member of staff with a token
  Permitted  // staff whose role has the row's permission; others get 404: what a role may not see does not exist
};

// What the body holds; the description's schema is made from the same describe() that reads it.
enum class Body { None, Complaint, Message, Command, Meeting, MeetingCommand, Delegation, File };

struct Route {
  http::Method method;
  std::string_view pattern;  // below api_prefix
  Entrance entrance;
  std::optional<complaint::Permission> permission;
  Endpoint endpoint;
  std::string_view operation, summary;  // of the description
  Body body;
  int success;              // status of the good answer
  std::string_view answer;  // its schema in openapi_answers.cpp; "": no JSON
  std::string_view
      inputs;  // query parameters and headers, "status? late? X-Complaint-PIN!"; ! required; see openapi.cpp
};

[[nodiscard]] std::span<const Route> routes();

}  // namespace dumas::api
