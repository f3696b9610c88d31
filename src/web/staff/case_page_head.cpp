// The head of a case page: number, subject, state, "Hari ke-n dari 5", the promised date, and how the dates were found.
#include <algorithm>

#include "complaint/deadlines.hpp"
#include "documents/long_date.hpp"
#include "web/page_parts.hpp"
#include "web/staff/case_page_parts.hpp"

namespace dumas::web::pages {
namespace {

std::string reason(const CaseReading& c, const calendar::DayLine& line) {
  using calendar::DayReason;
  switch (line.reason) {
    case DayReason::Counted: return c.text("days.counted");
    case DayReason::CountedInPeriod: return c.text("days.period", {line.name});
    case DayReason::Weekend: return c.text("days.weekend");
    case DayReason::NationalHoliday: return c.text("days.national", {line.name});
    case DayReason::JointLeave: return c.text("days.joint_leave", {line.name});
    case DayReason::LocalHoliday: return c.text("days.local", {line.name});
  }
  return "";
}

void show_computation(View& view, const CaseReading& c, Date day_one) {
  const auto& calendar = c.site.app.calendar();
  const auto& sop = *c.open.sop;
  const Date last = calendar.due_date(day_one, sop.last_day(), sop.day_type);
  View sheet = view.section("HAS_DAYS");
  bool guessed = false;
  for (const auto& line : calendar.explain(day_one, last, sop.day_type)) {
    View row = sheet.section("DAYS");
    row.set("DATE", documents::day_and_long_date(line.date, c.visit.language));
    row.set("NUMBER", line.day_number ? c.text("days.number", {std::to_string(*line.day_number)}) : "–");
    row.set("REASON", reason(c, line)).set_if("SOURCE", line.source);
    guessed = guessed || !line.covered;
  }
  if (guessed) sheet.show("GUESSED");
}

void show_days(View& view, const CaseReading& c) {
  const auto& state = c.open.state;
  const auto& calendar = c.site.app.calendar();
  const auto& sop = *c.open.sop;
  if (!state.day_one) return;
  const Date today = calendar.date_at(c.site.app.clock().now());
  const int day = calendar.day_number(*state.day_one, today, sop.day_type);
  View days = view.section("HAS_DAY");
  if (complaint::is_terminal(state.status))
    days.set("DAY", state.closed ? c.text("case.closed_on",
                                          {documents::long_date(calendar.date_at(*state.closed), c.visit.language)})
                                 : "");
  else
    days.set("DAY", day == 0
                        ? c.text("case.day_starts", {documents::day_and_long_date(*state.day_one, c.visit.language)})
                        : c.text("case.day_of", {std::to_string(day), std::to_string(sop.last_day())}));
  for (int number = 1; number <= sop.last_day(); ++number) {
    const Date date = calendar.due_date(*state.day_one, number, sop.day_type);
    View row = days.section("H");
    row.set("H_NAME", "H" + std::to_string(number)).set("H_DATE", short_date(date));
    if (date == today) row.show("H_TODAY");
  }
  if (const auto promised = complaint::promise(state, sop, calendar))
    view.set_if("PROMISE", documents::day_and_long_date(*promised, c.visit.language));
  show_computation(view, c, *state.day_one);
}

void show_late(View& view, const CaseReading& c) {
  const auto key = complaint::current_step(c.open.state.status);
  if (!key || complaint::is_terminal(c.open.state.status)) return;
  const auto due = complaint::due_of(c.open.state, *c.open.sop, *key);
  const auto fallback = c.site.app.calendar().day_one(c.open.state.received, c.open.sop->day_type);
  View row = view.section("HAS_DUE");
  show_due(row, c.site, c.visit, due.value_or(fallback), *c.open.sop);
}

}  // namespace

void show_head(View& view, const CaseReading& c) {
  const auto& state = c.open.state;
  const auto entry = c.newest(complaint::DocumentType::RegisterEntry);
  const auto form = c.newest(complaint::DocumentType::ComplaintForm);
  const std::string subject = entry.text("subject").empty() ? form.text("subject") : entry.text("subject");
  view.set("REGISTER_NO", state.register_number.empty() ? c.text("work.unregistered") : state.register_number);
  view.set("SUBJECT", subject.empty() ? c.text("case.no_subject") : subject);
  show_status(view, c.site, c.visit, state.status);
  view.set("RECEIVED", documents::long_date_and_time(state.received, c.site.app.calendar().zone(), c.visit.language));
  if (state.channel) view.set_if("CHANNEL", word(c.site, c.visit, "channel", *state.channel));
  if (state.category) view.set_if("CATEGORY", word(c.site, c.visit, "category", *state.category));
  if (state.urgency) view.set_if("URGENCY", word(c.site, c.visit, "urgency", *state.urgency));
  if (state.secrecy) view.set_if("SECRECY", word(c.site, c.visit, "secrecy", *state.secrecy));
  view.set_if("SUMMARY_TEXT", entry.text("summary"));
  view.set_if("REGISTER_NOTE", entry.text("note"));
  show_days(view, c);
  show_late(view, c);
}

}  // namespace dumas::web::pages
