// /rapat/{id}/dokumen/{record}: the invitation and the attendance list of a plenary (SOP row 6) as clean sheets to print.
// Official papers are in Indonesian whatever language the reader has chosen.
#include <fmt/format.h>

#include "app/case_text.hpp"
#include "app/facts.hpp"
#include "documents/long_date.hpp"
#include "store/accounts.hpp"
#include "store/meeting_queries.hpp"
#include "store/records.hpp"
#include "web/page_parts.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web::pages {
namespace {

std::string upper(std::string text) {
  for (char& letter : text)
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  return text;
}

std::string in_indonesian(const Site& site, const std::string& key) {
  return site.catalogue.text(Language::Indonesian, key);
}

struct Person {
  std::string name, title;
};

std::vector<Person> members_of(Site& site, store::Connection& connection) {
  std::vector<Person> people;
  for (const UserId member : app::plenary_members(connection, site.app.office()))
    if (const auto user = store::find_user(connection, site.app.office(), member))
      people.push_back({user->display_name, user->title});
  return people;
}

std::vector<Person> present_at(Site& site, store::Connection& connection, const store::MeetingRow& row,
                               const complaint::Content& list) {
  std::vector<Person> people;
  for (const UserId member : row.present)
    if (const auto user = store::find_user(connection, site.app.office(), member))
      people.push_back({user->display_name, user->title});
  for (const auto& guest : list.list("guests")) people.push_back({guest, "Undangan"});
  return people;
}

void show_head(Site& site, View& view, const store::MeetingRow& row, const complaint::Content& invitation) {
  const auto& office = site.app.settings();
  view.set("LETTERHEAD_BODY", upper(office.name)).set("NUMBER", row.number);
  view.set("BACK_HREF", "/rapat/" + app::id_text(row.id.value));
  view.set("DAY", documents::day_and_long_date(row.date, Language::Indonesian));
  const auto time = parse_hh_mm(row.time).value_or(std::chrono::minutes{0});
  view.set("TIME", documents::clock_time(instant_at(row.date, time, office.zone), office.zone, Language::Indonesian))
      .set("PLACE", invitation.text("place"));
  view.set("MODE", in_indonesian(site, "plenary_mode." + std::string{name(row.mode)}));
  view.set("OPENNESS", in_indonesian(site, "openness." + std::string{name(row.openness)}));
  view.set("CITY", office.city);
}

void show_people(View& view, const std::vector<Person>& people) {
  int number = 0;
  for (const auto& person : people) {
    View row = view.section("PEOPLE");
    row.set_integer("NO", ++number).set("NAME", person.name).set_if("TITLE", person.title);
    row.show(number % 2 == 1 ? "LEFT" : "RIGHT");
  }
}

void foot(Site& site, View& view, const store::Record& record) {
  view.set_if("RECORD_FOOT", fmt::format("Catatan {} · {} · dicetak {}", record.id.value,
                                         in_indonesian(site, "document." + std::string{name(record.type)}),
                                         documents::long_date_and_time(site.app.clock().now(), site.app.settings().zone,
                                                                       Language::Indonesian)));
}

}  // namespace

http::Response meeting_document(Site& site, const Visit& visit) {
  const auto id = app::parse_id(visit.request.parameter("id"));
  const RecordId wanted{number_in(visit.request.parameter("record"))};
  if (!id || !wanted) return error_page(site, visit, 404);
  View view = make_view(site, visit);
  const std::string_view sheet = site.app.readers().with([&](store::Connection& connection) -> std::string_view {
    const auto row = store::find_meeting(connection, site.app.office(), MeetingId{*id});
    if (!row || (wanted != row->invitation && wanted != row->attendance)) return "";
    const auto invitation = site.app.records().read(connection, row->invitation);
    const auto record = site.app.records().read(connection, wanted);
    if (!invitation || !record) return "";
    show_head(site, view, *row, invitation->content);
    foot(site, view, *record);
    if (wanted == row->attendance) {
      show_people(view, present_at(site, connection, *row, record->content));
      return "staff/meeting_attendance.html";
    }
    view.set("CALLED", documents::long_date(local_date(from_millis(record->created_at), site.app.settings().zone),
                                            Language::Indonesian));
    view.set_if("NOTE", invitation->content.text("note"));
    show_people(view, members_of(site, connection));
    return "staff/meeting_invitation.html";
  });
  if (sheet.empty()) return error_page(site, visit, 404);
  return http::html(200, site.views.render(sheet, Language::Indonesian, view));
}

}  // namespace dumas::web::pages
