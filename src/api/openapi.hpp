// The description of the API, OpenAPI 3.1, made from the routes table and from the same describe() that reads each
// command, so that it cannot drift. Served at /api/v1/openapi.json.
#pragma once

#include <string>
#include <string_view>

namespace dumas::api {

[[nodiscard]] std::string describe_api();  // one JSON document

// Schemas of the answers, a JSON object of name to schema (openapi_answers.cpp). Every answer of the scenario suite is held
// against them.
[[nodiscard]] std::string answer_schemas();

}  // namespace dumas::api
