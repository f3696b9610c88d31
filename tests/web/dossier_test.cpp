// A case as a zip, checked as its readers will: unpacked, summed, tampered with; masked where it is to be masked, down to
// the last byte.
#include <doctest/doctest.h>

#include <set>

#include "app/dossier/file_names.hpp"
#include "dossier_place.hpp"
#include "store/attachments.hpp"

using namespace dumas;             // NOLINT(google-build-using-namespace)
using namespace dumas::complaint;  // NOLINT(google-build-using-namespace)
using namespace dumas::testing;    // NOLINT(google-build-using-namespace)

namespace {

const std::string secrets[] = {"Sari Wulandari", "sari wulandari", "3571012345678901", "0812 0000 1111",
                               "081200001111",   "Jl. Dhoho 12",   "sari@example.org"};

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  return files;
}

bool sums_fit(const std::filesystem::path& folder) {
  return shell("cd " + folder.string() + " && sha256sum -c --quiet SHA256SUMS > check.log 2>&1");
}

}  // namespace

TEST_CASE("the sums of a dossier fit, and one changed byte is found") {
  Place place;
  place.receive({place.upload("foto.txt", "bukti")});
  const auto folder =
      place.unpacked({.id = place.id, .naming = app::Naming::Named, .attachments = app::Attachments::Included});
  REQUIRE(sums_fit(folder));
  const auto sums = bytes_of(folder / "SHA256SUMS");
  for (const auto& file : files_in(folder)) {
    const auto name = file.lexically_relative(folder).string();
    if (name != "SHA256SUMS" && name != "check.log") CHECK_MESSAGE(has(sums, "  " + name + "\n"), name);
  }
  for (const std::string name : {"index.html", "index.json", "linimasa.html", "linimasa.json", "catatan-kejadian.json",
                                 "identitas.json", "BACA-SAYA.txt", "lampiran/01-foto.txt"})
    CHECK_MESSAGE(std::filesystem::exists(folder / name), name);
  auto timeline = bytes_of(folder / "linimasa.html");
  timeline[timeline.size() / 2] ^= 1;
  std::ofstream(folder / "linimasa.html", std::ios::binary) << timeline;
  CHECK_FALSE(sums_fit(folder));
}

TEST_CASE("without identity, the complainant stands in no byte of it") {
  Place place;
  place.receive({place.upload("KTP Sari Wulandari.txt", "bukti")});
  const auto masked = place.unpacked({.id = place.id});
  REQUIRE(sums_fit(masked));
  CHECK(files_in(masked).size() > 8);
  for (const auto& file : files_in(masked))
    for (const auto& secret : secrets) CHECK_MESSAGE(!has(bytes_of(file), secret), file.string(), " holds ", secret);
  CHECK_FALSE(std::filesystem::exists(masked / "identitas.json"));
  CHECK_FALSE(std::filesystem::exists(masked / "lampiran"));
  CHECK(has(bytes_of(masked / "index.html"), "Identitas pelapor disamarkan"));

  // Attachments are taken over as they are when asked for; only their names are ours to mask.
  const auto with_files = place.unpacked({.id = place.id, .attachments = app::Attachments::Included});
  CHECK(std::filesystem::exists(with_files / "lampiran" / "01-ktp-s-w.txt"));
  CHECK_FALSE(has(bytes_of(with_files / "index.html"), "Sari"));

  const auto named = place.unpacked({.id = place.id, .naming = app::Naming::Named});
  CHECK(has(bytes_of(named / "identitas.json"), "Sari Wulandari"));
  CHECK(has(bytes_of(named / "linimasa.html"), "Yth. Sari Wulandari"));
}

TEST_CASE("hostile and equal names become harmless ones, and the index keeps what they were") {
  Place place;
  const std::string longest(112, 'p');
  place.receive({place.upload("x y.txt", "Isi berkas nomor 1"), place.upload("CON.txt", "Isi berkas nomor 2"),
                 place.upload("foto.txt", "Isi berkas nomor 3"), place.upload("foto.txt", "Isi berkas nomor 4"),
                 place.upload("\xD8\xB4\xD9\x83\xD9\x88\xD9\x89.txt", "Isi berkas nomor 5"),
                 place.upload(longest + ".txt", "Isi berkas nomor 6"),
                 place.upload("$(rm -rf x);.txt", "Isi berkas nomor 7")});
  const auto folder =
      place.unpacked({.id = place.id, .naming = app::Naming::Named, .attachments = app::Attachments::Included});
  REQUIRE(sums_fit(folder));
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "lampiran"))
    names.insert(entry.path().filename().string());
  CHECK(names == std::set<std::string>{"01-x-y.txt", "02-con.txt", "03-foto.txt", "04-foto.txt", "05.txt",
                                       "06-" + std::string(60, 'p') + ".txt", "07-rm-rf-x.txt"});
  const auto index = bytes_of(folder / "index.html");
  CHECK(has(index, longest + ".txt"));
  CHECK(has(index, "\xD8\xB4\xD9\x83\xD9\x88\xD9\x89.txt"));
  CHECK(bytes_of(folder / "lampiran" / "04-foto.txt") == "Isi berkas nomor 4");
}

