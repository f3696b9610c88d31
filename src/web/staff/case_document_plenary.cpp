// Berita Acara Rapat Pleno (SOP row 6): date in words, who was there, points, discussion, decision, votes, and a
// signature block for each member present, by name.
#include "app/facts.hpp"
#include "documents/spelling.hpp"
#include "store/meeting_queries.hpp"
#include "web/staff/case_document_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace dumas::web::pages {
namespace {

std::string upper(std::string text) {
  for (char& letter : text)
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  return text;
}

// Confirmed by the Chair after this draft and before another.
std::optional<complaint::Event> confirmation(const Paper& p) {
  bool after = false;
  for (const auto& event : p.events) {
    if (event.at == p.made.at && event.type() == p.made.type() && event.records == p.made.records)
      after = true;
    else if (after && event.type() == complaint::EventType::MinutesDrafted)
      return std::nullopt;
    else if (after && event.type() == complaint::EventType::MinutesConfirmed)
      return event;
  }
  return std::nullopt;
}

void show_signers(View& view, const Paper& p, std::vector<UserId> present) {
  const auto confirmed = confirmation(p);
  // Who signed as Chair, also as Plh. or Plt. for an absent one; before the signature the Chair in office.
  const UserId chair = confirmed ? confirmed->actor.user : p.names.holder(complaint::Role::Chair).id;
  const auto capacity = confirmed ? confirmed->actor.capacity : complaint::Capacity::Own;
  const std::string acting =
      capacity == complaint::Capacity::Own ? "" : p.id("capacity." + std::string{name(capacity)}) + " ";
  std::stable_sort(present.begin(), present.end(), [chair](UserId a, UserId b) { return (a == chair) > (b == chair); });
  int number = 0;
  for (const UserId member : present) {
    View row = view.section("MEMBERS");
    row.set_integer("NO", ++number).set("NAME", p.names.name(member));
    row.set("MEMBER_ROLE", member == chair ? acting + p.id("role.CHAIR") : p.id("role.COMMISSIONER"));
    if (confirmed && member == chair) row.set_if("STAMP", "Disahkan dalam sistem " + p.date_and_time(confirmed->at));
  }
  if (!confirmed) view.show("NOT_CONFIRMED");
}

}  // namespace

std::string_view show_minutes(View& view, const Paper& p) {
  const auto& text = p.text();
  const auto* drafted = std::get_if<complaint::MinutesDrafted>(&p.made.data);
  const auto meeting = store::find_meeting(p.connection, p.site.app.office(), p.then.meeting);
  if (!drafted || !meeting) return "";
  const auto invitation = p.site.app.records().read(p.connection, meeting->invitation);
  const auto& office = p.site.app.settings();
  view.set("NUMBER", text.text("number"))
      .set("REGISTER_NO", p.register_no())
      .set("OFFICE", office.name)
      .set("SUBJECT", p.subject());
  view.set("DATE_IN_WORDS", documents::date_in_words(meeting->date));
  view.set("TIME", meeting_time(meeting->time, Language::Indonesian) + " " + std::string{abbreviation(office.zone)});
  view.set("PLACE", invitation ? invitation->content.text("place") : office.city);
  view.set("MODE", p.id("plenary_mode." + std::string{name(meeting->mode)}));
  view.set("OPENNESS", p.id("openness." + std::string{name(meeting->openness)}));
  view.set("PRESENT", fmt::format("{} ({})", drafted->present.size(),
                                  documents::spell_indonesian(static_cast<long>(drafted->present.size()))));
  view.set("MEMBER_COUNT",
           fmt::format("{} ({})", office.quorum.members, documents::spell_indonesian(office.quorum.members)));
  for (const auto& point : text.list("points")) view.section("POINTS").set("TEXT", point);
  view.set("DISCUSSION", text.text("discussion"));
  for (const auto& decision : text.list("decision")) view.section("DECISIONS").set("TEXT", decision);
  view.set("RESOLUTION", p.id("resolution." + text.text("resolution")));
  view.set_integer("IN_FAVOUR", drafted->in_favour)
      .set_integer("AGAINST", drafted->against)
      .set_integer("ABSTAINED", drafted->abstained);
  view.set("OFFICE_UPPER", upper(office.name));
  show_signers(view, p, drafted->present);
  return "staff/document_minutes.html";
}

}  // namespace dumas::web::pages
