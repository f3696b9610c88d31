// What each paper of a case or a meeting says (domain 3.2), as a model for its template in papers/. The one source for
// the page on the screen, the PDF that is frozen, the citizen's view and the dossier. Papers speak Indonesian whatever
// language their reader chose, and are dated with the time of the event behind them, never with "now".
#pragma once

#include <optional>
#include <vector>

#include "app/application.hpp"
#include "complaint/paper.hpp"
#include "documents/model.hpp"
#include "locale/catalogue.hpp"

namespace dumas::app {

// Whether the complainant stands in clear on the papers that name him. Masked: neither name, number, address, telephone
// nor e-mail stands anywhere, also not in what somebody typed.
enum class Naming { Masked, Named };

struct PaperSource {
  Application& app;
  const Catalogue& words;
  store::Connection& connection;
};

struct PaperRequest {
  complaint::PaperKind paper{};
  complaint::PaperOf of = complaint::PaperOf::Case;
  std::int64_t owner = 0;  // CaseId or MeetingId
  RecordId record;
  Naming naming = Naming::Masked;
  // What stands above a signer's name once he acted: room for ink, or that the program or a certificate vouches.
  // Unset: as the office signs this paper.
  std::optional<complaint::SigningMode> mode{};
};

// nullopt: no such paper of that case or meeting, or none that is made from such a record.
[[nodiscard]] std::optional<documents::Model> paper_model(const PaperSource&, const PaperRequest&);

// The form that lies on the counter; it belongs to no case.
[[nodiscard]] documents::Model blank_form_model(const PaperSource&);

// The papers that can be printed from a record of this type, the main one first. Empty: it is no paper.
[[nodiscard]] std::vector<complaint::PaperKind> papers_from(complaint::DocumentType);

// Papers that go to the complainant, come back from him or say who met him: with Naming::Named they name him. Every
// other paper shows him masked, save his own form.
[[nodiscard]] bool names_complainant(complaint::PaperKind);

}  // namespace dumas::app
