// /surat/{id}: one frozen paper. Who signed it, when and in which capacity; whether its bytes and its electronic
// signature are whole; the scan with the signatures in ink, and the form to bring it in.
#include <fstream>
#include <iterator>

#include "app/case_text.hpp"
#include "app/officer_names.hpp"
#include "app/papers/file_scans.hpp"
#include "app/papers/paper_file.hpp"
#include "documents/long_date.hpp"
#include "signing/pdf_verification.hpp"
#include "web/fields.hpp"
#include "web/page_parts.hpp"
#include "web/paper_response.hpp"
#include "web/public/parts.hpp"
#include "web/staff/pages.hpp"
#include "web/staff/paper_access.hpp"
#include "web/staff/scan_files.hpp"
#include "web/upload_faults.hpp"

namespace dumas::web::pages {
namespace {

using complaint::Permission;

class PaperSheet {
 public:
  PaperSheet(View& view, Site& site, const Visit& visit) : view_(view), site_(site), visit_(visit) {}

  void row(std::string_view key, std::string_view value) {
    if (!value.empty()) view_.section("SUMMARY").set("KEY", visit_.text(site_, std::string{key})).set("VALUE", value);
  }
  void show(const store::PaperRow& paper, const std::optional<std::string>& bytes) {
    const auto& issued = paper.issued;
    const Zone zone = site_.app.settings().zone;
    row("verify.number", issued.number);
    if (issued.signed_as)
      row("paper.signed_by", site_.app.readers().with([&](store::Connection& connection) {
        return app::OfficerNames{connection, site_.app.office()}.acting(
            site_.catalogue, visit_.language, issued.signed_by, *issued.signed_as,
            issued.capacity.value_or(complaint::Capacity::Own));
      }));
    row("paper.signed_at", documents::long_date_and_time(from_millis(issued.signed_at), zone, visit_.language));
    row("verify.mode", word(site_, visit_, "signing_mode", issued.mode.value_or(complaint::SigningMode::Internal)));
    row("paper.issued_at", documents::long_date_and_time(paper.issued_at, zone, visit_.language));
    row("verify.pages", std::to_string(issued.file.pages));
    row("verify.digest", issued.file.sha256);
    view_.show(bytes ? "UNCHANGED" : "CHANGED");
    if (bytes && issued.mode == complaint::SigningMode::Certified) show_signatures(*bytes);
  }

 private:
  void show_signatures(const std::string& pdf) {
    const auto reports = signing::verify(pdf, trusted_authorities());
    if (!reports) return view_.set_if("SIGNATURE", visit_.text(site_, "paper.signature_unknown")), void();
    switch (signing::verdict(*reports)) {
      case signing::Verdict::Intact: view_.set_if("SIGNATURE", visit_.text(site_, "paper.signature_intact")); break;
      case signing::Verdict::Changed: view_.set_if("SIGNATURE", visit_.text(site_, "paper.signature_changed")); break;
      case signing::Verdict::Unsigned:
      case signing::Verdict::Unknown: view_.set_if("SIGNATURE", visit_.text(site_, "paper.signature_unknown")); break;
    }
    for (const auto& report : *reports) {
      if (!report.signer) continue;
      row("paper.holder", report.signer->subject);
      row("paper.issuer", report.signer->issuer);
      row("verify.certificate", report.signer->fingerprint);
      view_.set_if("TRUST", trust_words(report.trust));
    }
  }

  std::string trust_words(signing::Trust trust) const {
    switch (trust) {
      case signing::Trust::Trusted: return visit_.text(site_, "paper.trust_TRUSTED");
      case signing::Trust::NotAsked:
      case signing::Trust::UnknownIssuer: return visit_.text(site_, "paper.trust_UNKNOWN");
      case signing::Trust::ExpiredAtSigning: return visit_.text(site_, "paper.trust_EXPIRED");
      case signing::Trust::Broken: return visit_.text(site_, "paper.trust_BROKEN");
    }
    return "";
  }

