#include "app/papers/receipts.hpp"

#include "proof/pdf_attachment.hpp"
#include "proof/verify_receipt.hpp"
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

bool carries_our_proof(Application& app, std::string_view file) {
  const auto key = store::checkpoint_key(app.vault(), log_origin(app));
  return proof::verify_receipt({.file = file, .fingerprint = key.fingerprint()}).fits();
}

}  // namespace dumas::app
