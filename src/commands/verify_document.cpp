// dumas verify-document: who signed a PDF, when, and whether it was changed since, without server and data folder.
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <optional>

#include "commands/open.hpp"
#include "signing/pdf_verification.hpp"

namespace dumas::commands {

namespace {

using namespace signing;  // NOLINT(google-build-using-namespace): this command speaks of nothing else

std::optional<std::string> read_file(const std::filesystem::path& file);
void print_report(std::size_t number, const SignatureReport& report);
std::string trust_sentence(const SignatureReport& report);
int say_verdict(Verdict verdict);

}  // namespace

int verify_document(const Place& place, const std::filesystem::path& file, const std::filesystem::path& trust) {
  constexpr int unreadable = 2;
  const auto pdf = read_file(file);
  const auto anchors = trust.empty() ? std::optional<std::string>("") : read_file(trust);
  if (!pdf || !anchors) return unreadable;
  if (!trust.empty() && anchors->empty()) {
    fmt::print(stderr, "dumas: {} is empty\n", trust.string());
    return unreadable;
  }
  const auto reports = signing::verify(*pdf, *anchors);
  if (!reports) {
    say_refusal(place, reports.refusal());
    return unreadable;
  }
  for (std::size_t index = 0; index < reports->size(); ++index) print_report(index + 1, reports->at(index));
  return say_verdict(verdict(*reports));
}

namespace {

std::optional<std::string> read_file(const std::filesystem::path& file) {
  std::error_code missing;
  std::ifstream stream(file, std::ios::binary);
  if (!std::filesystem::is_regular_file(file, missing) || !stream) {  // a folder opens, and throws when it is read
    fmt::print(stderr, "dumas: {} cannot be read\n", file.string());
    return std::nullopt;
  }
  return std::string{std::istreambuf_iterator<char>(stream), {}};
}

void print_report(std::size_t number, const SignatureReport& report) {
  const auto span = [](const ByteSpan& bytes) { return fmt::format("{} to {}", bytes.begin, bytes.end - 1); };
  if (report.signer)
    fmt::print("Signature {} is by {} (certificate {} of {}, SHA-256 {}).\n", number, report.signer->subject,
               report.signer->serial, report.signer->issuer, report.signer->fingerprint);
  else
    fmt::print("Signature {}: whose it is cannot be read any more.\n", number);
  if (report.claimed_time)
    fmt::print("  By the signer's own clock it was made at {}.{}\n", iso_instant(*report.claimed_time),
               report.timestamp == Timestamp::NotChecked ? " A time stamp is in it too; it was not checked." : "");
  if (!report.reason.empty()) fmt::print("  Reason given: {}\n", report.reason);
  switch (report.integrity) {
    case Integrity::Intact: fmt::print("  What was signed is unchanged: bytes {}.\n", span(report.revision)); break;
    case Integrity::Changed:
      for (const auto& where : report.misfit)
        fmt::print("  CHANGED: something in bytes {} does not fit.\n", span(where));
      if (report.misfit.empty()) fmt::print("  CHANGED: what was signed is no longer what stands there.\n");
      break;
    case Integrity::NotSupported:
      fmt::print("  This kind of signature ({}) cannot be judged here.\n", report.subfilter);
      break;
  }
  switch (report.coverage) {
    case Coverage::WholeFile: break;
    case Coverage::EarlierRevision: fmt::print("  Added after this signature: bytes {}.\n", span(report.added)); break;
  }
  fmt::print("  {}\n", trust_sentence(report));
}

std::string trust_sentence(const SignatureReport& report) {
  switch (report.trust) {
    case Trust::NotAsked: return "Who issued the certificate was not checked: give the trusted ones with --trust.";
    case Trust::Trusted: return "The certificate leads to a trusted one. Whether it was revoked was not checked.";
    case Trust::UnknownIssuer: return "The certificate does not lead to a trusted one: anyone may have made it.";
    case Trust::ExpiredAtSigning: return "The certificate was not valid at that time.";
    case Trust::Broken: return "The chain of certificates does not hold.";
  }
  return {};
}

int say_verdict(Verdict verdict) {
  constexpr int intact = 0;
  constexpr int changed = 1;
  constexpr int unsigned_or_unknown = 2;
  switch (verdict) {
    case Verdict::Unsigned: fmt::print("This document is not signed.\n"); return unsigned_or_unknown;
    case Verdict::Intact: fmt::print("The document is as it was signed.\n"); return intact;
    case Verdict::Changed: fmt::print("The document was CHANGED after it was signed.\n"); return changed;
    case Verdict::Unknown: fmt::print("Not every signature could be judged.\n"); return unsigned_or_unknown;
  }
  return unsigned_or_unknown;
}

}  // namespace
}  // namespace dumas::commands