  // The office's own list; without one nobody is trusted and that is said.
  std::string trusted_authorities() const {
    const auto& trust = site_.app.settings().signing.trust;
    if (trust.empty()) return "";
    std::ifstream file(site_.app.folders().data / "keys" / trust, std::ios::binary);
    return {std::istreambuf_iterator<char>{file}, {}};
  }

  View& view_;
  Site& site_;
  const Visit& visit_;
};

http::Response show(Site& site, const Visit& visit, const store::PaperRow& paper, const std::vector<Refusal>& faults,
                    int status) {
  View view = make_view(site, visit);
  const auto& issued = paper.issued;
  const std::string href = paper_href(paper.id);
  view.set("PAPER", word(site, visit, "paper_kind", issued.paper.value())).set("HREF", href);
  view.set("OWNER_HREF", owner_href(paper));
  view.show(issued.of == complaint::PaperOf::Case ? "OF_CASE" : "OF_MEETING");
  view.set("VERIFY_HREF", "/periksa/" + issued.token).set("CODE", issued.token);
  if (paper.voided) view.show("VOID");
  PaperSheet{view, site, visit}.show(paper, app::thaw(site.app, issued.file));
  if (may_have_bytes(visit, paper)) {
    View files = view.section("BYTES");
    if (paper.scan) files.set_if("SCANNED", href + "/pindaian.pdf");
    if (!paper.scan && issued.mode == complaint::SigningMode::WetInk) files.show("NO_SCAN");
  }
  if (visit.staff->may(Permission::FileScans)) {
    show_file_limits(view);
    view.set("FILE_ACCEPT", scan_file_types);
    view.show("UPLOAD");
  }
  if (visit.request.query.has("tersimpan")) show_done(view, visit.text(site, "paper.scan_kept"));
  show_upload_faults(view, site, visit, faults);
  return page(site, visit, "staff/issued_paper.html", view, status);
}

}  // namespace

http::Response issued_paper(Site& site, const Visit& visit) {
  const auto paper = open_paper(site, visit);
  return paper ? show(site, visit, *paper, {}, 200) : error_page(site, visit, 404);
}

http::Response issued_paper_file(Site& site, const Visit& visit) {
  const auto paper = open_paper(site, visit);
  if (!paper || !may_have_bytes(visit, *paper)) return error_page(site, visit, 404);
  const std::string file = visit.request.parameter("file");
  const auto& issued = paper->issued;
  if (file != "asli.pdf" && (file != "pindaian.pdf" || !paper->scan)) return error_page(site, visit, 404);
  if (app::names_complainant(issued.paper.value()))
    log_named_paper(site, visit, CaseId{issued.owner}, RecordId{issued.record}, issued.paper.value());
  const bool scan = file == "pindaian.pdf";
  auto bytes = app::thaw(site.app, scan ? *paper->scan : issued.file);
  if (!bytes) return paper_refused(site, visit, {.code = "PAPER_DAMAGED", .key = "refusal.paper_damaged"});
  return pdf_download(std::move(*bytes),
                      paper_file_name(site, issued.paper.value(), issued.number, scan ? " (pindaian).pdf" : ".pdf"));
}

http::Response issued_paper_post(Site& site, const Visit& visit) {
  const auto paper = open_paper(site, visit);
  if (!paper || !visit.staff->may(Permission::FileScans)) return error_page(site, visit, 404);
  const auto files = read_scan_files(site, visit);
  if (!files) return show(site, visit, *paper, {files.refusal()}, status_of_upload({files.refusal()}));
  const auto kept = app::file_scan_of(site.paper_desk, *paper, hat(*visit.staff, Permission::FileScans), *files);
  if (!kept) return show(site, visit, *paper, {kept.refusal()}, status_of_upload({kept.refusal()}));
  return http::see_other(paper_href(paper->id) + "?tersimpan=pindaian");
}

}  // namespace dumas::web::pages
