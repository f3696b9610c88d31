// Lists of cases and one case: where it stands, what is to be done, by whom, until when.

#include "api/case_json.hpp"
#include "api/endpoints.hpp"
#include "app/case_text.hpp"
#include "complaint/tasks.hpp"
#include "store/attachments.hpp"
#include "store/case_queries.hpp"
#include "store/event_log.hpp"

namespace dumas::api {
namespace {

using store::Connection;

Refusal bad_parameter(std::string_view field) {
  return {.code = "INVALID_INPUT", .field = std::string{field}, .key = "error.choose"};
}

template <class E>
Checked read_word(const Call& call, std::string_view parameter, std::optional<E>& word) {
  const std::string typed = call.request.query.text(parameter);
  if (typed.empty()) return Done{};
  word = from_name<E>(typed);
  if (!word) return bad_parameter(parameter);
  return Done{};
}

Result<bool> read_flag(const Call& call, std::string_view parameter) {
  const std::string typed = call.request.query.text(parameter);
  if (typed.empty() || typed == "false") return false;
  if (typed == "true") return true;
  return bad_parameter(parameter);
}

Result<store::CaseFilter> read_filter(const Call& call) {
  constexpr int usual = 50, most = 200;
  store::CaseFilter filter;
  if (const auto read = read_word(call, "status", filter.status); !read) return read.refusal();
  if (const auto read = read_word(call, "category", filter.category); !read) return read.refusal();
  const auto open = read_flag(call, "open"), late = read_flag(call, "late");
  if (!open) return open.refusal();
  if (!late) return late.refusal();
  filter.open_only = *open;
  if (*late) filter.late_on = call.app().calendar().date_at(call.app().clock().now());
  if (const std::string before = call.request.query.text("before"); !before.empty()) {
    const auto id = app::parse_id(before);
    if (!id) return bad_parameter("before");
    filter.before = *id;
  }
  const auto limit = limit_of(call, usual, most);
  if (!limit) return limit.refusal();
  filter.most = *limit;
  const std::string words = call.request.query.text("q");
  if (!words.empty()) filter.match = call.app().index().query(words);
  return filter;
}

http::Response list_answer(const std::vector<store::CaseRow>& rows, std::size_t most) {
  JsonWriter json;
  json.open();
  write_rows("cases", rows, json);
  json.put_filled("before", rows.size() == most ? app::id_text(rows.back().id.value) : "").close();
  return answer(200, json);
}

void write_steps(const complaint::Sop& sop, const std::vector<store::StepRow>& steps, const NamesOfUsers& names,
                 JsonWriter& json) {
  json.open_list("steps");
  for (const auto& row : steps) {
    const auto* known = sop.find_step(row.step);
    json.open().put("step", row.step).put_filled("key", known == nullptr ? "" : name(known->key));
    json.put("due", row.due).put("done", row.done).put("days_late", row.days_late).put("overdue", row.overdue);
    write_actor("actor", row.actor, row.role, row.capacity, names, json);
    json.close();
  }
  json.close_list();
}

void write_papers(const std::vector<store::RecordRow>& records, const std::vector<store::Attachment>& files,
                  const NamesOfUsers& names, JsonWriter& json) {
  json.open_list("documents");
  for (const auto& record : records) {
    json.open().put("id", app::id_text(record.id.value)).put("type", record.type).put("at", record.at);
    write_actor("actor", record.actor, record.role, complaint::Capacity::Own, names, json);
    json.close();
  }
  json.close_list().open_list("files");
  for (const auto& file : files)
    json.open()
        .put("id", app::id_text(file.id.value))
        .put("name", file.name)
        .put("kind", file.kind)
        .put("size", file.size)
        .close();
  json.close_list();
}

// What is to be done and by whom ("menunggu Ketua"), and what the reader himself may do now, in which hat.
void write_tasks(const Call& call, const complaint::Sop& sop, const complaint::State& state, JsonWriter& json) {
  json.open_list("tasks");
  for (const auto& task : complaint::tasks(sop, state)) {
    json.open().put("command", task.command).open_list("roles");
    for (const auto role : task.roles) json.value(name(role));
    json.close_list().close();
  }
  json.close_list().open_list("commands");
  for (const auto& actor : call.staff->actors())
    for (const auto command : complaint::open_commands(sop, state, actor))
      json.open().put("command", command).put("as", actor.role).put("capacity", actor.capacity).close();
  json.close_list();
}

}  // namespace

http::Response list_cases(const Call& call) {
  const auto filter = read_filter(call);
  if (!filter) return refuse(call, filter.refusal());
  // Words that leave nothing to look for find nothing, rather than everything.
  const bool unsearchable = !call.request.query.text("q").empty() && filter->match.empty();
  auto& app = call.app();
  const auto rows = unsearchable ? std::vector<store::CaseRow>{} : app.readers().with([&](Connection& connection) {
    return store::list_cases(connection, app.records(), app.office(), store::case_view(call.roles()), *filter);
  });
  return list_answer(rows, static_cast<std::size_t>(filter->most));
}

http::Response list_work(const Call& call) {
  constexpr int usual = 50, most = 200;
  const auto limit = limit_of(call, usual, most);
  if (!limit) return refuse(call, limit.refusal());
  auto& app = call.app();
  const auto rows = app.readers().with([&](Connection& connection) {
    return store::work_list(connection, app.records(), app.office(), call.roles(), *limit);
  });
  JsonWriter json;
  json.open();
  write_rows("cases", rows, json);
  json.put_filled("before", "").close();
  return answer(200, json);
}

http::Response show_case(const Call& call) {
  const auto id = app::parse_id(call.request.parameter("id"));
  if (!id) return refuse(call, not_found());
  auto& app = call.app();
  const auto names = names_of_users(call);
  JsonWriter json;
  const bool found = app.readers().with([&](Connection& connection) {
    const CaseId case_id{*id};
    const auto row = store::find_case(connection, app.records(), app.office(), store::case_view(call.roles()), case_id);
    if (!row) return false;
    const auto state = store::load_case(connection, case_id);
    const auto& sop = app.sops().of(state.sop_version);
    json.open();
    write_row(*row, json);
    write_steps(sop, store::steps_of(connection, case_id), names, json);
    write_papers(store::records_of(connection, case_id), store::attachments_of(connection, app.vault(), case_id), names,
                 json);
    write_tasks(call, sop, state, json);
    json.close();
    return true;
  });
  return found ? answer(200, json) : refuse(call, not_found());
}

}  // namespace dumas::api
