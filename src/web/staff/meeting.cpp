// /rapat: the plenary's meetings (SOP rows 5 and 6). Called with an invitation, then their attendance is recorded; what
// is decided stands in each case.
#include <fmt/format.h>

#include <ranges>

#include "app/case_text.hpp"
#include "app/execute.hpp"
#include "app/facts.hpp"
#include "complaint/tasks.hpp"
#include "documents/long_date.hpp"
#include "store/accounts.hpp"
#include "store/case_queries.hpp"
#include "store/damage.hpp"
#include "store/event_log.hpp"
#include "store/meeting_queries.hpp"
#include "web/form_reader.hpp"
#include "web/page_parts.hpp"
#include "web/session_cookies.hpp"
#include "web/staff/case_view.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {
namespace {

using complaint::CommandKind;
using complaint::Permission;

constexpr int most_meetings = 500;
constexpr std::chrono::days looking_back{366};

Date today(const Site& site) { return local_date(site.app.clock().now(), site.app.settings().zone); }

std::string when(const store::MeetingRow& row, const Site& site, const Visit& visit) {
  const auto time = parse_hh_mm(row.time).value_or(std::chrono::minutes{0});
  return fmt::format("{}, {}", documents::day_and_long_date(row.date, visit.language),
                     documents::clock_time(instant_at(row.date, time, site.app.settings().zone),
                                           site.app.settings().zone, visit.language));
}

void show_row(const Site& site, const Visit& visit, View& table, const store::MeetingRow& row) {
  View line = table.section("MEETINGS");
  line.set("HREF", "/rapat/" + app::id_text(row.id.value)).set("WHEN", when(row, site, visit));
  line.set("MODE", word(site, visit, "plenary_mode", row.mode)).set("NUMBER", row.number);
  line.set_integer("CASES", row.cases);
  const std::string_view stage = row.decided > 0           ? "meetings.decided"
                                 : row.attendance_recorded ? "meetings.attended"
                                                           : "meetings.called";
  line.set("STAGE", visit.text(site, stage));
}

void show_meetings(const Site& site, const Visit& visit, View& view, std::string_view has, std::string_view none,
                   auto&& rows) {
  if (std::ranges::empty(rows)) view.show(none);
  if (std::ranges::empty(rows)) return;
  View table = view.section(has);
  for (const auto& row : rows) show_row(site, visit, table, row);
}

http::Response show_new(Site& site, const Visit& visit, const http::Form& typed, const Refusal* refusal, int status) {
  View view = make_view(site, visit);
  view.set("IDEMPOTENCY", form_key(site, typed)).set_integer("INVITATION_DAYS", site.app.settings().invitation_days);
  show_options(view, "mode", choices<complaint::PlenaryMode>(site, visit, "plenary_mode"), {typed.text("mode")});
  show_options(view, "openness", choices<complaint::Openness>(site, visit, "openness"), {typed.text("openness")});
  keep_typed(view, typed, {"time", "place", "note", "number"});
  keep_date(view, typed, "date");
  if (refusal) show_refusal(view, site.catalogue, visit.language, *refusal);
  return page(site, visit, "staff/meeting_new.html", view, status);
}

std::optional<MeetingId> asked_meeting(const Visit& visit) {
  const auto id = app::parse_id(visit.request.parameter("id"));
  return id ? std::optional{MeetingId{*id}} : std::nullopt;
}

// What the page of one meeting shows, read in one moment.
class MeetingView {
 public:
  MeetingView(Site& site, const Visit& visit, store::Connection& connection, const store::MeetingRow& row)
      : site_(site), visit_(visit), connection_(connection), row_(row) {}

  void show(View& view, const http::Form* typed) {
    const std::string address = "/rapat/" + app::id_text(row_.id.value);
    view.set("ACTION", address + "/kehadiran").set_integer("VERSION", row_.version);
    view.set("WHEN", when(row_, site_, visit_)).set("NUMBER", row_.number);
    view.set("MODE", word(site_, visit_, "plenary_mode", row_.mode))
        .set("OPENNESS", word(site_, visit_, "openness", row_.openness));
    const auto invitation = site_.app.records().read(connection_, row_.invitation);
    if (invitation)
      view.set("PLACE", invitation->content.text("place")).set_if("NOTE", invitation->content.text("note"));
    if (row_.days_ahead < site_.app.settings().invitation_days)
      view.section("SHORT_NOTICE")
          .set_integer("DAYS_AHEAD", row_.days_ahead)
          .set_integer("INVITATION_DAYS", site_.app.settings().invitation_days);
    if (row_.invitation) view.set_if("INVITATION", fmt::format("{}/dokumen/{}", address, row_.invitation.value));
    if (row_.attendance) view.set_if("ATTENDANCE", fmt::format("{}/dokumen/{}", address, row_.attendance.value));
    show_attendance(view, typed);
    show_agenda(view);
  }

