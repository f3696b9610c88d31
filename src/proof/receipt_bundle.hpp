// What a receipt carries to prove itself: the event that issued the paper, with every column as it was hashed, its way
// to the root of a signed checkpoint, and the key to check the signature with. One line of JSON. Made by store::
// receipt_proof, put into the PDF by pdf_attachment.hpp, judged by verify_receipt.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "proof/chain.hpp"

namespace dumas::proof {

// Names the form of the line and of the PDF that carries it. A reader of an old receipt needs the old form for ever.
inline constexpr std::string_view bundle_format = "dumas-receipt-proof/1";
// The event by which the office issues a paper; no other may vouch for a file.
inline constexpr std::string_view issuing_event = "paper.issued";

// The bytes an event vouches for.
struct DocumentDigest {
  std::uint64_t size = 0;
  std::string sha256;  // 64 hex digits

  friend bool operator==(const DocumentDigest&, const DocumentDigest&) = default;
};

struct ReceiptBundle {
  EventRow event;
  Digest before{};           // hash of the row before
  Digest hash{};             // of this row: the leaf is made of it
  std::uint64_t index = 0;   // of the leaf: the event's number less one
  std::vector<Digest> path;  // RFC 9162, 2.1.3
  std::string checkpoint;    // the signed note
  std::string key;           // the verifier key's line
  DocumentDigest document;
  // Short digests of the document's blocks, hex. Nobody signed them: they tell where a changed document differs, never
  // that it is genuine. Empty when the bundle was never put into a PDF.
  std::vector<std::string> blocks;

  friend bool operator==(const ReceiptBundle&, const ReceiptBundle&) = default;
};

[[nodiscard]] std::string write_bundle(const ReceiptBundle&);
// Accepts what write_bundle gives and nothing else, so that each byte of the line counts. Refusal: PROOF_UNREADABLE
// (proof.bundle.unreadable {place}: the byte at which reading ended).
[[nodiscard]] Result<ReceiptBundle> read_bundle(std::string_view text);

// What an event says of the paper it issued; nullopt for any other event.
[[nodiscard]] std::optional<DocumentDigest> document_of(const EventRow&);

// At most 64 blocks, none below 4 KiB.
[[nodiscard]] std::uint64_t block_size(std::uint64_t document_size);
[[nodiscard]] std::vector<std::string> block_digests(std::string_view document);

}  // namespace dumas::proof
