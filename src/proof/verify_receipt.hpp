// Judges a receipt without the office's server, database or word: only by its bytes and, where the reader knows it, the
// office's key. Every step says by itself what fits and what does not. Called by `dumas verify-receipt` and by the page
// on which a receipt can be dropped.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proof/keys.hpp"
#include "proof/pdf_attachment.hpp"
#include "proof/receipt_bundle.hpp"

namespace dumas::proof {

enum class Step {
  Bundle,      // a proof is there and can be read
  Document,    // the frozen bytes have the size and digest of the event
  Event,       // the event's columns give its hash
  Log,         // that hash leads to the root of the checkpoint
  Checkpoint,  // the key signed the checkpoint
  Attachment,  // what follows the frozen bytes is the proof and nothing else
  Key,         // the key is the one the reader expects
};

enum class Outcome { Fits, Differs, NotChecked };

// One step. `key` and `arguments` are a sentence of the catalogue.
struct Finding {
  Step step = Step::Bundle;
  Outcome outcome = Outcome::NotChecked;
  std::string key;
  std::vector<std::string> arguments;
  std::vector<ByteRange> ranges;  // of the file, when bytes of it differ
};

struct ReceiptReport {
  std::vector<Finding> findings;         // a step each, in the order above
  std::optional<ReceiptBundle> bundle;   // what was judged
  std::optional<VerifierKey> signed_by;  // of the bundle; worth nothing until its fingerprint was compared

  // Nothing differs, and everything but the key was checked.
  [[nodiscard]] bool fits() const;
  [[nodiscard]] const Finding& finding(Step) const;
};

struct ReceiptQuestion {
  std::string_view file;
  std::optional<std::string> bundle{};       // kept beside the PDF instead of in it
  std::optional<std::string> fingerprint{};  // the key the reader expects
};

[[nodiscard]] ReceiptReport verify_receipt(const ReceiptQuestion&);

}  // namespace dumas::proof
