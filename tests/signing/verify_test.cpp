// Verification: every byte counts, what was added is named, and no file makes it stumble.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "papers.hpp"
#include "signing/pdf_verification.hpp"

using namespace dumas;
using namespace dumas::signing;

namespace {

bool names(const std::vector<SignatureReport>& reports, std::size_t at) {
  const auto in = [at](const ByteSpan& span) { return span.begin <= at && at < span.end; };
  return std::any_of(reports.begin(), reports.end(), [&](const SignatureReport& report) {
    return in(report.added) || std::any_of(report.misfit.begin(), report.misfit.end(), in);
  });
}

std::string with(std::string pdf, const std::string& old_text, const std::string& new_text) {
  const auto at = pdf.find(old_text);
  REQUIRE(at != std::string::npos);
  return pdf.replace(at, old_text.size(), new_text);
}

Integrity integrity_of(const std::string& pdf) {
  const auto reports = verify(pdf, "");
  REQUIRE(reports.value().size() == 1);
  return reports->front().integrity;
}

}  // namespace

TEST_CASE("a changed byte is noticed wherever it stands, and the report names the place") {
  const auto pdf = sign_with("ketua", small_pdf());
  // Densely where a signature is framed by what nothing signs, in steps elsewhere.
  const std::size_t cms = pdf.find("/Contents <3") + 11;
  std::size_t turn = 0;
  for (std::size_t at = 0; at < pdf.size(); at += at >= cms && at < cms + 130 ? 1 : 13) {
    CAPTURE(at);
    auto changed = pdf;
    constexpr unsigned char masks[] = {0x01, 0x20, 0x02, 0x80};
    changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ masks[turn++ % 4]);
    const auto reports = verify(changed, "");
    REQUIRE(reports.ok());
    CHECK(verdict(*reports) == Verdict::Changed);
    CHECK(names(*reports, at));
  }
  CHECK(turn > 500);
}

TEST_CASE("bytes behind the signature are named, and count as a change unless a trusted signature covers them") {
  const auto pdf = sign_with("ketua", small_pdf());
  const auto longer = pdf + "\n% tambahan\n";
  const auto reports = verify(longer, "");
  REQUIRE(reports.value().size() == 1);
  CHECK(reports->front().integrity == Integrity::Intact);
  CHECK(reports->front().coverage == Coverage::EarlierRevision);
  CHECK(reports->front().added == ByteSpan{pdf.size(), longer.size()});
  CHECK(verdict(*reports) == Verdict::Changed);

  // A stranger with a certificate of their own signs what they added.
  Authorities strangers("Asing");
  strangers.issue("asing", {.name = "Orang Asing"});
  Pkcs12Signer stranger(strangers.folder() / "asing.p12");
  const auto twice = stranger.sign(pdf, request("Orang Asing"), right());
  const auto judged = verify(twice.value().bytes, authorities().root());
  REQUIRE(judged.value().size() == 2);
  CHECK(judged->at(0).trust == Trust::Trusted);
  CHECK(judged->at(1).integrity == Integrity::Intact);
  CHECK(judged->at(1).trust == Trust::UnknownIssuer);
  CHECK(verdict(*judged) == Verdict::Changed);
}

TEST_CASE("an intact earlier signature narrows down where the later change is") {
  const auto once = sign_with("sekretaris", small_pdf());
  auto twice = sign_with("ketua", once, request("Ketua"));
  const std::size_t at = once.size() + 20;
  twice[at] = static_cast<char>(twice[at] ^ 1);
  const auto reports = verify(twice, "");
  REQUIRE(reports.value().size() == 2);
  CHECK(reports->at(0).integrity == Integrity::Intact);
  CHECK(reports->at(1).integrity == Integrity::Changed);
  REQUIRE_FALSE(reports->at(1).misfit.empty());
  CHECK(reports->at(1).misfit.front().begin == once.size());
  CHECK(names(*reports, at));
}

TEST_CASE("another signer's certificate in the signature does not pass") {
  // The whole CMS of another paper, in the place of the right one: sealed, but over other bytes.
  const auto pdf = sign_with("ketua", small_pdf());
  auto other_request = request();
  other_request.reason = "lain";
  const auto other = sign_with("ketua", small_pdf(), other_request);
  const auto cms = [](const std::string& of) {
    const auto begin = of.find("/Contents <3") + 11;
    return of.substr(begin, of.find('>', begin) - begin);
  };
  REQUIRE(cms(pdf).size() == cms(other).size());
  const auto swapped = with(pdf, cms(pdf), cms(other));
  CHECK(integrity_of(swapped) == Integrity::Changed);

  // The signer's name exchanged inside the certificate, letter for letter: the certificate is not the one that was named.
  const auto name = [](std::string text) {
    std::string hex;
    for (const char c : text) hex += fmt::format("{:02x}", static_cast<unsigned>(c));
    return hex;
  };
  const auto renamed = with(pdf, name("Ketua Contoh"), name("Kepala Palsu"));
  CHECK(integrity_of(renamed) == Integrity::Changed);
  // And an authority's, which nothing but the signed list of the chain protects.
  CHECK(integrity_of(with(pdf, name("Otoritas Akar Contoh"), name("Otoritas Akal Contoh"))) == Integrity::Changed);
}

