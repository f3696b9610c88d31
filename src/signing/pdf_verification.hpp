// Says of a PDF who signed it, when, and whether it was changed since, without a server and without trusting the file.
// Called by `dumas verify-document`, by the pages that show a signed paper, and by tests.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "signing/certificate.hpp"

namespace dumas::signing {

// Bytes of the file, counted from 0, `end` not included.
struct ByteSpan {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] bool empty() const { return begin >= end; }
  friend bool operator==(const ByteSpan&, const ByteSpan&) = default;
};

enum class Integrity {
  Intact,
  Changed,       // see SignatureReport::misfit
  NotSupported,  // a kind of signature Dumas cannot judge, e.g. one over SHA-1
};

enum class Coverage {
  WholeFile,
  EarlierRevision,  // bytes were added later, see SignatureReport::added
};

// Where the signer's certificate leads. Revocation is never checked: Dumas works without a network (decision 31).
enum class Trust {
  NotAsked,  // no anchors were given
  Trusted,   // to an anchor; every certificate was valid at the claimed time
  UnknownIssuer,
  ExpiredAtSigning,  // or not yet valid
  Broken,            // a link of the chain does not hold: a false signature, or an issuer that may not issue
};

enum class Timestamp { None, NotChecked };

struct SignatureReport {
  std::optional<CertificateInfo> signer;  // nothing: the certificate cannot be found in the signature
  // What the signature says of itself, made fit to be shown; covered by the signature when it is intact.
  std::string claimed_name, reason, location, subfilter;
  std::optional<Instant> claimed_time;    // /M: the signer's own clock
  Timestamp timestamp = Timestamp::None;  // a time-stamp authority's word, which Dumas does not check yet
  Integrity integrity = Integrity::NotSupported;
  std::vector<ByteSpan> misfit;  // what does not fit, as narrow as can be said
  ByteSpan revision;             // the bytes of the file when it was signed
  Coverage coverage = Coverage::WholeFile;
  ByteSpan added;  // behind the signed revision
  Trust trust = Trust::NotAsked;
};

// In the order of their revisions; empty: not signed. `anchors`: PEM certificates, may be empty. Never throws for what a
// file holds. Refusals: PDF_UNREADABLE (no PDF, or more than 64 signatures), TRUST_UNREADABLE (anchors without a certificate).
[[nodiscard]] Result<std::vector<SignatureReport>> verify(std::string_view pdf, std::string_view anchors);

enum class Verdict {
  Unsigned,
  Intact,   // every signature fits, and an acceptable one covers the whole file
  Changed,  // one does not fit, or bytes were added that no signature covers
  Unknown,  // a signature that cannot be judged
};
// Where anchors were given, later bytes are vouched for by a trusted signature only.
[[nodiscard]] Verdict verdict(const std::vector<SignatureReport>&);

}  // namespace dumas::signing
