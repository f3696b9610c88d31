// Sheets for everybody: /formulir.pdf, the blank complaint form to fill in by hand, and /sop.pdf, the SOP as PermenPANRB
// 35/2012 wants it. Neither belongs to a case.
#include "app/papers/paper_model.hpp"
#include "documents/sop_document.hpp"
#include "web/paper_response.hpp"
#include "web/public/pages.hpp"

namespace dumas::web::pages {

http::Response blank_form(Site& site, const Visit& visit) {
  const auto model = site.app.readers().with([&](store::Connection& connection) {
    return app::blank_form_model({.app = site.app, .words = site.catalogue, .connection = connection});
  });
  auto pdf = site.paper_desk.print(complaint::PaperKind::BlankForm, model);
  if (!pdf) return paper_refused(site, visit, pdf.refusal());
  return pdf_download(std::move(*pdf), paper_file_name(site, complaint::PaperKind::BlankForm, ""));
}

http::Response sop_pdf(Site& site, const Visit& visit) {
  const auto& office = site.app.settings();
  const auto words = [&](std::string_view key) { return site.catalogue.text(Language::Indonesian, key); };
  auto pdf = site.paper_desk.print_sheet(
      site.app.sops().newest().title,
      documents::sop_document_html(
          site.app.sops().newest(), office, words,
          office.papers.usual == complaint::PaperSize::F4 ? documents::SopPaper::F4 : documents::SopPaper::A4));
  if (!pdf) return paper_refused(site, visit, pdf.refusal());
  return pdf_download(std::move(*pdf), "SOP " + office.short_name + ".pdf");
}

}  // namespace dumas::web::pages
