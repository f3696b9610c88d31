#include "app/papers/receipts.hpp"

#include "proof/pdf_attachment.hpp"
#include "store/merkle_store.hpp"

namespace dumas::app {

Result<std::string> proof_of(Application& app, const store::PaperRow& paper) {
  return app.writer().submit([&](store::Connection& connection) {
    return store::receipt_proof(connection, app.vault(), log_origin(app), paper.event_id, app.clock().now());
  });
}

Result<std::string> with_proof(Application& app, const IssuedPdf& issued) {
  if (issued.paper.issued.mode == complaint::SigningMode::Certified) return issued.pdf;
  const auto bundle = proof_of(app, issued.paper);
  if (!bundle) return bundle.refusal();
  return proof::attach(issued.pdf, *bundle);
}

}  // namespace dumas::app
