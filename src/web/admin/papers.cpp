// /admin/surat: the templates of the papers, for the administrator, who sees samples and no case. A broken template of
// the office's own is named here by file and line; the shipped one is used meanwhile.
#include <algorithm>

#include "app/log.hpp"
#include "documents/common_fields.hpp"
#include "web/admin/pages.hpp"
#include "web/page_parts.hpp"
#include "web/paper_page.hpp"
#include "web/paper_response.hpp"

namespace dumas::web::pages {
namespace {

using complaint::PaperKind;
using documents::PaperField;
using documents::PaperSection;

std::optional<PaperKind> asked_paper(const Site& site, const Visit& visit) {
  const auto kind = from_name<PaperKind>(visit.request.parameter("kind"));
  const auto kinds = site.papers.kinds();
  return kind && std::find(kinds.begin(), kinds.end(), *kind) != kinds.end() ? kind : std::nullopt;
}

std::string address_of(PaperKind kind) { return "/admin/surat/" + std::string{name(kind)}; }

std::string origin(const Site& site, const Visit& visit, PaperKind kind) {
  return visit.text(site, site.papers.is_own(kind) ? "papers.own" : "papers.shipped");
}

void show_faults(const Site& site, const Visit& visit, View& view) {
  const auto faults = site.papers.faults();
  if (faults.empty()) return;
  View table = view.section("HAS_FAULTS");
  for (const auto& fault : faults) {
    View row = table.section("FAULTS");
    row.set("FILE", fault.file).set("LINE", fault.line > 0 ? std::to_string(fault.line) : "–");
    row.set("REASON", visit.text(site, "paper_fault." + fault.reason, fault.arguments));
  }
}

// The first sample of a field, whatever its section's repetitions.
std::string first_sample(const complaint::SettingsNode& sample) {
  if (!sample.items.empty()) return first_sample(sample.items.front());
  return sample.text;
}

void show_fields(const Site& site, const Visit& visit, View& view, const PaperSection& section,
                 const std::string& path) {
  const auto row = [&](const auto& item, std::string_view kind, const std::string& sample) {
    View one = view.section("FIELDS");
    one.set("NAME", path + item.name).set("ABOUT", item.about).set("KIND", visit.text(site, kind));
    one.set("SAMPLE", sample);
  };
  for (const PaperField& field : section.fields) {
    row(field, field.required ? "papers.required" : (field.optional ? "papers.optional" : "papers.always"),
        first_sample(field.sample));
  }
  for (const PaperSection& inner : section.sections) {
    row(inner, "papers.section", "");
    show_fields(site, visit, view, inner, path + inner.name + " / ");
  }
}

documents::Model sample_of(const Site& site, PaperKind kind) {
  documents::Model model = site.papers.description(kind).sample;
  model.take(documents::common_fields(site.app.settings(), {}));
  return model;
}

}  // namespace

http::Response paper_list(Site& site, const Visit& visit) {
  View view = make_view(site, visit);
  show_faults(site, visit, view);
  for (const auto kind : site.papers.kinds()) {
    View row = view.section("PAPERS");
    row.set("TITLE", site.papers.description(kind).title).set("FOLDER", std::string{name(kind)});
    row.set("HREF", address_of(kind)).set("SAMPLE_HREF", address_of(kind) + "/contoh");
    row.set("ORIGIN", origin(site, visit, kind));
  }
  if (visit.request.query.has("dimuat")) show_done(view, visit.text(site, "papers.reloaded"));
  return page(site, visit, "admin/paper_list.html", view);
}

http::Response paper_reload_post(Site& site, const Visit&) {
  site.papers.reload();
  for (const auto& fault : site.papers.faults())
    app::log(app::LogLevel::Warning, "own paper not used", {{"fault", documents::plain(fault)}});
  return http::see_other("/admin/surat?dimuat=1");
}

http::Response paper_page(Site& site, const Visit& visit) {
  const auto kind = asked_paper(site, visit);
  if (!kind) return error_page(site, visit, 404);
  const auto& paper = site.papers.description(*kind);
  View view = make_view(site, visit);
  view.set("TITLE", paper.title).set("FOLDER", std::string{name(*kind)}).set("ORIGIN", origin(site, visit, *kind));
  view.set("SAMPLE_HREF", address_of(*kind) + "/contoh");
  show_fields(site, visit, view, paper.fields, "");
  return page(site, visit, "admin/paper.html", view);
}

http::Response paper_sample(Site& site, const Visit& visit) {
  const auto kind = asked_paper(site, visit);
  if (!kind) return error_page(site, visit, 404);
  const std::string page = address_of(*kind);
  return web::paper_page(
      site, visit,
      {.kind = *kind, .model = sample_of(site, *kind), .back_href = page, .pdf_href = page + "/contoh.pdf"});
}

http::Response paper_sample_pdf(Site& site, const Visit& visit) {
  const auto kind = asked_paper(site, visit);
  if (!kind) return error_page(site, visit, 404);
  auto pdf = site.paper_desk.print(*kind, sample_of(site, *kind));
  if (!pdf) return paper_refused(site, visit, pdf.refusal());
  return pdf_download(std::move(*pdf), paper_file_name(site, *kind, visit.text(site, "paper.sample_word")));
}

}  // namespace dumas::web::pages