TEST_CASE("names in a dossier never repeat and are never empty") {
  app::dossier::FileNames names;
  CHECK(names.make("dokumen", 1, "Surat Jawaban", ".pdf") == "dokumen/01-surat-jawaban.pdf");
  CHECK(names.make("dokumen", 1, "Surat  jawaban!", ".pdf") == "dokumen/01-surat-jawaban-2.pdf");
  CHECK(names.make("dokumen", 2, "…", ".pdf") == "dokumen/02.pdf");
  CHECK(names.make("lampiran", 3, "../../etc/passwd", "") == "lampiran/03-etc-passwd");
  CHECK(names.make("lampiran", 4, "\xE2\x80\xAEgpj.exe", "") == "lampiran/04-gpj-exe");
  CHECK(app::dossier::plain_extension("a.PDF") == ".pdf");
  CHECK(app::dossier::plain_extension("a.p/d") == "");
  CHECK(app::dossier::plain_extension("a.verylong") == "");
}

TEST_CASE("the same case gives the same bytes") {
  Place place;
  place.receive({place.upload("foto.txt", "bukti")});
  const app::DossierWish wish{.id = place.id, .naming = app::Naming::Named, .attachments = app::Attachments::Included};
  const auto once = [&] {
    const auto zip = app::make_dossier(*place.office.app, place.catalogue, wish, web::pages::dossier_pages(*place.site),
                                       place.printer);
    return bytes_of(zip.value().path);
  };
  const auto first = once();
  place.office.clock.advance(std::chrono::hours(30));
  CHECK(first == once());
}

TEST_CASE("what cannot be had is said in the index, never left out silently") {
  Place place;
  place.receive({place.upload("foto.txt", "bukti"), place.upload("surat.txt", "lain")});
  std::string stored;
  place.office.app->readers().with([&](store::Connection& connection) {
    stored = store::attachments_of(connection, place.office.app->vault(), place.id).front().stored_as;
  });
  place.office.app->files().remove(stored);
  place.printer = {};
  const auto folder =
      place.unpacked({.id = place.id, .naming = app::Naming::Named, .attachments = app::Attachments::Included});
  REQUIRE(sums_fit(folder));
  const auto index = bytes_of(folder / "index.html");
  CHECK(has(index, "Berkas hilang atau rusak"));
  CHECK(has(index, "Pencetak dokumen tidak tersedia"));
  CHECK(std::filesystem::exists(folder / "lampiran" / "02-surat.txt"));
  CHECK_FALSE(std::filesystem::exists(folder / "lampiran" / "01-foto.txt"));
}

TEST_CASE("a printer that takes too long is not waited for") {
  Place place;
  place.receive();
  const auto folder = place.unpacked({.id = place.id, .printing = std::chrono::seconds{0}});
  REQUIRE(sums_fit(folder));
  CHECK_FALSE(std::filesystem::exists(folder / "dokumen"));
  CHECK(has(bytes_of(folder / "index.html"), "Pencetak terlalu lambat"));
}

TEST_CASE("a whole case: every paper of it, and the log rows that prove themselves") {
  Place place;
  const auto walk = testing::walk(place.office);
  place.id = walk.id;
  const auto folder = place.unpacked({.id = walk.id, .naming = app::Naming::Named});
  const auto index = bytes_of(folder / "index.json");
  CHECK(has(index, "\"missing\":[]"));
  for (const std::string kind :
       {"answer_letter", "disposition_sheet", "plenary_minutes", "activity_memo", "invitation"}) {
    const auto title = place.catalogue.text(Language::Indonesian, "paper_kind." + kind);
    CHECK_MESSAGE(has(index, "\"title\":\"" + title + "\""), title);
  }
  const auto log = bytes_of(folder / "catatan-kejadian.json");
  CHECK(has(log, "\"complaint.closed\""));
  CHECK(has(log, "\"stream_kind\":\"meeting\""));
  CHECK(has(log, "\"hash_before\":\"" + std::string(64, '0') + "\"") == has(log, "\"id\":1,"));
  const auto timeline = bytes_of(folder / "linimasa.html");
  CHECK_FALSE(has(timeline, "<script"));
  CHECK_FALSE(has(timeline, "http://"));
}

TEST_CASE("the file behind a dossier has no name and is gone with its answer") {
  Place place;
  place.receive();
  std::filesystem::path path;
  {
    const auto zip = app::make_dossier(*place.office.app, place.catalogue, {.id = place.id},
                                       web::pages::dossier_pages(*place.site), {});
    REQUIRE(zip.ok());
    path = zip->path;
    CHECK(bytes_of(path).size() == zip->size);
    for (const auto& entry : std::filesystem::directory_iterator(place.office.folder() / "uploads"))
      CHECK_FALSE(has(entry.path().filename().string(), "dossier"));
  }
  CHECK_FALSE(std::filesystem::exists(path));
}