TEST_CASE("where a certificate leads") {
  const auto pdf = sign_with("ketua", small_pdf());
  const auto trust_of = [&](const std::string& file, const std::string& anchors) {
    const auto reports = verify(file, anchors);
    REQUIRE(reports.value().size() == 1);
    CHECK(reports->front().integrity == Integrity::Intact);  // whom one trusts changes no byte
    return reports->front().trust;
  };
  CHECK(trust_of(pdf, "") == Trust::NotAsked);
  CHECK(trust_of(pdf, authorities().root()) == Trust::Trusted);
  Authorities strangers("Asing");
  CHECK(trust_of(pdf, strangers.root()) == Trust::UnknownIssuer);
  CHECK(trust_of(pdf, strangers.root() + authorities().root()) == Trust::Trusted);
  CHECK(trust_of(pdf, Authorities().root()) == Trust::Broken);  // a root of the same name, with another key
  CHECK(verify(pdf, "bukan PEM").refusal().code == "TRUST_UNREADABLE");
}

TEST_CASE("lying ranges, cut files and other hostile ones are reported or refused, never believed") {
  const auto pdf = sign_with("ketua", small_pdf());
  const auto begin = pdf.find("/ByteRange [") + 11;
  const auto range = pdf.substr(begin, pdf.find(']', begin) + 1 - begin);
  const auto lie = [&](std::string text) {
    text.resize(range.size() - 1, ' ');
    return with(pdf, range, text + "]");
  };
  for (const std::string text : {"[0 0 0 0", "[0 10 5 20", "[0 99999999999999999999 1 1", "[0 18446744073709551615 2 3",
                                 "[5 10 20 30", "[0 10 18446744073709551615 18", "[-1 10 20 30", "[0 100 200 8000",
                                 "[0 1015 1016 1", "[0", "[0 1 2 3 4 5", "("}) {
    CAPTURE(text);
    const auto reports = verify(lie(text), "");
    REQUIRE(reports.ok());
    CHECK(verdict(*reports) == Verdict::Changed);
  }
  for (std::size_t size = 0; size < pdf.size(); size += 97) {
    CAPTURE(size);
    const auto reports = verify(pdf.substr(0, size), "");
    if (reports) CHECK(verdict(*reports) != Verdict::Intact);
  }
  CHECK(verify("", "").refusal().code == "PDF_UNREADABLE");
  CHECK(verify("halo", "").refusal().code == "PDF_UNREADABLE");
  CHECK(verify(small_pdf(), "").value().empty());
  std::string many = "%PDF-1.7\n";
  for (int number = 1; number < 200; ++number)
    many += fmt::format("{} 0 obj << /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >> endobj\n", number);
  CHECK(verify(many, "").refusal().code == "PDF_UNREADABLE");
  const std::string deep(200'000, '[');
  CHECK(verify("%PDF-1.7\n1 0 obj << /Type /Sig /ByteRange [0 1 2 3] /X " + deep + " endobj", "").ok());
}

TEST_CASE("a signed file attached to another paper is not that paper's signature") {
  const auto inner = sign_with("ketua", small_pdf());
  auto outer = small_pdf();
  const auto stream = fmt::format("4 0 obj\n<< /Length {} >>\nstream\n{}\nendstream\nendobj\n", inner.size(), inner);
  const auto xref = fmt::format("xref\n4 1\n{:010} 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev {} >>\n",
                                outer.size(), outer.rfind("xref\n0 6"));
  const auto start = outer.size() + stream.size();
  outer += stream + xref + fmt::format("startxref\n{}\n%%EOF\n", start);
  CHECK(verify(outer, "").value().empty());
  const auto signed_outer = verify(sign_with("sekretaris", outer), "");
  REQUIRE(signed_outer.value().size() == 1);
  CHECK(signed_outer->front().signer->subject == "Sri Wahyuni, S.H.");
  CHECK(verdict(*signed_outer) == Verdict::Intact);
}

TEST_CASE("texts of a signature cannot turn a terminal or the reading direction") {
  auto wanted = request("Sri\xe2\x80\xae Wahyuni\x1b[31m");
  const auto reports = verify(sign_with("ketua", small_pdf(), wanted), "");
  REQUIRE(reports.value().size() == 1);
  CHECK(reports->front().claimed_name == "Sri Wahyuni[31m");
}
