// Signing: what other makers' programs say of the result, both forms of cross-reference, and every refusal.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "papers.hpp"
#include "signing/pdf_verification.hpp"

using namespace dumas;
using namespace dumas::signing;

namespace {

std::string weasyprint_pdf(const TemporaryFolder& folder) {
  const auto html = folder.write("letter.html",
                                 "<html lang=id><head><title>Surat Jawaban</title></head><body><h1>Surat Jawaban</h1>"
                                 "<p>Yth. Ibu Sari, pengaduan Anda ditindaklanjuti.</p></body></html>");
  const auto pdf = folder / "letter.pdf";
  const auto made = run("/usr/bin/python3 -c \"import weasyprint; weasyprint.HTML('" + html.string() +
                        "').write_pdf('" + pdf.string() + "', variant='pdf/a-3b', identifier=b'0123456789abcdef')\"");
  REQUIRE_MESSAGE(made.code == 0, made.output);
  return store::bytes_of(pdf);
}

std::string rewritten(const TemporaryFolder& folder, const std::string& pdf, const std::string& options) {
  const auto from = folder.write("from.pdf", pdf);
  const auto to = folder / "to.pdf";
  const auto done = run("qpdf " + options + " '" + from.string() + "' '" + to.string() + "'");
  REQUIRE_MESSAGE(done.code == 0, done.output);
  return store::bytes_of(to);
}

void accepted_by_all(const TemporaryFolder& folder, const std::string& before, const std::string& after) {
  CHECK(after.starts_with(before));
  const auto poppler = pdfsig(folder, after);
  CHECK_MESSAGE(count(poppler.output, "Signature is Valid") == 1, poppler.output);
  CHECK_MESSAGE(count(poppler.output, "- Total document signed") == 1, poppler.output);
  CHECK(count(poppler.output, "ETSI.CAdES.detached") == 1);
  const auto sound = qpdf_check(folder, after);
  CHECK_MESSAGE(sound.code == 0, sound.output);
  const auto reports = verify(after, authorities().root());
  REQUIRE(reports.value().size() == 1);
  const auto& report = reports->front();
  CHECK(report.integrity == Integrity::Intact);
  CHECK(report.coverage == Coverage::WholeFile);
  CHECK(report.trust == Trust::Trusted);
  CHECK(report.claimed_time == signing_day);
  CHECK(report.claimed_name == "Sri Wahyuni");
  CHECK(report.reason == "Penandatanganan surat jawaban – é");
  CHECK(verdict(*reports) == Verdict::Intact);
}

std::string refused(const std::string& p12, std::string_view pdf, Passphrase passphrase = right(),
                    Instant at = signing_day) {
  Pkcs12Signer signer(authorities().folder() / p12);
  auto wanted = request();
  wanted.at = at;
  const auto done = signer.sign(pdf, wanted, passphrase);
  return done ? "signed" : done.refusal().code + " " + done.refusal().key;
}

}  // namespace

TEST_CASE("RSA and EC keys sign, and Poppler, qpdf and our own verification accept it") {
  const TemporaryFolder folder;
  const auto pdf = small_pdf();
  for (const std::string who : {"sekretaris", "ketua"}) {
    CAPTURE(who);
    accepted_by_all(folder, pdf, sign_with(who, pdf));
  }
}

TEST_CASE("cross-reference tables and streams, linearised files and object streams are all gone on with") {
  const TemporaryFolder folder;
  for (const std::string options : {"--object-streams=generate", "--object-streams=disable", "--linearize",
                                    "--linearize --object-streams=generate"}) {
    CAPTURE(options);
    const auto pdf = rewritten(folder, small_pdf(), options);
    accepted_by_all(folder, pdf, sign_with("ketua", pdf));
  }
}