 private:
  void show_attendance(View& view, const http::Form* typed) {
    const auto members = app::plenary_members(connection_, site_.app.office());
    const int needed = site_.app.settings().quorum.present;
    const auto present = static_cast<int>(row_.present.size());
    const bool reached = present >= needed;
    if (row_.attendance_recorded)
      view.section("HAS_QUORUM")
          .set("DUE_KIND", reached ? "on-time" : "overdue")
          .set("DUE", visit_.text(site_, reached ? "meetings.quorum" : "meetings.no_quorum",
                                  {std::to_string(present), std::to_string(needed), std::to_string(members.size())}));
    std::vector<Option> options;
    std::vector<std::string> chosen;
    for (const UserId member : members) {
      const auto user = store::find_user(connection_, site_.app.office(), member);
      if (user) options.push_back({std::to_string(member.value), user->display_name, user->title});
    }
    for (const UserId member : row_.present) chosen.push_back(std::to_string(member.value));
    const bool open = row_.decided == 0 && row_.date <= today(site_);
    const bool records = open && visit_.staff->may(Permission::ManageMeetings);
    if (row_.attendance_recorded && !records) {
      View list = view.section("HAS_PRESENT");
      for (const auto& option : options)
        if (std::find(chosen.begin(), chosen.end(), option.value) != chosen.end())
          list.section("PRESENT").set("NAME", option.label).set("TITLE", option.hint);
    }
    if (row_.decided > 0) view.show("ATTENDANCE_CLOSED");
    if (row_.date > today(site_)) view.show("NOT_YET");
    if (!records) return;
    view.show("CAN_RECORD").set("IDEMPOTENCY", typed ? form_key(site_, *typed) : site_.desk.sessions.new_cookie());
    if (typed) chosen = typed->all("present");
    show_options(view, "present", options, chosen);
    if (typed)
      keep_typed(view, *typed, {"guests"});
    else if (const auto list = site_.app.records().read(connection_, row_.attendance))
      show_value(view, "guests", list->content.text("guests"));
  }

  void show_agenda(View& view) {
    const auto roles = roles_of(*visit_.staff);
    const auto cases = store::list_cases(connection_, site_.app.records(), site_.app.office(), store::case_view(roles),
                                         {.meeting = row_.id, .most = 200});
    if (cases.empty()) view.show("NO_CASES");
    if (cases.empty()) return;
    View table = view.section("HAS_CASES");
    for (const auto& row : cases) {
      View line = table.section("CASES");
      const std::string href = "/kasus/" + app::id_text(row.id.value);
      line.set("HREF", href).set("NUMBER", row.register_no).set("SUBJECT", subject_words(site_, visit_, row));
      line.set("STATE", word(site_, visit_, "state", row.status));
      if (row.resolution) line.set_if("RESOLUTION", word(site_, visit_, "resolution", *row.resolution));
      try {
        show_commands(line, row.id, href);
      } catch (const store::Damaged&) {  // the others of the agenda are dealt with all the same
      }
    }
  }

  // What is to be done with this case in this meeting now; and putting it off, until the Chair has signed.
  static bool belongs_here(const complaint::Sop& sop, const complaint::State& state, CommandKind command) {
    if (command == CommandKind::PostponePlenary) return !state.minutes_confirmed;
    if (state.status != complaint::Status::PlenaryScheduled) return false;
    return std::ranges::any_of(complaint::tasks(sop, state),
                               [command](const auto& task) { return task.command == command; });
  }

  void show_commands(View& line, CaseId id, const std::string& href) {
    const auto state = store::load_case(connection_, id);
    const auto& sop = site_.app.sops().of(state.sop_version);
    std::vector<CommandKind> shown;
    for (const auto& actor : visit_.staff->actors())
      for (const auto command : complaint::open_commands(sop, state, actor)) {
        if (!belongs_here(sop, state, command) || std::find(shown.begin(), shown.end(), command) != shown.end())
          continue;
        shown.push_back(command);
        line.section("COMMANDS")
            .set("COMMAND_HREF", href + "/perintah/" + std::string{name(command)})
            .set("COMMAND", word(site_, visit_, "command", command));
      }
  }

