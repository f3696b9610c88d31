#include "web/staff/command_parts.hpp"

#include <fmt/format.h>

#include "app/case_text.hpp"
#include "app/uploads.hpp"
#include "complaint/permissions.hpp"
#include "documents/long_date.hpp"
#include "http/limits.hpp"
#include "store/event_log.hpp"
#include "store/meeting_queries.hpp"
#include "web/form_view.hpp"
#include "web/page_parts.hpp"
#include "web/staff/case_page_parts.hpp"

namespace dumas::web::pages {
namespace {

using complaint::CommandKind;
using complaint::DocumentType;

constexpr int most_meetings = 100;

std::vector<Option> upcoming_meetings(Site& site, const Visit& visit, store::Connection& connection,
                                      const CommandPlace& place) {
  std::vector<Option> options;
  const Date today = site.app.calendar().date_at(site.app.clock().now());
  for (const auto& row : store::list_meetings(connection, site.app.office(), today, most_meetings)) {
    if (place.command == CommandKind::PostponePlenary && row.id == place.open.state.meeting) continue;
    options.push_back(
        {app::id_text(row.id.value),
         visit.text(site, "command_page.meeting",
                    {documents::day_and_long_date(row.date, visit.language), meeting_time(row.time, visit.language),
                     word(site, visit, "plenary_mode", row.mode), std::to_string(row.cases)})});
  }
  return options;
}

std::string subject_of(Site& site, store::Connection& connection, const complaint::State& state) {
  for (const auto type : {DocumentType::RegisterEntry, DocumentType::ComplaintForm}) {
    const auto found = state.documents.find(type);
    if (found == state.documents.end()) continue;
    if (const auto record = site.app.records().read(connection, found->second)) return record->content.text("subject");
  }
  return "";
}

// The papers one writes from, so that they can be opened beside the form.
void show_references(View& view, const Site& site, const Visit& visit, const OpenCase& open) {
  bool any = false;
  for (const auto& [type, record] : open.state.documents) {
    const std::string href = document_href(open, type, record);
    if (href.empty()) continue;
    if (!any) view.show("HAS_REFERENCES");
    any = true;
    view.section("REFERENCES").set("HREF", href).set("LABEL", word(site, visit, "document", type));
  }
}

void show_changes(View& view, Site& site, const Visit& visit, store::Connection& connection, const CommandPlace& place,
                  std::int64_t seen) {
  const app::OfficerNames names{connection, site.app.office()};
  View list = view.section("HAS_CHANGES");
  for (const auto& row : store::history(connection, store::Stream::Case, place.open.state.id.value)) {
    if (row.version <= seen) continue;
    const auto event = store::to_case_event(row);
    list.section("CHANGES")
        .set("TEXT", word(site, visit, "event", event.type()))
        .set("WHO",
             names.acting(site.catalogue, visit.language, event.actor.user, event.actor.role, event.actor.capacity))
        .set("WHEN", documents::long_date_and_time(event.at, site.app.calendar().zone(), visit.language));
  }
}

void show_file_field(View& view, Site& site, const Visit& visit, const CommandPlace& place, const Refusal* refusal) {
  View block = view.section("FILE_FIELD");
  const auto kept = app::waiting_uploads(site.app, place.file_owner);
  if (!kept.empty()) {
    View list = block.section("HAS_KEPT");
    for (const auto& file : kept)
      list.section("KEPT").set("FILE_NAME", file.name).set_integer("FILE_ID", file.id.value);
  }
  View field = block.include("FILE", "fields/file.html");
  field.set("NAME", "evidence")
      .set("LABEL", visit.text(site, "field.evidence") + " " + visit.text(site, "common.optional"));
  field.set("HINT", visit.text(site, "command_page.files_hint"));
  const http::Limits limits;
  field.set("FILE_ACCEPT", "").set_integer("FILE_MAX_BYTES", static_cast<std::int64_t>(limits.file_bytes));
  field.set_integer("FILE_MAX_COUNT", static_cast<std::int64_t>(app::most_files));
  if (refusal) {
    if (refusal->field == "evidence") field.set_if("ERROR", refusal_sentence(site.catalogue, visit.language, *refusal));
    for (const auto& other : refusal->others)
      if (other.field == "evidence") field.set_if("ERROR", refusal_sentence(site.catalogue, visit.language, other));
  }
  if (place.command == CommandKind::DeliverAnswer || place.command == CommandKind::RecordReceipt)
    block.show("SIGNATURE");
}

void show_case(View& view, Site& site, const Visit& visit, store::Connection& connection, const CommandPlace& place) {
  const auto& state = place.open.state;
  view.set("HREF", place.open.href).set("COMMAND", command_words(site, visit, place.command));
  view.set("REGISTER_NO",
           state.register_number.empty() ? visit.text(site, "work.unregistered") : state.register_number);
  view.set("SUBJECT", subject_of(site, connection, state));
  show_status(view, site, visit, state.status);
}

}  // namespace

std::optional<CommandPlace> command_place(Site& site, const Visit& visit, store::Connection& connection) {
  const auto command = from_name<CommandKind>(visit.request.parameter("command"));
  if (!command || *command == CommandKind::SubmitComplaint) return std::nullopt;
  auto open = open_case(site, visit, connection);
  if (!open) return std::nullopt;
  auto owner = fmt::format("{}:{}:{}", visit.owner(site).key(), app::id_text(open->state.id.value), name(*command));
  return CommandPlace{std::move(*open), *command, std::move(owner)};
}

std::optional<complaint::Actor> command_actor(const Visit& visit, const CommandPlace& place, const http::Form& form) {
  if (const auto role = from_name<complaint::Role>(form.text("peran")))
    if (const auto actor = visit.staff->as(*role)) return actor;
  return hat_for(*visit.staff, *place.open.sop, place.open.state, place.command);
}

http::Response show_command(Site& site, const Visit& visit, const CommandPlace& place, const complaint::Actor& actor,
                            const CommandFormState& form, int status) {
  View view = make_view(site, visit);
  view.set("ACTION", command_href(place.open.href, place.command));
  view.set("IDEMPOTENCY", form.idempotency).set_integer("VERSION", form.version).set("HAT", name(actor.role));
  if (actor.capacity != complaint::Capacity::Own)
    view.set_if("AS", visit.text(site, "case.acting_as",
                                 {app::role_words(site.catalogue, visit.language, actor.role, actor.capacity)}));
  const std::string hint = "command_hint." + std::string{name(place.command)};
  if (site.catalogue.has(hint)) view.set_if("LEAD", visit.text(site, hint));
  view.set_if("NOTICE", form.notice);
  site.app.readers().with([&](store::Connection& connection) {
    show_case(view, site, visit, connection, place);
    show_references(view, site, visit, place.open);
    const FormValues values{
        .typed = form.typed, .refusal = form.refusal, .meetings = upcoming_meetings(site, visit, connection, place)};
    const bool wants_meeting =
        place.command == CommandKind::SchedulePlenary || place.command == CommandKind::PostponePlenary;
    if (wants_meeting && visit.staff->may(complaint::Permission::ManageMeetings)) view.show("NEW_MEETING");
    show_fields(view, site, visit, place.command, values);
    if (form.refusal && form.refusal->code == "VERSION_CONFLICT")
      show_changes(view, site, visit, connection, place, form.seen_version);
  });
  if (asks_files(place.command)) show_file_field(view, site, visit, place, form.refusal);
  if (form.refusal) {
    show_refusal(view, site.catalogue, visit.language, *form.refusal);
    const bool may_postpone =
        hat_for(*visit.staff, *place.open.sop, place.open.state, CommandKind::PostponePlenary).has_value();
    if (form.refusal->code == "NO_QUORUM" && may_postpone)
      view.set_if("POSTPONE", command_href(place.open.href, CommandKind::PostponePlenary));
  }
  return page(site, visit, "staff/command.html", view, status);
}

http::Response show_not_now(Site& site, const Visit& visit, const CommandPlace& place) {
  const auto actor = hat_for(*visit.staff, *place.open.sop, place.open.state, place.command);
  if (!actor) return error_page(site, visit, 403);
  const auto why = complaint::may(*place.open.sop, place.open.state, *actor, place.command);
  View view = make_view(site, visit);
  site.app.readers().with([&](store::Connection& connection) { show_case(view, site, visit, connection, place); });
  if (!why) view.set("REASON", refusal_sentence(site.catalogue, visit.language, why.refusal()));
  return page(site, visit, "staff/command_not_now.html", view, 409);
}

}  // namespace dumas::web::pages
