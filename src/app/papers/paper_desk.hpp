// Where papers are printed and, once a step has finished them, frozen: from then on their bytes and their digest stay.
// A paper is issued right after the step that finished it by the background turn, or at once when somebody asks for it.
// Called by web/, the sweeper and the dossier. Thread-safe.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/papers/paper_model.hpp"
#include "documents/paper_templates.hpp"
#include "documents/renderer.hpp"
#include "scan/reading.hpp"
#include "signing/signer.hpp"
#include "store/papers.hpp"

namespace dumas::app {

struct IssuedPdf {
  store::PaperRow paper;
  std::string pdf;
};

class PaperDesk {
 public:
  // `scan_worker`: the program that reads scans, and its arguments; this program itself unless told otherwise.
  PaperDesk(Application&, const Catalogue&, const documents::PaperTemplates&, documents::Renderer&,
            std::vector<std::string> scan_worker = scan::ReaderOptions{}.worker);

  [[nodiscard]] const documents::PaperTemplates& templates() const { return templates_; }
  [[nodiscard]] const Catalogue& words() const { return words_; }
  [[nodiscard]] Application& application() const { return app_; }
  [[nodiscard]] scan::ReaderOptions scan_options() const {
    return {.site = app_.settings().site, .worker = scan_worker_};
  }

  // A paper of a case or a meeting as it stands, fresh from the printer and not kept: a draft, a masked copy.
  // Refusals: NOT_FOUND, those of documents::Renderer::render.
  [[nodiscard]] Result<std::string> print(const PaperRequest&) const;
  // The paper for who may know the complainant, or the masked copy: with Naming::Named the frozen bytes where a step has
  // finished it and they can be had, else as print() gives it. Masked copies always come fresh: what somebody typed is
  // masked in them too.
  [[nodiscard]] Result<std::string> copy_of(const PaperRequest&);
  // A paper of its own: a book, a recap, the blank form, a preview.
  [[nodiscard]] Result<std::string> print(complaint::PaperKind, const documents::Model&,
                                          std::optional<documents::PaperSize> = std::nullopt) const;

  // A whole HTML document that is no template's, e.g. the SOP.
  [[nodiscard]] Result<std::string> print_sheet(const std::string& title, const std::string& html) const;

  // The frozen bytes of a finished paper; issued now when the background turn has not come to it. Refusals: NOT_FOUND
  // (no step has finished it), SIGNATURE_PENDING (its signer's certificate has yet to sign it), PAPER_DAMAGED, those of
  // print() and DISK_FULL.
  [[nodiscard]] Result<IssuedPdf> issued(RecordId, complaint::PaperKind);
  [[nodiscard]] Result<IssuedPdf> bytes_of(const store::PaperRow&) const;

  // Issues a paper that waits for its certificate. `actor` must be who finished it. Refusals: WRONG_ROLE, NOT_FOUND,
  // CERTIFICATE_MISSING, those of signing::Signer::sign and of issued().
  [[nodiscard]] Result<IssuedPdf> certify(RecordId, complaint::PaperKind, const complaint::Actor&,
                                          const signing::Passphrase&);
  // The certificate that this actor's signature would be made with. Refusal: CERTIFICATE_MISSING, those of Signer::check.
  [[nodiscard]] Result<signing::CertificateInfo> certificate_of(const complaint::Actor&,
                                                                const signing::Passphrase&) const;

  // Issues every paper that waits, the oldest first, until `stop` says so, and tells how many. What cannot be printed now
  // stays and is tried again at the next call; what waits for a certificate is left alone.
  std::size_t issue_due(const std::function<bool()>& stop = [] { return false; });

  // The address printed as a QR code on each page of the paper with that token; the page's number follows.
  [[nodiscard]] std::string mark_address(std::string_view token) const;

 private:
  // A finished paper, printed and not yet kept.
  struct Draft {
    complaint::PaperIssued issued;
    documents::RenderedPaper printed;
  };
  [[nodiscard]] Result<Draft> draft(const store::DuePaperRow&) const;
  bool issue_or_log(const store::DuePaperRow&);
  [[nodiscard]] Result<IssuedPdf> issue(const store::DuePaperRow&);
  [[nodiscard]] Result<IssuedPdf> keep(const store::DuePaperRow&, Draft);
  [[nodiscard]] Result<std::string> signature_file(const complaint::Actor&) const;

  Application& app_;
  const Catalogue& words_;
  const documents::PaperTemplates& templates_;
  documents::Renderer& renderer_;
  std::vector<std::string> scan_worker_;
  std::mutex issuing_;  // one paper is not printed twice because two readers asked at once
};

}  // namespace dumas::app
