// The timeline of a case, newest first, and the messages between citizen and office.
#include "documents/long_date.hpp"
#include "web/page_parts.hpp"
#include "web/staff/case_page_parts.hpp"

namespace dumas::web::pages {
namespace {

std::string number_given(const complaint::EventData& data) {
  if (const auto* e = std::get_if<complaint::ComplaintRegistered>(&data)) return e->register_number;
  if (const auto* e = std::get_if<complaint::MinutesDrafted>(&data)) return e->number;
  if (const auto* e = std::get_if<complaint::AnswerSigned>(&data)) return e->number;
  if (const auto* e = std::get_if<complaint::FollowUpReported>(&data)) return e->number;
  return "";
}

std::string remarks(const CaseReading& c, const complaint::Event& event) {
  std::vector<std::string> parts;
  if (const auto number = number_given(event.data); !number.empty()) parts.push_back(c.text("story.number", {number}));
  if (const auto* overdue = std::get_if<complaint::StepOverdue>(&event.data))
    parts.push_back(step_words(c.site, c.visit, *c.open.sop, static_cast<int>(overdue->step)));
  if (event.completes_step != 0)
    parts.push_back(c.text("story.step_done", {step_words(c.site, c.visit, *c.open.sop, event.completes_step)}));
  if (event.days_late > 0) parts.push_back(c.text("story.late", {std::to_string(event.days_late)}));
  std::string all;
  for (const auto& part : parts) all += (all.empty() ? "" : " · ") + part;
  return all;
}

void show_event(View& view, const CaseReading& c, const complaint::Event& event) {
  View item = view.section("TIMELINE");
  item.set("TITLE", word(c.site, c.visit, "event", event.type()));
  item.set("BYLINE", c.names.acting(c.site.catalogue, c.visit.language, event.actor.user, event.actor.role,
                                    event.actor.capacity));
  item.set("TIME", documents::long_date_and_time(event.at, c.site.app.calendar().zone(), c.visit.language));
  item.set("TIME_ISO", iso_instant(event.at)).set_if("TEXT", remarks(c, event));
  std::vector<std::pair<std::string, std::string>> papers;
  for (const auto& record : event.records)
    if (auto href = document_href(c.open, record.type, record.id); !href.empty())
      papers.emplace_back(std::move(href), word(c.site, c.visit, "document", record.type));
  if (papers.empty()) return;
  View documents = item.section("HAS_DOCUMENTS");
  for (const auto& [href, label] : papers) documents.section("DOCUMENTS").set("HREF", href).set("LABEL", label);
}

void show_messages(View& view, const CaseReading& c) {
  bool any = false;
  for (const auto& event : c.events) {
    const auto* message = std::get_if<complaint::MessageSent>(&event.data);
    if (!message || event.records.empty()) continue;
    any = true;
    View row = view.section("MESSAGES");
    row.show(message->by_reporter ? "THEIRS" : "MINE");
    row.set("WHO", message->by_reporter ? c.text("role.REPORTER")
                                        : c.names.acting(c.site.catalogue, c.visit.language, event.actor.user,
                                                         event.actor.role, event.actor.capacity));
    row.set("TEXT", c.content(event.records.front().id).text("text"));
    row.set("WHEN", documents::long_date_and_time(event.at, c.site.app.calendar().zone(), c.visit.language));
    if (!message->evidence.empty())
      row.set_if("WITH_FILES", c.text("story.with_files", {std::to_string(message->evidence.size())}));
  }
  if (!any) view.show("NO_MESSAGES");
}

}  // namespace

void show_story(View& view, const CaseReading& c) {
  for (auto event = c.events.rbegin(); event != c.events.rend(); ++event) show_event(view, c, *event);
  show_messages(view, c);
}

}  // namespace dumas::web::pages
