// /sop: the procedure the program runs, from the same file, for everybody to read (UU 14/2008: information that is
// published without being asked for).
#include "documents/long_date.hpp"
#include "web/public/pages.hpp"
#include "web/sop_drawing.hpp"

namespace dumas::web::pages {
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
  const auto words = words_for(site, visit);
  view.show("PLAN_HEAD").set("END_KIND", "plan");
  show_chart(view, site, visit, sop, [&](View& row, std::size_t number) {
    const auto& step = sop.steps[number];
    row.set("KIND", "plan").set_if("REMARK", breakable(step.remark));
    View plan = row.section("PLAN");
    plan.set("REQUIRES", documents::requires_words(step, words)).set_integer("DAY", step.due_day);
    plan.set("OUTPUT", breakable(english && !step.output_en.empty() ? step.output_en : step.output));
  });
  // The drawing is twice as much HTML as its words. Compressed it is light, and safe to compress (BREACH, see
  // http/response.hpp) because nothing of the reader's input stands beside the form token: not even his address.
  view.set("PATH", "/sop");
  auto response = page(site, visit, "public/sop.html", view);
  response.compress();
  return response;
}

}  // namespace dumas::web::pages
