// Schemas of the answers. Kept beside the code by the scenario suite, which holds every answer against them: a member
// that is missing here, or one that no answer has, fails there.
#include <boost/json.hpp>
#include <utility>
#include <vector>

#include "api/openapi.hpp"
#include "app/citizen_view.hpp"
#include "complaint/commands.hpp"
#include "complaint/events.hpp"
#include "complaint/sop.hpp"
#include "store/security_log.hpp"

namespace dumas::api {
namespace {

namespace json = boost::json;

using Member = std::pair<std::string_view, json::object>;

json::object typed(std::string_view type) { return {{"type", type}}; }
json::object or_null(json::object schema) {
  schema["type"] = json::array{schema["type"], "null"};
  if (auto* words = schema.if_contains("enum")) words->get_array().emplace_back(nullptr);
  return schema;
}
json::object text() { return typed("string"); }
json::object number() { return typed("integer"); }
json::object flag() { return typed("boolean"); }
json::object date() { return {{"type", "string"}, {"format", "date"}}; }
json::object moment() { return {{"type", "string"}, {"format", "date-time"}}; }
json::object list(json::object item) { return {{"type", "array"}, {"items", std::move(item)}}; }
json::object ref(std::string_view schema) { return {{"$ref", "#/components/schemas/" + std::string{schema}}}; }

template <class E>
json::object word() {
  json::array words;
  for (const auto known : all_names<E>()) words.emplace_back(known);
  return {{"type", "string"}, {"enum", std::move(words)}};
}

// Every member is always there; what there is not is null.
json::object object(const std::vector<Member>& members) {
  json::object properties;
  json::array required;
  for (const auto& [name, schema] : members) {
    properties[name] = schema;
    required.emplace_back(name);
  }
  return {{"type", "object"},
          {"additionalProperties", false},
          {"required", std::move(required)},
          {"properties", std::move(properties)}};
}

std::vector<Member> row_members() {
  using namespace complaint;
  return {{"id", text()},
          {"version", number()},
          {"status", word<Status>()},
          {"subject", text()},
          {"damaged", flag()},
          {"channel", word<Channel>()},
          {"disclosure", word<Disclosure>()},
          {"category", or_null(word<Category>())},
          {"urgency", or_null(word<Urgency>())},
          {"secrecy", or_null(word<Secrecy>())},
          {"class_code", or_null(text())},
          {"register_no", or_null(text())},
          {"answer_no", or_null(text())},
          {"resolution", or_null(word<Resolution>())},
          {"meeting", or_null(text())},
          {"received", moment()},
          {"registered", or_null(moment())},
          {"answered", or_null(moment())},
          {"closed", or_null(moment())},
          {"day_one", or_null(date())},
          {"step_due", or_null(date())},
          {"answer_due", or_null(date())},
          {"case_due", or_null(date())},
          {"step", number()},
          {"holders", list(word<Role>())},
          {"days_waited", number()},
          {"late_steps", number()},
          {"days_late", or_null(number())},
          {"new_messages", number()},
          {"changed", moment()}};
}

json::object actor() {
  using namespace complaint;
  return object({{"user", or_null(text())},
                 {"name", or_null(text())},
                 {"role", or_null(word<Role>())},
                 {"capacity", word<Capacity>()}});
}

json::object whole_case() {
  using namespace complaint;
  auto members = row_members();
  members.emplace_back("steps", list(object({{"step", number()},
                                             {"key", or_null(word<StepKey>())},
                                             {"due", or_null(date())},
                                             {"done", or_null(moment())},
                                             {"days_late", number()},
                                             {"overdue", flag()},
                                             {"actor", ref("Actor")}})));
  members.emplace_back(
      "documents",
      list(object({{"id", text()}, {"type", word<DocumentType>()}, {"at", moment()}, {"actor", ref("Actor")}})));
  members.emplace_back("files", list(ref("File")));
  members.emplace_back("tasks", list(object({{"command", word<CommandKind>()}, {"roles", list(word<Role>())}})));
  members.emplace_back(
      "commands",
      list(object({{"command", word<CommandKind>()}, {"as", word<Role>()}, {"capacity", word<Capacity>()}})));
  return object(members);
}

std::vector<Member> meeting_members() {
  using namespace complaint;
  return {{"id", text()},
          {"version", number()},
          {"mode", word<PlenaryMode>()},
          {"openness", word<Openness>()},
          {"date", date()},
          {"time", text()},
          {"number", or_null(text())},
          {"days_ahead", number()},
          {"attendance_recorded", flag()},
          {"present", list(object({{"user", text()}, {"name", text()}}))},
          {"cases_on_agenda", number()},
          {"cases_decided", number()}};
}

json::object tracking() {
  json::object letter = object({{"number", or_null(text())},
                                {"findings", list(text())},
                                {"legal_basis", list(text())},
                                {"decision", text()},
                                {"next_steps", text()}});
  return object({{"status", word<app::PublicStatus>()},
                 {"status_text", text()},
                 {"subject", text()},
                 {"register_no", or_null(text())},
                 {"open", flag()},
                 {"received", moment()},
                 {"registered", or_null(moment())},
                 {"answered", or_null(moment())},
                 {"closed", or_null(moment())},
                 {"day_one", or_null(date())},
                 {"promised", or_null(date())},
                 {"last_day", or_null(date())},
                 {"day", number()},
                 {"days", number()},
                 {"late", flag()},
                 {"events", list(object({{"at", moment()}, {"key", text()}, {"text", text()}}))},
                 {"messages", list(object({{"at", moment()}, {"by_reporter", flag()}, {"text", text()}}))},
                 {"files", list(text())},
                 {"answer", or_null(std::move(letter))}});
}

}  // namespace

std::string answer_schemas() {
  using namespace complaint;
  const auto listed_user =
      object({{"id", text()}, {"login", text()}, {"name", text()}, {"title", text()}, {"roles", list(word<Role>())}});
  auto meeting = meeting_members();
  meeting.emplace_back("cases", list(ref("CaseRow")));
  json::object content{{"type", "object"}, {"additionalProperties", {{"type", json::array{"string", "array"}}}}};
  const json::object all{
      {"ComplaintReceipt",
       object({{"case", text()},
               {"tracking_code", text()},
               {"pin", text()},
               {"status", word<app::PublicStatus>()},
               {"received", moment()},
               {"next", object({{"registered_by", date()}, {"answer_by", date()}, {"closed_by", date()}})}})},
      {"Tracking", tracking()},
      {"CommandReceipt",
       object({{"case", text()}, {"status", word<Status>()}, {"version", number()}, {"number", or_null(text())}})},
      {"File", object({{"id", text()}, {"name", text()}, {"kind", text()}, {"size", number()}})},
      {"Actor", actor()},
      {"CaseRow", object(row_members())},
      {"CaseList", object({{"cases", list(ref("CaseRow"))}, {"before", or_null(text())}})},
      {"Case", whole_case()},
      {"Document", object({{"id", text()},
                           {"type", word<DocumentType>()},
                           {"at", moment()},
                           {"masked", flag()},
                           {"content", content}})},
      {"EventList", object({{"events", list(object({{"id", number()},
                                                    {"version", number()},
                                                    {"type", word<EventType>()},
                                                    {"at", moment()},
                                                    {"actor", ref("Actor")},
                                                    {"step", number()},
                                                    {"days_late", number()},
                                                    {"data", typed("object")}}))}})},
      {"MeetingList", object({{"meetings", list(object(meeting_members()))}})},
      {"Meeting", object(meeting)},
      {"MeetingReceipt", object({{"id", text()}, {"version", number()}, {"number", or_null(text())}})},
      {"Register", object({{"year", number()}, {"month", number()}, {"cases", list(ref("CaseRow"))}})},
      {"UserList", object({{"users", list(listed_user)}})},
      {"Me", object({{"id", text()},
                     {"login", text()},
                     {"name", text()},
                     {"title", text()},
                     {"office", text()},
                     {"hats", list(object({{"role", word<Role>()}, {"capacity", word<Capacity>()}}))}})},
      {"DelegationList", object({{"delegations", list(object({{"id", text()},
                                                              {"role", word<Role>()},
                                                              {"capacity", word<Capacity>()},
                                                              {"user", text()},
                                                              {"name", text()},
                                                              {"from", date()},
                                                              {"to", date()},
                                                              {"basis", text()},
                                                              {"revoked", or_null(moment())}}))}})},
      {"DelegationReceipt", object({{"id", text()}})},
      {"AuditList", object({{"entries", list(object({{"id", text()},
                                                     {"kind", word<store::SecurityKind>()},
                                                     {"at", moment()},
                                                     {"role", or_null(word<Role>())},
                                                     {"user", or_null(text())},
                                                     {"case", or_null(text())},
                                                     {"code", or_null(text())},
                                                     {"reason", or_null(text())}}))}})},
      {"LogHead", object({{"head", text()}, {"at", moment()}})},
  };
  return json::serialize(all);
}

}  // namespace dumas::api
