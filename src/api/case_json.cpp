#include "api/case_json.hpp"

#include "app/case_text.hpp"

namespace dumas::api {

void write_row(const store::CaseRow& row, JsonWriter& json) {
  json.put("id", app::id_text(row.id.value))
      .put("version", row.version)
      .put("status", row.status)
      .put("subject", row.subject)
      .put("damaged", row.damaged);
  json.put("channel", row.channel)
      .put("disclosure", row.disclosure)
      .put("category", row.category)
      .put("urgency", row.urgency);
  json.put("secrecy", row.secrecy).put_filled("class_code", row.class_code).put_filled("register_no", row.register_no);
  json.put_filled("answer_no", row.answer_no).put("resolution", row.resolution);
  json.put_filled("meeting", row.meeting ? app::id_text(row.meeting.value) : "");
  json.put("received", row.received)
      .put("registered", row.registered)
      .put("answered", row.answered)
      .put("closed", row.closed);
  json.put("day_one", row.day_one)
      .put("step_due", row.step_due)
      .put("answer_due", row.answer_due)
      .put("case_due", row.case_due);
  json.put("step", row.step).open_list("holders");
  for (const auto role : row.holders) json.value(name(role));
  json.close_list()
      .put("days_waited", row.days_waited)
      .put("late_steps", row.late_steps)
      .put("days_late", row.days_late);
  json.put("new_messages", row.new_messages).put("changed", row.changed);
}

void write_rows(std::string_view list, const std::vector<store::CaseRow>& rows, JsonWriter& json) {
  json.open_list(list);
  for (const auto& row : rows) {
    json.open();
    write_row(row, json);
    json.close();
  }
  json.close_list();
}

NamesOfUsers names_of_users(const Call& call) {
  NamesOfUsers names;
  for (const auto& user : call.site.desk.accounts.list()) names[user.id] = user.display_name;
  return names;
}

void write_actor(std::string_view key, UserId user, const std::optional<complaint::Role>& role,
                 complaint::Capacity capacity, const NamesOfUsers& names, JsonWriter& json) {
  const auto found = names.find(user);
  json.open(key).put_filled("user", user ? app::id_text(user.value) : "");
  json.put_filled("name", found == names.end() ? "" : found->second)
      .put("role", role)
      .put("capacity", capacity)
      .close();
}

}  // namespace dumas::api
