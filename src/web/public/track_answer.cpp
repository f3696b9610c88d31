// /lacak/jawaban: the answer letter on its sheet, readable with code and PIN once it has been delivered (SOP row 8).
// Its text is Indonesian in both languages, as every official document.
#include <fmt/format.h>

#include "documents/long_date.hpp"
#include "store/event_log.hpp"
#include "web/public/pages.hpp"
#include "web/public/parts.hpp"
#include "web/public/track_parts.hpp"

namespace dumas::web::pages {
namespace {

struct Letter {
  complaint::Content content;
  Instant signed_at{};
};

std::optional<Letter> read_letter(Site& site, const app::CitizenView& citizen) {
  return site.app.readers().with([&](store::Connection& connection) -> std::optional<Letter> {
    const auto record = site.app.records().read(connection, citizen.answer);
    if (!record) return std::nullopt;
    Letter letter{record->content, citizen.answered.value_or(citizen.received)};
    for (const auto& event : store::read_case(connection, citizen.id))
      if (std::holds_alternative<complaint::AnswerSigned>(event.data)) letter.signed_at = event.at;
    return letter;
  });
}

void show_lines(View& view, std::string_view section, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  View rows = view.section("HAS_" + std::string{section});
  for (const auto& line : lines) rows.section(section).set("TEXT", line);
}

std::string upper(std::string text) {
  for (char& letter : text)
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  return text;
}

}  // namespace

http::Response track_answer(Site& site, const Visit& visit) {
  const auto citizen = open_case(site, visit);
  if (!citizen) return http::see_other("/lacak?berakhir=1");
  const auto letter = citizen->answer ? read_letter(site, *citizen) : std::nullopt;
  if (!letter) return error_page(site, visit, 404);

  const auto& office = site.app.settings();
  const auto indonesian = [&](Instant at) {
    return documents::long_date(site.app.calendar().date_at(at), Language::Indonesian);
  };
  View view = make_view(site, visit);
  view.set("BACK_HREF", "/lacak/status").set("LETTERHEAD_BODY", upper(office.name));
  view.set("NUMBER", citizen->answer_no).set("DATE", office.city + ", " + indonesian(letter->signed_at));
  view.set("REGISTER_NO", citizen->register_no).set("SUBJECT", citizen->subject);
  view.set("RECEIVED", indonesian(citizen->received));
  show_lines(view, "FINDINGS", letter->content.list("findings"));
  show_lines(view, "LAW", letter->content.list("legal_basis"));
  show_lines(view, "COPIES", letter->content.list("copies"));
  view.set("DECISION", letter->content.text("decision")).set("NEXT_STEPS", letter->content.text("next_steps"));
  view.set_integer("OBJECTION_DAYS", office.objection_days);
  view.set("SIGNATORY", site.catalogue.text(Language::Indonesian, "role." + letter->content.text("signatory")));
  view.set_if(
      "RECORD_FOOT",
      site.catalogue.text(Language::Indonesian, "citizen.answer_foot",
                          {grouped(citizen->tracking_code),
                           documents::long_date_and_time(site.app.clock().now(), office.zone, Language::Indonesian)}));
  return page(site, visit, "public/track_answer.html", view);
}

}  // namespace dumas::web::pages
