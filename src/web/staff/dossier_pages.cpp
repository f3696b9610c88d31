#include "web/staff/dossier_pages.hpp"

#include "documents/long_date.hpp"
#include "store/digest.hpp"

namespace dumas::web::pages {
namespace {

std::string when(const Site& site, Instant at) {
  return documents::long_date_and_time(at, site.app.calendar().zone(), Language::Indonesian);
}

std::string text(const Site& site, std::string_view key) { return site.catalogue.text(Language::Indonesian, key); }

View begin(const Site& site, const app::Dossier& dossier) {
  View view;
  view.set("OFFICE", site.app.settings().name).set("SUBJECT", dossier.subject).set("STATE", dossier.state);
  view.set("REGISTER_NO", dossier.register_no.empty() ? text(site, "work.unregistered") : dossier.register_no);
  view.set("AS_OF", when(site, dossier.as_of));
  if (dossier.naming == app::Naming::Masked) view.show("MASKED");
  return view;
}

void show_files(View& view, const Site& site, std::string_view section, const std::vector<app::DossierFile>& files) {
  if (files.empty()) return;
  View table = view.section("HAS_" + std::string{section});
  for (const auto& file : files)
    table.section(section)
        .set("PATH", file.path)
        .set("TITLE", file.title)
        .set("NOTE", file.note)
        .set("WHEN", when(site, file.at))
        .set("SHA256", file.sha256);
}

std::string index(const Site& site, const app::Dossier& dossier) {
  View view = begin(site, dossier);
  show_files(view, site, "PAPERS", dossier.papers);
  show_files(view, site, "FILES", dossier.attachments);
  if (dossier.attachment_choice == app::Attachments::LeftOut) view.show("NO_FILES");
  if (!dossier.gaps.empty()) {
    View list = view.section("HAS_GAPS");
    for (const auto& gap : dossier.gaps) list.section("GAPS").set("TITLE", gap.title).set("REASON", gap.reason);
  }
  return site.views.render("dossier/index.html", Language::Indonesian, view);
}

std::string timeline(const Site& site, const app::Dossier& dossier) {
  View view = begin(site, dossier);
  for (const auto& event : dossier.events) {
    View row = view.section("EVENTS");
    row.set("WHEN", when(site, event.at)).set("TITLE", event.title).set("OFFICER", event.officer);
    row.set_if("TEXT", event.text);
    if (event.step > 0) row.section("STEP").set_integer("NUMBER", event.step);
    if (event.days_late > 0) row.section("LATE").set_integer("DAYS", event.days_late);
    for (const auto& path : event.files) row.section("FILES").set("PATH", path);
    row.set_integer("LOG_ID", event.log_id).set("HASH", store::to_hex(std::string_view{event.hash}));
  }
  return site.views.render("dossier/timeline.html", Language::Indonesian, view);
}

}  // namespace

app::DossierPages dossier_pages(const Site& site) {
  return {.index = [&site](const app::Dossier& dossier) { return index(site, dossier); },
          .timeline = [&site](const app::Dossier& dossier) { return timeline(site, dossier); }};
}

}  // namespace dumas::web::pages
