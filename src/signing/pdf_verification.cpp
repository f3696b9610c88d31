// One report for each signature found. A hash cannot say which byte was changed, but an earlier signature that still fits
// vouches for all of its revision, and what stands in the gap is looked at by itself.
#include "signing/pdf_verification.hpp"

#include <algorithm>

#include "signing/cms_check.hpp"
#include "signing/hex.hpp"
#include "signing/signature_scan.hpp"

namespace dumas::signing {

namespace {

SignatureReport report_on(std::string_view pdf, const FoundSignature& found, x509_store_st* anchors);
void judge(std::string_view pdf, const FoundSignature& found, x509_store_st* anchors, SignatureReport& report);
std::optional<std::size_t> odd_digit(std::string_view digits);
void narrow(std::vector<SignatureReport>& reports);

}  // namespace

Result<std::vector<SignatureReport>> verify(std::string_view pdf, std::string_view anchors) {
  const Refusal unreadable{.code = "PDF_UNREADABLE", .key = "refusal.pdf_unreadable"};
  Owned<x509_store_st> store;
  if (!anchors.empty()) {
    store = read_anchors(anchors);
    if (!store) return Refusal{.code = "TRUST_UNREADABLE", .key = "refusal.trust_unreadable"};
  }
  const auto found = find_signatures(pdf);
  // Readers look for the header in the first 1024 bytes (ISO 32000-1, annex H). One that was damaged under a signature is
  // a change, not another kind of file.
  if (found.size() > most_signatures || (found.empty() && pdf.substr(0, 1024).find("%PDF-") == std::string_view::npos))
    return unreadable;
  std::vector<SignatureReport> reports;
  for (const auto& one : found) reports.push_back(report_on(pdf, one, store.get()));
  std::stable_sort(reports.begin(), reports.end(),
                   [](const auto& a, const auto& b) { return a.revision.end < b.revision.end; });
  narrow(reports);
  return reports;
}

Verdict verdict(const std::vector<SignatureReport>& reports) {
  if (reports.empty()) return Verdict::Unsigned;
  const auto any = [&](auto holds) { return std::any_of(reports.begin(), reports.end(), holds); };
  if (any([](const auto& one) { return one.integrity == Integrity::Changed; })) return Verdict::Changed;
  if (any([](const auto& one) { return one.integrity == Integrity::NotSupported; })) return Verdict::Unknown;
  const auto vouches = [](const SignatureReport& one) {
    return one.coverage == Coverage::WholeFile && (one.trust == Trust::NotAsked || one.trust == Trust::Trusted);
  };
  const bool nothing_added = !any([](const auto& one) { return one.coverage == Coverage::EarlierRevision; });
  return nothing_added || any(vouches) ? Verdict::Intact : Verdict::Changed;
}

namespace {

SignatureReport report_on(std::string_view pdf, const FoundSignature& found, x509_store_st* anchors) {
  SignatureReport report{.claimed_name = found.name,
                         .reason = found.reason,
                         .location = found.location,
                         .subfilter = found.subfilter,
                         .claimed_time = found.time,
                         .revision = {0, found.gap ? found.end : pdf.size()}};
  if (report.revision.end < pdf.size()) {
    report.coverage = Coverage::EarlierRevision;
    report.added = {report.revision.end, pdf.size()};
  }
  if (found.gap) {
    judge(pdf, found, anchors, report);
  } else {
    report.integrity = Integrity::Changed;
    report.misfit = {found.object};
  }
  return report;
}

void judge(std::string_view pdf, const FoundSignature& found, x509_store_st* anchors, SignatureReport& report) {
  const auto gap = *found.gap;
  const bool pades = found.subfilter == "ETSI.CAdES.detached";
  const auto changed = [&](std::initializer_list<ByteSpan> where) {
    report.integrity = Integrity::Changed;
    report.misfit = where;
  };
  const auto digits = pdf.substr(gap.begin + 1, gap.end - gap.begin - 2);
  const auto contents = from_hex(digits);
  if (!contents) return changed({gap});
  const auto judgement =
      judge_cms(*contents, {pdf.substr(0, gap.begin), pdf.substr(gap.end, found.end - gap.end)},
                pades ? CertificateBinding::Required : CertificateBinding::Optional, found.time, anchors);
  report.signer = judgement.signer;
  report.trust = judgement.trust;
  report.timestamp = judgement.timestamp;
  const bool sealed = judgement.seal == CmsJudgement::Seal::Good;
  const bool known = pades || found.subfilter == "adbe.pkcs7.detached";
  if (judgement.seal == CmsJudgement::Seal::NotSupported || (!known && !sealed)) {
    report.integrity = Integrity::NotSupported;
    return;
  }
  if (!sealed && judgement.content_fits) return changed({gap});
  if (sealed && !judgement.content_fits) return changed({{0, gap.begin}, {gap.end, found.end}});
  if (!sealed) return changed({{0, found.end}});
  // Behind the CMS only padding may stand, and the digits of the string are all of one case: nothing signed says so, but
  // nobody writes it otherwise.
  const std::size_t padding = digits.find_first_not_of('0', judgement.der_bytes * 2);
  const auto odd = padding == std::string_view::npos ? odd_digit(digits) : padding;
  if (odd) return changed({{gap.begin + 1 + *odd, gap.begin + 2 + *odd}});
  report.integrity = Integrity::Intact;
}

// The first letter of the rarer case among hexadecimal digits of both.
std::optional<std::size_t> odd_digit(std::string_view digits) {
  const auto upper = [](char c) { return c >= 'A' && c <= 'F'; };
  const auto lower = [](char c) { return c >= 'a' && c <= 'f'; };
  const auto uppers = std::count_if(digits.begin(), digits.end(), upper);
  const auto lowers = std::count_if(digits.begin(), digits.end(), lower);
  if (uppers == 0 || lowers == 0) return std::nullopt;
  const auto found = uppers < lowers ? std::find_if(digits.begin(), digits.end(), upper)
                                     : std::find_if(digits.begin(), digits.end(), lower);
  return static_cast<std::size_t>(found - digits.begin());
}

// Takes from each misfit what an intact signature of an earlier revision vouches for.
void narrow(std::vector<SignatureReport>& reports) {
  for (auto& report : reports) {
    if (report.integrity != Integrity::Changed) continue;
    std::size_t vouched = 0;
    for (const auto& other : reports)
      if (other.integrity == Integrity::Intact && other.revision.end < report.revision.end)
        vouched = std::max(vouched, other.revision.end);
    for (auto& span : report.misfit) span.begin = std::max(span.begin, vouched);
    std::erase_if(report.misfit, [](const ByteSpan& span) { return span.empty(); });
  }
}

}  // namespace
}  // namespace dumas::signing
