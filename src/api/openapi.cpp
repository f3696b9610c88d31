#include "api/openapi.hpp"

#include <boost/json.hpp>

#include "api/delegation_fields.hpp"
#include "api/endpoints.hpp"
#include "api/routes.hpp"
#include "complaint/meeting.hpp"
#include "store/security_log.hpp"

namespace dumas::api {
namespace {

namespace json = boost::json;
using complaint::FieldSpec;
using complaint::Need;

constexpr std::string_view id_pattern = "^[0-9a-hjkmnp-tv-zA-HJKMNP-TV-Z]{13}$";

json::object reference(std::string_view schema) { return {{"$ref", "#/components/schemas/" + std::string{schema}}}; }

json::object id_schema() { return {{"type", "string"}, {"pattern", id_pattern}}; }

// Writes the schema of what describe() names.
class SchemaWriter : public complaint::Fields {
 public:
  void text(const FieldSpec& spec, std::string&) override { add(spec, bounded_text(spec)); }
  void texts(const FieldSpec& spec, std::vector<std::string>&) override {
    add_list(spec, {{"type", "string"}, {"maxLength", 4000}});
  }
  void integer(const FieldSpec& spec, std::int64_t&) override {
    add(spec, {{"type", "integer"}, {"minimum", 0}, {"maximum", spec.max}});
  }
  void date(const FieldSpec& spec, std::optional<Date>&) override {
    add(spec, {{"type", "string"}, {"format", "date"}});
  }
  void flag(const FieldSpec& spec, bool&) override { add(spec, {{"type", "boolean"}}); }
  void choice(const FieldSpec& spec, std::span<const std::string_view> words, std::string&) override {
    add(spec, one_of(words));
  }
  void choices(const FieldSpec& spec, std::span<const std::string_view> words, std::vector<std::string>&) override {
    json::object list{{"type", "array"}, {"items", one_of(words)}};
    if (spec.need == Need::Required) list["minItems"] = 1;
    add(spec, std::move(list));
  }
  void files(const FieldSpec& spec, std::vector<FileId>&) override { add_list(spec, id_schema()); }
  void users(const FieldSpec& spec, std::vector<UserId>&) override { add_list(spec, user_schema()); }
  void user(const FieldSpec& spec, UserId&) override { add(spec, user_schema()); }
  void meeting(const FieldSpec& spec, MeetingId&) override { add(spec, id_schema()); }

  [[nodiscard]] json::object schema() const {
    json::object object{{"type", "object"}, {"additionalProperties", false}, {"properties", properties_}};
    if (!required_.empty()) object["required"] = required_;
    return object;
  }
  [[nodiscard]] bool has_required() const { return !required_.empty(); }

 private:
  static json::object bounded_text(const FieldSpec& spec) {
    json::object text{{"type", "string"}, {"maxLength", spec.max}};
    if (spec.need == Need::Required) text["minLength"] = 1;
    return text;
  }
  static json::object one_of(std::span<const std::string_view> words) {
    json::array values;
    for (const auto word : words) values.emplace_back(word);
    return {{"type", "string"}, {"enum", std::move(values)}};
  }
  static json::object user_schema() { return {{"type", "string"}, {"description", "login or id"}}; }

  void add(const FieldSpec& spec, json::object schema) {
    properties_[spec.name] = std::move(schema);
    if (spec.need == Need::Required) required_.emplace_back(spec.name);
  }
  void add_list(const FieldSpec& spec, json::object item) {
    json::object list{{"type", "array"}, {"items", std::move(item)}, {"maxItems", spec.max}};
    if (spec.need == Need::Required) list["minItems"] = 1;
    add(spec, std::move(list));
  }