TEST_CASE(
    "a PDF/A letter of the renderer keeps its metadata, title and output intent, and gets no new font or action") {
  if (run("/usr/bin/python3 -c 'import weasyprint'").code != 0) {
    WARN_MESSAGE(false, "weasyprint is not installed: not tested");
    return;
  }
  const TemporaryFolder folder;
  const auto pdf = weasyprint_pdf(folder);
  const auto after = sign_with("sekretaris", pdf);
  accepted_by_all(folder, pdf, after);
  const auto info = run("pdfinfo '" + (folder / "judged.pdf").string() + "'");
  CHECK(count(info.output, "Surat Jawaban") == 1);
  CHECK(count(info.output, "PDF version:     1.7") == 1);
  const auto added = after.substr(pdf.size());
  CHECK(count(added, "/OutputIntents") == 1);  // the catalog was written anew with all it had
  CHECK(count(added, "/Metadata") == 1);
  CHECK(count(added, "/Lang") == 1);
  CHECK(count(added, "/F 132") == 1);  // ISO 19005-3, 6.3.2: printed, not hidden
  CHECK(count(added, "/Rect [ 0 0 0 0 ]") == 1);
  for (const char* forbidden : {"/AA", "/JS", "/NeedAppearances", "/Font", "/Encrypt"})
    CHECK(count(added, forbidden) == 0);
  // ISO 32000-1, 14.4: the first part of the ID stays.
  CHECK(count(added, "<30313233343536373839616263646566>") + count(added, "(0123456789abcdef)") == 1);
}

TEST_CASE("a second signature keeps the first") {
  const TemporaryFolder folder;
  const auto once = sign_with("sekretaris", small_pdf());
  const auto twice = sign_with("ketua", once, request("Ketua"));
  CHECK(twice.starts_with(once));
  const auto poppler = pdfsig(folder, twice);
  CHECK_MESSAGE(count(poppler.output, "Signature is Valid") == 2, poppler.output);
  CHECK(qpdf_check(folder, twice).code == 0);
  const auto reports = verify(twice, authorities().root());
  REQUIRE(reports.value().size() == 2);
  CHECK(reports->at(0).signer->subject == "Sri Wahyuni, S.H.");
  CHECK(reports->at(0).integrity == Integrity::Intact);
  CHECK(reports->at(0).coverage == Coverage::EarlierRevision);
  CHECK(reports->at(0).added == ByteSpan{once.size(), twice.size()});
  CHECK(reports->at(1).signer->subject == "Ketua Contoh");
  CHECK(reports->at(1).coverage == Coverage::WholeFile);
  CHECK(verdict(*reports) == Verdict::Intact);
  CHECK(count(twice, "/T (TandaTangan)") == 1);
  CHECK(count(twice, "/T (TandaTangan2)") == 1);
}

TEST_CASE("the CMS is what PAdES asks for: signing certificate and chain in it, no signing time") {
  const TemporaryFolder folder;
  const auto after = sign_with("ketua", small_pdf());
  const auto begin = after.find("/Contents <") + 11;
  std::string der;
  for (std::size_t at = begin; after[at] != '>'; at += 2)
    der += static_cast<char>(std::stoi(after.substr(at, 2), nullptr, 16));
  const auto file = folder.write("signature.der", der);
  const auto shown = run("openssl cms -cmsout -print -noout -inform DER -in '" + file.string() + "'").output;
  CHECK_MESSAGE(count(shown, "id-smime-aa-signingCertificateV2") == 1, shown);
  CHECK(count(shown, "object: messageDigest") == 1);
  CHECK(count(shown, "signingTime") == 0);
  CHECK(count(shown, "d.certificate:") == 3);
}

