#include "web/staff/case_view.hpp"

#include <algorithm>

#include "app/case_text.hpp"
#include "complaint/deadlines.hpp"
#include "complaint/permissions.hpp"
#include "documents/long_date.hpp"
#include "store/event_log.hpp"
#include "web/page_parts.hpp"

namespace dumas::web::pages {
namespace {

using complaint::Status;

std::string_view kind_of(Status status) {
  switch (status) {
    case Status::Received: return "received";
    case Status::Registered:
    case Status::Submitted:
    case Status::Disposed:
    case Status::UnderAnalysis:
    case Status::Analysed:
    case Status::PlenaryScheduled:
    case Status::Decided:
    case Status::AnswerReady:
    case Status::FollowUp:
    case Status::FollowUpReported:
    case Status::Objection: return "process";
    case Status::AwaitingReporter: return "waiting";
    case Status::Answered: return "answered";
    case Status::Closed: return "closed";
    case Status::Forwarded:
    case Status::Redirected:
    case Status::Merged:
    case Status::Withdrawn:
    case Status::Rejected:
    case Status::Lapsed: return "ended";
  }
  return "ended";
}

}  // namespace

std::optional<OpenCase> open_case(Site& site, const Visit& visit, store::Connection& connection) {
  const auto id = app::parse_id(visit.request.parameter("id"));
  if (!id || !visit.staff) return std::nullopt;
  OpenCase open{.state = store::load_case(connection, CaseId{*id})};
  if (open.state.version == 0 || !sees(*visit.staff, open.state)) return std::nullopt;
  open.sop = &site.app.sops().of(open.state.sop_version);
  open.href = "/kasus/" + app::id_text(*id);
  return open;
}

std::string command_href(std::string_view case_href, complaint::CommandKind command) {
  return std::string{case_href} + "/perintah/" + std::string{name(command)};
}

std::string command_words(const Site& site, const Visit& visit, complaint::CommandKind command) {
  return word(site, visit, "command", command);
}

void show_status(View& view, const Site& site, const Visit& visit, Status status) {
  view.set("STATUS_KIND", kind_of(status)).set("STATUS", word(site, visit, "state", status));
}

void show_due(View& view, const Site& site, const Visit& visit, Date due, const complaint::Sop& sop) {
  const auto& calendar = site.app.calendar();
  const Instant now = site.app.clock().now();
  const auto say = [&](std::string_view kind, std::string_view key, std::vector<std::string> arguments) {
    view.set("DUE_KIND", kind).set("DUE", visit.text(site, key, arguments));
  };
  if (const auto late = complaint::days_late(due, now, sop, calendar); late > 0)
    return say("overdue", "due.late", {std::to_string(late)});
  const Date today = calendar.date_at(now);
  if (due <= today)
    return say("soon", "due.today",
               {documents::clock_time(calendar.due_instant(due), calendar.zone(), visit.language)});
  const int left = calendar.working_days_between(today, due, sop.day_type);
  const std::string day = documents::day_and_long_date(due, visit.language);
  if (left <= 1) return say("soon", "due.soon", {day});
  say("on-time", "due.later", {std::to_string(left), day});
}

void show_due(View& view, const Site& site, const Visit& visit, const store::CaseRow& row) {
  if (row.damaged) return void(view.set("DUE_KIND", "done").set("DUE", visit.text(site, "due.none")));
  const auto& sop = site.app.sops().of(row.sop_version);
  if (row.step_due) return show_due(view, site, visit, *row.step_due, sop);
  if (row.status == Status::Received)
    return show_due(view, site, visit, site.app.calendar().day_one(row.received, sop.day_type), sop);
  view.set("DUE_KIND", "done").set("DUE", visit.text(site, "due.none"));
}

std::string subject_words(const Site& site, const Visit& visit, const store::CaseRow& row) {
  return row.damaged ? visit.text(site, "work.damaged") : row.subject;
}

std::string step_words(const Site& site, const Visit& visit, const complaint::Sop& sop, int number) {
  const auto* step = sop.find_step(number);
  return step == nullptr ? "" : std::to_string(number) + ". " + word(site, visit, "step", step->key);
}

std::string roles_words(const Site& site, const Visit& visit, const std::vector<complaint::Role>& roles) {
  std::vector<std::string> words;
  for (const auto role : roles) words.push_back(word(site, visit, "role", role));
  return joined(words);
}

std::string meeting_time(std::string_view hh_mm, Language language) {
  std::string time{hh_mm};
  if (language == Language::Indonesian) std::replace(time.begin(), time.end(), ':', '.');
  return time;
}

std::optional<complaint::Actor> hat_for(const app::SignedIn& staff, const complaint::Sop& sop,
                                        const complaint::State& state, complaint::CommandKind command) {
  std::optional<complaint::Actor> fitting;
  for (const auto& actor : staff.actors()) {
    const auto allowed = complaint::may(sop, state, actor, command);
    if (allowed) return actor;
    if (!fitting && allowed.refusal().code != "WRONG_ROLE") fitting = actor;
  }
  return fitting;
}

}  // namespace dumas::web::pages
