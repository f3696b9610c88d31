// /sop: the procedure the program runs, from the same file, for everybody to read (UU 14/2008: information that is
// published without being asked for).
#include "documents/long_date.hpp"
#include "web/public/pages.hpp"

namespace dumas::web::pages {
namespace {

// "Sekretaris & Ketua" when all act, "/" when one of them does, "lalu" when one after the other.
std::string actors_of(const Site& site, const Visit& visit, const complaint::Step& step) {
  std::string text;
  for (const auto role : step.actors) {
    if (!text.empty()) text += visit.text(site, "citizen.actors_" + std::string{name(step.rule)});
    text += visit.text(site, "role." + std::string{name(role)});
  }
  return text;
}

std::string requires_of(const Site& site, const Visit& visit, const complaint::Step& step) {
  std::string text;
  const auto add = [&text](const std::string& word) { text += (text.empty() ? "" : ", ") + word; };
  for (const auto document : step.requires_documents) add(visit.text(site, "document." + std::string{name(document)}));
  if (!step.equipment.empty()) add(step.equipment);
  return text;
}

// The SOP writes "jawaban/mediasi/penyelesaian": a line may break after each stroke.
std::string breakable(const std::string& text) {
  constexpr std::string_view zero_width_space = "\xE2\x80\x8B";
  std::string broken;
  for (const char letter : text) {
    broken += letter;
    if (letter == '/') broken += zero_width_space;
  }
  return broken;
}

}  // namespace

http::Response sop(Site& site, const Visit& visit) {
  const auto& sop = site.app.sops().newest();
  const bool english = visit.language == Language::English;
  View view = make_view(site, visit);
  view.show("AT_SOP").set("SOP_TITLE", sop.title).set("SOP_NUMBER", sop.number).set("SOP_VERSION", sop.version);
  view.set("SOP_EFFECTIVE", documents::long_date(sop.effective, visit.language));
  if (!sop.identity.legal_basis.empty()) {
    View law = view.section("HAS_LAW");
    for (const auto& text : sop.identity.legal_basis) law.section("LAW").set("TEXT", text);
  }
  for (const auto& step : sop.steps) {
    View row = view.section("STEPS");
    row.set_integer("NO", step.number).set_integer("DAY", step.due_day);
    row.set("ACTIVITY", breakable(english && !step.activity_en.empty() ? step.activity_en : step.activity));
    row.set("OUTPUT", breakable(english && !step.output_en.empty() ? step.output_en : step.output));
    row.set("ACTORS", breakable(actors_of(site, visit, step))).set("REQUIRES", requires_of(site, visit, step));
    row.set("REMARK", breakable(step.remark));
  }
  return page(site, visit, "public/sop.html", view);
}

}  // namespace dumas::web::pages
