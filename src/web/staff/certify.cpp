// /kasus/{id}/dokumen/{record}/{kind}/tanda-tangan: the signer puts his certificate's signature on a paper that waits
// for it. The passphrase is used once and never kept; a wrong one changes nothing.
#include "app/case_text.hpp"
#include "web/fields.hpp"
#include "web/page_parts.hpp"
#include "web/staff/case_view.hpp"
#include "web/staff/pages.hpp"
#include "web/staff/paper_access.hpp"

namespace dumas::web::pages {
namespace {

struct Waiting {
  store::DuePaperRow due;
  std::string href;  // of the case
};

// A paper of a case he may read that waits for a certificate.
std::optional<Waiting> waiting(Site& site, const Visit& visit) {
  const auto kind = from_name<complaint::PaperKind>(visit.request.parameter("file"));
  const auto record = app::parse_id(visit.request.parameter("record"));
  if (!kind || !record || site.app.settings().signing.mode(*kind) != complaint::SigningMode::Certified)
    return std::nullopt;
  return site.app.readers().with([&](store::Connection& connection) -> std::optional<Waiting> {
    const auto open = open_case(site, visit, connection);
    const auto due = store::find_due_paper(connection, RecordId{*record}, *kind);
    if (!open || !due || due->due.of != complaint::PaperOf::Case || due->due.owner != open->state.id.value)
      return std::nullopt;
    return Waiting{.due = *due, .href = open->href};
  });
}

http::Response show(Site& site, const Visit& visit, const Waiting& paper, const Refusal* fault, int status) {
  View view = make_view(site, visit);
  const std::string kind = word(site, visit, "paper_kind", paper.due.due.paper);
  view.set("LEAD", visit.text(site, "certify.lead", {kind})).set("BACK_HREF", paper.href);
  view.set("HREF", visit.request.path);
  if (fault) show_refusal(view, site.catalogue, visit.language, *fault);
  return page(site, visit, "staff/certify.html", view, status);
}

// His hats, until one is the hat in which he did the step.
Result<app::IssuedPdf> certify_in_his_hat(Site& site, const Visit& visit, const Waiting& paper,
                                          const signing::Passphrase& passphrase) {
  Refusal last{.code = "WRONG_ROLE", .key = "refusal.not_the_signer"};
  for (const auto& actor : visit.staff->actors()) {
    auto made = site.paper_desk.certify(paper.due.due.record, paper.due.due.paper, actor, passphrase);
    if (made || (made.refusal().code != "WRONG_ROLE" && made.refusal().code != "CERTIFICATE_MISSING")) return made;
    last = made.refusal();
  }
  return last;
}

}  // namespace

http::Response certify_form(Site& site, const Visit& visit) {
  const auto paper = waiting(site, visit);
  return paper ? show(site, visit, *paper, nullptr, 200) : error_page(site, visit, 404);
}

http::Response certify_post(Site& site, const Visit& visit) {
  const auto paper = waiting(site, visit);
  if (!paper) return error_page(site, visit, 404);
  std::string typed = visit.request.form.text("passphrase");
  if (typed.empty()) {
    const Refusal fault{.code = "INVALID_INPUT", .field = "passphrase", .key = "error.required"};
    return show(site, visit, *paper, &fault, 422);
  }
  const signing::Passphrase passphrase{std::move(typed)};
  auto made = certify_in_his_hat(site, visit, *paper, passphrase);
  if (!made) {
    Refusal fault = made.refusal();
    if (fault.code == "PASSPHRASE_WRONG") fault.field = "passphrase";
    return show(site, visit, *paper, &fault, fault.code == "RENDER_FAILED" ? 503 : 422);
  }
  return http::see_other(paper_href(made->paper.id));
}

}  // namespace dumas::web::pages