  Site& site_;
  const Visit& visit_;
  store::Connection& connection_;
  const store::MeetingRow& row_;
};

http::Response show_meeting(Site& site, const Visit& visit, const http::Form* typed, const Refusal* refusal,
                            int status) {
  const auto id = asked_meeting(visit);
  View view = make_view(site, visit);
  const bool found = id && site.app.readers().with([&](store::Connection& connection) {
    const auto row = store::find_meeting(connection, site.app.office(), *id);
    if (row) MeetingView{site, visit, connection, *row}.show(view, typed);
    return row.has_value();
  });
  if (!found) return error_page(site, visit, 404);
  if (refusal) show_refusal(view, site.catalogue, visit.language, *refusal);
  const std::string done = visit.request.query.text("tersimpan");
  if (done == "rapat") show_done(view, visit.text(site, "meetings.done_called"));
  if (done == "hadir") show_done(view, visit.text(site, "meetings.done_attendance"));
  return page(site, visit, "staff/meeting.html", view, status);
}

}  // namespace

http::Response meeting_list(Site& site, const Visit& visit) {
  View view = make_view(site, visit);
  const Date now = today(site);
  const auto rows = site.app.readers().with([&](store::Connection& connection) {
    return store::list_meetings(connection, site.app.office(), now - looking_back, most_meetings);
  });
  std::vector<store::MeetingRow> coming, past;
  for (const auto& row : rows) (row.date >= now ? coming : past).push_back(row);
  std::reverse(past.begin(), past.end());
  show_meetings(site, visit, view, "HAS_COMING", "NONE_COMING", coming);
  show_meetings(site, visit, view, "HAS_PAST", "NONE_PAST", past);
  if (visit.staff->may(Permission::ManageMeetings)) view.show("CAN_CALL");
  return page(site, visit, "staff/meeting_list.html", view);
}

http::Response meeting_new(Site& site, const Visit& visit) {
  const auto restored = restored_form(site, visit);
  return show_new(site, visit, restored.value_or(http::Form{}), nullptr, 200);
}

http::Response meeting_new_post(Site& site, const Visit& visit) {
  const http::Form& form = visit.request.form;
  complaint::MeetingCommand command = complaint::CallMeeting{};
  if (const auto read = read_form(form, command); !read) return show_new(site, visit, form, &read.refusal(), 422);
  const auto receipt =
      app::execute(site.app, app::MeetingRequest{.command = command,
                                                 .actor = hat(*visit.staff, Permission::ManageMeetings),
                                                 .meeting = {},
                                                 .expected_version = {},
                                                 .idempotency_key = form.text("idempotency")});
  if (!receipt) return show_new(site, visit, form, &receipt.refusal(), 422);
  site.desk.drafts.drop(visit.owner(site), draft_name(visit.request.path));
  return http::see_other("/rapat/" + app::id_text(receipt->meeting.value) + "?tersimpan=rapat");
}

http::Response meeting_page(Site& site, const Visit& visit) { return show_meeting(site, visit, nullptr, nullptr, 200); }

http::Response meeting_attendance_post(Site& site, const Visit& visit) {
  const auto id = asked_meeting(visit);
  if (!id) return error_page(site, visit, 404);
  const http::Form& form = visit.request.form;
  complaint::MeetingCommand command = complaint::RecordAttendance{};
  if (const auto read = read_form(form, command); !read) return show_meeting(site, visit, &form, &read.refusal(), 422);
  const std::int64_t version = number_in(form.text("version"));
  const auto receipt = app::execute(
      site.app, app::MeetingRequest{.command = command,
                                    .actor = hat(*visit.staff, Permission::ManageMeetings),
                                    .meeting = *id,
                                    .expected_version = version > 0 ? std::optional{version} : std::nullopt,
                                    .idempotency_key = form.text("idempotency")});
  if (!receipt) {
    Refusal refusal = receipt.refusal();
    if (refusal.code == "NOT_FOUND") return error_page(site, visit, 404);
    if (refusal.code != "VERSION_CONFLICT") return show_meeting(site, visit, &form, &refusal, 422);
    refusal.key = "meetings.changed";
    return show_meeting(site, visit, &form, &refusal, 409);
  }
  return http::see_other("/rapat/" + app::id_text(id->value) + "?tersimpan=hadir");
}

}  // namespace dumas::web::pages