TEST_CASE("what cannot be signed is refused with its reason") {
  const TemporaryFolder folder;
  const auto pdf = small_pdf();
  auto& keys = authorities();
  keys.issue("lama", {.name = "Lama", .from = "2020-01-01T00:00:00Z", .to = "2022-01-01T00:00:00Z"});
  keys.issue("tanpa", {.name = "Tanpa Guna", .usage = Usage::None});
  keys.issue("sandi", {.name = "Untuk Sandi", .usage = Usage::Encipherment});
  keys.folder().write("rusak.p12", "bukan kunci");

  CHECK(refused("ketua.p12", pdf, Passphrase("salah")) == "PASSPHRASE_WRONG refusal.passphrase_wrong");
  CHECK(refused("ketua.p12", pdf, Passphrase("")) == "PASSPHRASE_WRONG refusal.passphrase_wrong");
  CHECK(refused("lama.p12", pdf) == "CERTIFICATE_EXPIRED refusal.certificate_expired");
  CHECK(refused("ketua.p12", pdf, right(), *parse_iso_instant("2025-12-31T00:00:00Z")) ==
        "CERTIFICATE_EXPIRED refusal.certificate_expired");
  CHECK(refused("tanpa.p12", pdf) == "CERTIFICATE_UNFIT refusal.certificate_unfit");
  CHECK(refused("sandi.p12", pdf) == "CERTIFICATE_UNFIT refusal.certificate_unfit");
  CHECK(refused("rusak.p12", pdf) == "KEY_UNREADABLE refusal.key_unreadable");
  CHECK(refused("tiada.p12", pdf) == "KEY_UNREADABLE refusal.key_unreadable");
  CHECK(refused("ketua.p12", "halo") == "PDF_UNREADABLE refusal.pdf_unreadable");
  CHECK(refused("ketua.p12", pdf.substr(0, pdf.size() / 2)) == "PDF_UNREADABLE refusal.pdf_unreadable");
  for (const std::string lock : {"--encrypt rahasia rahasia 256 --", "--encrypt '' rahasia 256 --"})
    CHECK(refused("ketua.p12", rewritten(folder, pdf, lock)) == "PDF_UNREADABLE refusal.pdf_encrypted");
}

TEST_CASE("check opens the key and tells whose it is, without a paper") {
  Pkcs12Signer signer(authorities().folder() / "sekretaris.p12");
  const auto info = signer.check(right());
  REQUIRE(info.ok());
  CHECK(info->subject == "Sri Wahyuni, S.H.");
  CHECK(info->organisation == "Kantor Contoh");
  CHECK(info->issuer == "Otoritas Penerbit Contoh");
  CHECK(info->key == "RSA 2048");
  CHECK(info->fingerprint.size() == 64);
  CHECK(iso_instant(info->not_after) == "2028-01-01T00:00:00.000Z");
  CHECK(valid_at(*info, signing_day).ok());
  CHECK(valid_at(*info, *parse_iso_instant("2028-01-02T00:00:00Z")).refusal().arguments.at(1) == "2028-01-01");
  CHECK(signer.check(Passphrase("salah")).refusal().code == "PASSPHRASE_WRONG");
}

TEST_CASE("an old file sealed with RC2 and triple DES still opens") {
  const auto& folder = authorities().folder();
  const auto path = [&](const char* name) { return fmt::format("'{}'", (folder / name).string()); };
  const auto made = run("openssl pkcs12 -in " + path("ketua.p12") + " -nodes -passin 'pass:kata sandi ré' -out " +
                        path("ketua.pem") + " && openssl pkcs12 -export -legacy -in " + path("ketua.pem") +
                        " -passout 'pass:kata sandi ré' -out " + path("lawas.p12"));
  REQUIRE_MESSAGE(made.code == 0, made.output);
  const auto shown = run("openssl pkcs12 -legacy -info -noout -passin 'pass:kata sandi ré' -in " + path("lawas.p12"));
  REQUIRE_MESSAGE(count(shown.output, "RC2") >= 1, shown.output);
  const TemporaryFolder results;
  accepted_by_all(results, small_pdf(), sign_with("lawas", small_pdf()));
}

TEST_CASE("a signature is quick and small") {
  const auto pdf = small_pdf();
  for (const std::string who : {"sekretaris", "ketua"}) {
    Pkcs12Signer signer(authorities().folder() / (who + ".p12"));
    const auto start = std::chrono::steady_clock::now();
    constexpr int times = 20;
    std::size_t size = 0;
    for (int turn = 0; turn < times; ++turn) size = signer.sign(pdf, request(), right()).value().bytes.size();
    const auto each = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start) / times;
    MESSAGE(who << ": " << each.count() << " ms, " << size - pdf.size() << " bytes added");
    CHECK(size - pdf.size() < 20'000);
  }
}
