// SOP row 8: the answer reaches the complainant, with a receipt or with proof. A letter sent by post or e-mail leaves
// with the proof of its dispatch; its receipt comes back later and is recorded then (row 9 waits for it).
#include "complaint/steps.hpp"

namespace dumas::complaint::steps {
namespace {

struct Handover {
  const std::string& received_by;
  const std::string& proof;
  const std::vector<std::string>& attempts;
  const std::vector<FileId>& evidence;
};

// What stands in for a signature under the receipt: a drawn or scanned one, or the record of the failed attempts.
bool is_signed(const Handover& h) { return !h.received_by.empty() && !h.evidence.empty(); }

Checked check_attempts(const Handover& h, const Facts& facts) {
  const auto needed = static_cast<std::size_t>(facts.office->failed_attempts);
  if (filled(h.attempts) >= needed) return Done{};
  return invalid("attempts", "error.attempts", {std::to_string(needed)});
}

Checked check_dispatch(DeliveryChannel channel, const Handover& h, const State& state, const Facts& facts) {
  switch (channel) {
    case DeliveryChannel::Counter:
      if (h.received_by.empty()) return invalid("received_by", "error.required");
      if (h.evidence.empty()) return missing_document(DocumentType::Receipt);
      return Done{};
    case DeliveryChannel::Post:
    case DeliveryChannel::Email:
      if (h.proof.empty() && h.evidence.empty()) return invalid("proof", "error.dispatch_proof");
      return Done{};
    case DeliveryChannel::Portal:
      // Only who cannot be reached reads his answer under code and PIN alone.
      if (state.reachable) return invalid("channel", "error.portal_reachable");
      return Done{};
    case DeliveryChannel::FailedAttempts: return check_attempts(h, facts);
  }
  return Done{};
}

// Whether this handing-over already is the tanda terima that row 9 wants.
bool is_receipt(DeliveryChannel channel, const Handover& h) {
  return channel == DeliveryChannel::Portal || channel == DeliveryChannel::FailedAttempts || is_signed(h);
}

}  // namespace

Result<Decision> decide(const State& state, const DeliverAnswer& c, const Facts& facts) {
  if (const auto documents = require_documents(state, *facts.sop, StepKey::Delivery); !documents)
    return documents.refusal();
  if (facts.letter_uncertified) {
    const std::string signer{name(state.signatory.value_or(Role::Secretary))};
    return Refusal{"ACTOR_RULE_PENDING:" + signer, "", "refusal.letter_not_certified", {signer}};
  }
  if (!c.channel) return invalid("channel", "error.required");
  const Handover handover{c.received_by, c.proof, c.attempts, c.evidence};
  if (const auto proof = check_dispatch(*c.channel, handover, state, facts); !proof) return proof.refusal();
  std::vector<RecordDraft> drafts{{DocumentType::DeliveryProof, content_of(c)}};
  if (is_receipt(*c.channel, handover)) drafts.push_back({DocumentType::Receipt, content_of(c)});
  return Decision{completed(state, facts, StepKey::Delivery,
                            AnswerDelivered{.channel = c.channel, .evidence = c.evidence}, std::move(drafts))};
}

Result<Decision> decide(const State& state, const RecordReceipt& c, const Facts& facts) {
  if (state.has(DocumentType::Receipt)) return Refusal{"WRONG_STATE", "", "refusal.receipt_already_recorded"};
  const Handover handover{c.received_by, c.proof, c.attempts, c.evidence};
  // A receipt that came back, the server's or courier's word that it arrived, or the attempts that failed.
  const bool reported_delivered = !c.received_by.empty() && !c.proof.empty();
  if (!is_signed(handover) && !reported_delivered) {
    if (filled(c.attempts) == 0) return invalid("received_by", "error.receipt_proof");
    if (const auto attempts = check_attempts(handover, facts); !attempts) return attempts.refusal();
  }
  return Decision{happened(facts, ReceiptRecorded{.evidence = c.evidence}, {{DocumentType::Receipt, content_of(c)}})};
}

}  // namespace dumas::complaint::steps
