// The description names every route and every command, and each $ref of it leads somewhere.
#include "api/openapi.hpp"

#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <string>

#include "api/routes.hpp"
#include "api/status.hpp"
#include "complaint/meeting.hpp"

using namespace dumas;
using namespace dumas::api;
namespace json = boost::json;

namespace {

const json::object& description() {
  static const json::value parsed = json::parse(describe_api());
  return parsed.as_object();
}

const json::object& schemas() { return description().at("components").at("schemas").as_object(); }

void check_references(const json::value& value) {
  if (const auto* list = value.if_array())
    for (const auto& entry : *list) check_references(entry);
  const auto* object = value.if_object();
  if (!object) return;
  for (const auto& [key, inner] : *object) {
    if (key == "$ref") {
      const std::string target{inner.as_string()};
      constexpr std::string_view prefix = "#/components/schemas/";
      REQUIRE(target.starts_with(prefix));
      CHECK_MESSAGE(schemas().contains(target.substr(prefix.size())), target);
    } else {
      check_references(inner);
    }
  }
}

}  // namespace

TEST_CASE("every row of the routes table stands in the description") {
  const auto& paths = description().at("paths").as_object();
  std::size_t operations = 0;
  for (const auto& [path, methods] : paths) operations += methods.as_object().size();
  CHECK(operations == routes().size());
  for (const auto& route : routes()) {
    std::string method{http::to_string(route.method)};
    for (char& c : method) c = static_cast<char>(std::tolower(c));
    REQUIRE_MESSAGE(paths.contains(route.pattern), route.pattern);
    const auto& operation = paths.at(route.pattern).at(method).as_object();
    CHECK(operation.at("operationId").as_string() == json::string_view{route.operation.data(), route.operation.size()});
    CHECK(operation.at("responses").as_object().contains(std::to_string(route.success)));
    CHECK(operation.contains("requestBody") == (route.body != Body::None));
    CHECK(operation.at("security").as_array().size() == (route.entrance == Entrance::Everyone ? 2 : 1));
  }
}

TEST_CASE("every command has its own schema with its required fields") {
  for (const auto& [kind, word] : Names<complaint::CommandKind>::table) {
    CHECK_MESSAGE(schemas().contains("command_" + std::string{word}), word);
    CHECK_MESSAGE(schemas().contains("fields_" + std::string{word}), word);
  }
  CHECK(schemas().at("Command").at("oneOf").as_array().size() == Names<complaint::CommandKind>::table.size());
  CHECK(schemas().at("MeetingCommand").at("oneOf").as_array().size() == 2);
  const auto& fields = schemas().at("fields_register").as_object();
  CHECK(fields.at("required") == json::array{"subject", "category", "urgency", "secrecy"});
  CHECK(fields.at("properties").at("subject").at("maxLength") == 200);
  CHECK(fields.at("properties").at("category").at("enum").as_array().size() == 20);
}

TEST_CASE("a citizen need not name the channel") {
  for (const auto& name : schemas().at("Complaint").at("required").as_array()) CHECK(name != "channel");
  CHECK(schemas().at("Complaint").at("required").as_array().size() == 3);
}

TEST_CASE("references lead somewhere") { check_references(description()); }

TEST_CASE("a refusal's first word gives the status") {
  CHECK(status_of("MISSING_DOC:PLENARY_MINUTES") == 422);
  CHECK(status_of("WRONG_STATE") == 409);
  CHECK(status_of("VERSION_CONFLICT") == 409);
  CHECK(status_of("WRONG_ROLE") == 403);
  CHECK(status_of("NOT_FOUND") == 404);
  CHECK(status_of("TRY_LATER") == 429);
  CHECK(status_of("ACTOR_RULE_PENDING:CHAIR") == 422);
  CHECK(status_of("DISK_FULL") == 507);
}