  json::object properties_;
  json::array required_;
};

template <class Described>
SchemaWriter written(Described described) {
  SchemaWriter writer;
  described.describe(writer);
  return writer;
}

// One alternative of the envelope: the command's word and its own fields.
json::object envelope(std::string_view word, const SchemaWriter& fields, json::object& schemas,
                      std::span<const std::string_view> roles) {
  const std::string own = "fields_" + std::string{word};
  schemas[own] = fields.schema();
  json::array words;
  for (const auto role : roles) words.emplace_back(role);
  json::array required{"command"};
  if (fields.has_required()) required.emplace_back("fields");
  return {{"type", "object"},
          {"additionalProperties", false},
          {"required", std::move(required)},
          {"properties",
           {{"command", {{"const", word}}},
            {"fields", reference(own)},
            {"expected_version",
             {{"type", "integer"}, {"description", "the version you saw; another one gives VERSION_CONFLICT"}}},
            {"as", {{"type", "string"}, {"enum", std::move(words)}, {"description", "in which of your roles"}}}}}};
}

template <class Kind>
json::object envelopes(json::object& schemas) {
  json::array alternatives;
  const auto roles = all_names<complaint::Role>();
  for (const auto& [kind, word] : Names<Kind>::table) {
    auto command = complaint::make_command(kind);
    SchemaWriter fields;
    complaint::describe(command, fields);
    const std::string own = "command_" + std::string{word};
    schemas[own] = envelope(word, fields, schemas, roles);
    alternatives.push_back(reference(own));
  }
  return {{"oneOf", std::move(alternatives)}};
}

json::object error_schema() {
  const json::object text{{"type", "string"}};
  const json::object text_or_null{{"type", json::array{"string", "null"}}};
  const json::object one{{"type", "object"},
                         {"required", json::array{"code", "field", "message"}},
                         {"properties", {{"code", text}, {"field", text_or_null}, {"message", text}}}};
  json::object whole = one;
  whole["properties"].get_object()["others"] = {{"type", "array"}, {"items", one}};
  return {{"type", "object"},
          {"additionalProperties", false},
          {"required", json::array{"error"}},
          {"properties", {{"error", whole}}}};
}

json::object schemas() {
  json::object all = json::parse(answer_schemas()).get_object();
  all["Complaint"] = written(complaint::SubmitComplaint{}).schema();
  // A citizen's channel is the web unless he says so himself.
  auto& required = all["Complaint"].get_object()["required"].get_array();
  for (auto entry = required.begin(); entry != required.end(); ++entry)
    if (entry->get_string() == "channel") {
      required.erase(entry);
      break;
    }
  all["Message"] = written(complaint::SendMessage{}).schema();
  all["MeetingCall"] = written(complaint::CallMeeting{}).schema();
  all["NewDelegation"] = written(DelegationFields{}).schema();
  all["Command"] = envelopes<complaint::CommandKind>(all);
  all["MeetingCommand"] = envelopes<complaint::MeetingCommandKind>(all);
  all["Error"] = error_schema();
  return all;
}

json::object content(std::string_view type, json::object schema) { return {{type, {{"schema", std::move(schema)}}}}; }

json::object with_files(std::string_view part, std::string_view schema) {
  auto both = content("application/json", reference(schema));
  json::object text{{"type", "string"}, {"contentMediaType", "application/json"}, {"contentSchema", reference(schema)}};
  json::object files{{"type", "array"},
                     {"items", {{"type", "string"}, {"contentMediaType", "application/octet-stream"}}}};
  both["multipart/form-data"] = {{"schema",
                                  {{"type", "object"},
                                   {"required", json::array{part}},
                                   {"properties", {{part, std::move(text)}, {"evidence", std::move(files)}}}}}};
  return both;
}

json::object body_content(Body body) {
  switch (body) {
    case Body::None: return {};
    case Body::Complaint: return with_files("complaint", "Complaint");
    case Body::Message: return with_files("message", "Message");
    case Body::Command: return content("application/json", reference("Command"));
    case Body::Meeting: return content("application/json", reference("MeetingCall"));
    case Body::MeetingCommand: return content("application/json", reference("MeetingCommand"));
    case Body::Delegation: return content("application/json", reference("NewDelegation"));
    case Body::File:
      return content(
          "multipart/form-data",
          {{"type", "object"},
           {"required", json::array{"file"}},
           {"properties", {{"file", {{"type", "string"}, {"contentMediaType", "application/octet-stream"}}}}}});
  }
  return {};
}

json::object input_schema(std::string_view name) {
  const auto enumeration = [](const std::vector<std::string_view>& words) {
    json::array values;
    for (const auto word : words) values.emplace_back(word);
    return json::object{{"type", "string"}, {"enum", std::move(values)}};
  };
  if (name == "status") return enumeration(all_names<complaint::Status>());
  if (name == "category") return enumeration(all_names<complaint::Category>());
  if (name == "kind") return enumeration(all_names<store::SecurityKind>());
  if (name == "open" || name == "late" || name == "reveal") return {{"type", "boolean"}};
  if (name == "limit" || name == "year" || name == "month") return {{"type", "integer"}};
  if (name == "since") return {{"type", "string"}, {"format", "date"}};
  if (name == "before") return id_schema();
  return {{"type", "string"}};
}

// Headers are written with a capital, parameters of the query without.
void add_inputs(std::string_view inputs, json::array& parameters) {
  while (!inputs.empty()) {
    const auto end = std::min(inputs.find(' '), inputs.size());
    const auto name = inputs.substr(0, end - 1);
    const bool header = name.front() >= 'A' && name.front() <= 'Z';
    parameters.push_back(json::object{{"name", name},
                                      {"in", header ? "header" : "query"},
                                      {"required", inputs[end - 1] == '!'},
                                      {"schema", input_schema(name)}});
    inputs.remove_prefix(std::min(end + 1, inputs.size()));
  }
}

void add_path_parameters(std::string_view pattern, json::array& parameters) {
  for (auto from = pattern.find('{'); from != std::string_view::npos; from = pattern.find('{', from + 1)) {
    const auto name = pattern.substr(from + 1, pattern.find('}', from) - from - 1);
    parameters.push_back(json::object{{"name", name},
                                      {"in", "path"},
                                      {"required", true},
                                      {"schema", name == "code" ? json::object{{"type", "string"}} : id_schema()}});
  }
}

json::object good_answer(const Route& route) {
  json::object good{{"description", route.summary}};
  if (!route.answer.empty())
    good["content"] = content("application/json", reference(route.answer));
  else if (route.success == 200)
    good["content"] =
        content(route.pattern == "/openapi.json" ? "application/json" : "application/octet-stream", json::object{});
  return good;
}

json::object operation(const Route& route) {
  json::array parameters;
  add_path_parameters(route.pattern, parameters);
  add_inputs(route.inputs, parameters);
  json::object answers{
      {std::to_string(route.success), good_answer(route)},
      {"default", {{"description", "Refused"}, {"content", content("application/json", reference("Error"))}}}};
  json::object described{
      {"operationId", route.operation}, {"summary", route.summary}, {"parameters", parameters}, {"responses", answers}};
  if (route.body != Body::None) described["requestBody"] = {{"required", true}, {"content", body_content(route.body)}};
  const json::object token{{"token", json::array{}}};
  switch (route.entrance) {
    case Entrance::Everyone: described["security"] = json::array{json::object{}, token}; break;
    case Entrance::Staff:
    case Entrance::Permitted: described["security"] = json::array{token}; break;
  }
  if (route.permission) described["x-permission"] = name(*route.permission);
  return described;
}

std::string lower(std::string_view method) {
  std::string small{method};
  for (char& c : small) c = static_cast<char>(c - 'A' + 'a');
  return small;
}

}  // namespace

std::string describe_api() {
  json::object paths;
  for (const Route& route : routes()) {
    auto& path = paths[route.pattern];
    if (!path.is_object()) path.emplace_object();
    path.get_object()[lower(http::to_string(route.method))] = operation(route);
  }
  const json::object document{
      {"openapi", "3.1.0"},
      {"info",
       {{"title", "Dumas"}, {"version", "1"}, {"description", "Public complaints of an office, handled by its SOP."}}},
      {"servers", json::array{json::object{{"url", api_prefix}}}},
      {"paths", paths},
      {"components",
       {{"securitySchemes",
         {{"token", {{"type", "http"}, {"scheme", "bearer"}, {"description", "from `dumas token add LOGIN`"}}}}},
        {"schemas", schemas()}}}};
  return json::serialize(document);
}

http::Response show_description(const Call&) {
  static const std::string description = describe_api();
  auto response = http::json(200, description);
  response.set_header("Cache-Control", "public, max-age=300");
  return response.compress();
}

}  // namespace dumas::api
