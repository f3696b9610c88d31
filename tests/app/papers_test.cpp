// Every paper of a case and a meeting says what domain 3.2 lists for it, names nobody it must not, and asks its template
// for nothing that fields.toml does not have.
#include <doctest/doctest.h>

#include <map>

#include "paper_road.hpp"
#include "store/meeting_queries.hpp"

using namespace dumas;           // NOLINT(google-build-using-namespace)
using namespace dumas::testing;  // NOLINT(google-build-using-namespace)
using app::Naming;
using complaint::DocumentType;
using complaint::PaperKind;

namespace {

bool has(const std::string& paper, const std::string& text) { return paper.find(text) != std::string::npos; }

void says(const std::string& paper, const std::vector<std::string>& texts) {
  for (const auto& text : texts) {
    INFO(text);
    CHECK(has(paper, text));
  }
}

store::MeetingRow meeting_row(PaperRoad& road) {
  return road.o.app->readers().with(
      [&](store::Connection& c) { return store::find_meeting(c, road.o.app->office(), road.meeting).value(); });
}

std::string meeting_paper(PaperRoad& road, PaperKind kind, RecordId record) {
  return road.html({.paper = kind, .of = complaint::PaperOf::Meeting, .owner = road.meeting.value, .record = record});
}

}  // namespace

TEST_CASE("each paper of a walked case says what the procedure lists for it") {
  Office o;
  PaperRoad road(o.open());
  road.whole();
  const auto paper = [&](PaperKind kind, DocumentType type) { return road.html(kind, type); };

  says(paper(PaperKind::ComplaintForm, DocumentType::ComplaintForm), {"0001/DUMAS/2026",
                                                                      "Senin, 30 November 2026",
                                                                      "09.05 WIB",
                                                                      "Surat atau pos",
                                                                      "07/RW/2026",
                                                                      "27 November 2026",
                                                                      road.person.name,
                                                                      "3571********0001",
                                                                      road.person.address,
                                                                      road.person.phone,
                                                                      road.person.email,
                                                                      "Pedagang pasar",
                                                                      "Kursi roda",
                                                                      "boleh diketahui",
                                                                      "Loket kosong",
                                                                      "Petugas loket",
                                                                      "Jumat pagi",
                                                                      "Loket lantai satu",
                                                                      "Petugas tidak ada.",
                                                                      "Ongkos ojek",
                                                                      "Loket dijaga",
                                                                      "Ombudsman",
                                                                      "tanda-terima.txt",
                                                                      "Undang-Undang Nomor 27 Tahun 2022",
                                                                      "Kediri, 30 November 2026"});
  says(paper(PaperKind::ComplaintReceipt, DocumentType::ComplaintReceipt),
       {"0001/DUMAS/2026", road.person.name, "Pelayanan loket", "30 November 2026 pukul 09.05 WIB", "1 (satu) berkas",
        "Senin, 30 November 2026", "Kamis, 3 Desember 2026", "Jumat, 4 Desember 2026", "hari ke-5", "loket"});
  says(
      paper(PaperKind::RegisterEntry, DocumentType::RegisterEntry),
      {"0001/DUMAS/2026", "07/RW/2026", "27 November 2026", "S*** W********", "Ringkas:", "HM.03", "Segera", "Terbatas",
       "Unit Dumas", "Divisi Hukum dan Pengawasan", "/HM.03-SD/3571/2026", "Catatan agenda", "Keterlambatan layanan"});
  says(paper(PaperKind::DispositionSheet, DocumentType::Disposition),
       {"Keterlambatan layanan", "HM.03", "0001/DUMAS/2026", "S*** W********", "27 November 2026", "07/RW/2026",
        "1 (satu) berkas", "Pelayanan loket", "Pelapor di ruang tunggu.", "Sangat segera", "Sangat rahasia",
        "Pelajari/telaah", "Mohon ditelaah.", "Bawa ke pleno.", "Jumat, 4 Desember 2026", "ketua"});
  says(paper(PaperKind::Analysis, DocumentType::Analysis),
       {"Sekretaris dan Ketua", "Unit Dumas", "30 November 2026", "0001/DUMAS/2026", "Segera / Terbatas",
        "Pokok: loket.", "Fakta: kosong.", "UU 25/2009", "Bawaslu Kota", "Jadwal tidak diatur.", "Tambah orang",
        "Atur jadwal segera.", "Tidak boleh.", "Sudah ada pendapat.", "tanda-terima.txt"});
  for (const auto& [type, text] :
       std::map<DocumentType, std::string>{{DocumentType::LegalQuestion, "Bolehkah loket kosong?"},
                                           {DocumentType::LegalOpinion, "Tidak boleh."},
                                           {DocumentType::ReviewNote, "Setuju juga."},
                                           {DocumentType::ClosingNote, "Diterima baik."}})
    says(paper(PaperKind::CaseNote, type), {text, "0001/DUMAS/2026", "Pelayanan loket"});
  says(paper(PaperKind::PlenaryMinutes, DocumentType::PlenaryMinutes),
       {"1/HM.03-BA/3571/2026", "0001/DUMAS/2026",
        "Senin tanggal tiga puluh bulan November tahun dua ribu dua puluh enam", "10.00 WIB", "Ruang rapat utama",
        "Rapat pleno rutin", "Tertutup", "5 (lima)", "Tamu Undangan", "Butir satu: loket", "Dibahas panjang.",
        "Loket dijaga.", "Pelapor dijawab.", "Mediasi", "4 (empat) setuju", "1 (satu) tidak setuju", "anggota1",
        "anggota4", "Ketua"});
  says(paper(PaperKind::AnswerLetter, DocumentType::AnswerLetter),
       {"/HM.03-SD/3571/2026", "Kediri, 30 November 2026", "Segera / Terbatas", "Lampiran",
        "Jawaban Pengaduan Masyarakat", road.person.name, road.person.address, "0001/DUMAS/2026", "Pelayanan loket",
        "Temuan benar.", "UU 25/2009 Pasal 36", "1/HM.03-BA/3571/2026", "Loket dijaga bergiliran.", "Mulai besok pagi.",
        "30 hari kerja", "KPU Provinsi", "Ketua"});
  says(paper(PaperKind::DeliveryProof, DocumentType::DeliveryProof),
       {"/HM.03-SD/3571/2026", "Diserahkan di loket", road.person.name, "pelapor sendiri", "KTP dicocokkan",
        "Ditelepon ke", "tanda-terima.txt", "Senin, 30 November 2026"});
  says(paper(PaperKind::AnswerReceipt, DocumentType::Receipt),
       {"/HM.03-SD/3571/2026", "Telah diterima dari", road.person.name, "pelapor sendiri", "Yang menyerahkan",
        "Yang menerima", "Senin, 30 November 2026", "WIB"});
  says(paper(PaperKind::AnswerReceipt, DocumentType::AnswerLetter), {"Yang menerima", "……", road.person.name});
  says(paper(PaperKind::ActivityPlan, DocumentType::FollowUpPlan),
       {"Mediasi", "Senin, 30 November 2026", "13.00 WIB", "Ruang mediasi", "Petugas loket", "Undang lewat telepon."});
  says(paper(PaperKind::ActivityMemo, DocumentType::ActivityMemo),
       {"Kepada", "Sekretaris dan Ketua", "Dari", "Tembusan", "Tanggal", "/HM.03-ND/3571/2026", "Sifat",
        "Segera / Terbatas", "Lampiran", "2 (dua) berkas", "Hal", "Loket terjaga sejak Rabu.", "Kurang orang.",
        "Tutup pengaduan.", "Ruang mediasi"});
  says(paper(PaperKind::MeetingNotes, DocumentType::MeetingNotes),
       {"Mediasi", "Senin, 30 November 2026", "13.00 WIB", "Ruang mediasi", "Pimpin Rapat", "Catat Rapat",
        road.person.name, "Pertemuan dibuka.", "Tercapai kesepakatan", "Sepakat berdamai.", "Tutup pengaduan.",
        "Pelapor dijawab."});
  says(paper(PaperKind::FollowUpReport, DocumentType::ActivityMemo),
       {"0001/DUMAS/2026", "Ringkas:", "Mediasi", "Loket dijaga.", "Loket terjaga sejak Rabu.", "Surat sudah dijawab.",
        "tanda-terima.txt", "Kurang orang.", "Tutup pengaduan.", "Laporan tindak lanjut", "/HM.03-SD/3571/2026",
        "1/HM.03-BA/3571/2026"});
}

TEST_CASE("the papers of a meeting: invited before it, present after it") {
  Office o;
  PaperRoad road(o.open());
  road.to_decision();
  const auto row = meeting_row(road);
  says(meeting_paper(road, PaperKind::Invitation, row.invitation),
       {"1/HM.02-Und/3571/2026", "Kediri, 30 November 2026", "Segera", "Rapat pleno rutin", "Senin, 30 November 2026",
        "10.00 WIB", "Ruang rapat utama", "Bahan menyusul.", "anggota4", "a.n. Ketua", "Sekretaris"});
  const auto blank = meeting_paper(road, PaperKind::AttendanceList, row.invitation);
  says(blank, {"ketua", "anggota4", "10."});
  CHECK_FALSE(has(blank, "Tamu Undangan"));
  const auto held = meeting_paper(road, PaperKind::AttendanceList, row.attendance);
  says(held, {"Tamu Undangan", "anggota1", "Senin, 30 November 2026"});
  CHECK_FALSE(road.model({.paper = PaperKind::Invitation,
                          .of = complaint::PaperOf::Meeting,
                          .owner = road.meeting.value,
                          .record = row.attendance}));
}

TEST_CASE("a masked paper names the complainant nowhere, also not where an officer typed him") {
  for (const auto disclosure :
       {complaint::Disclosure::Named, complaint::Disclosure::Secret, complaint::Disclosure::Anonymous}) {
    CAPTURE(static_cast<int>(disclosure));
    Office o;
    PaperRoad road(o.open(), {.disclosure = disclosure});
    road.whole();
    int printed = 0;
    for (const auto& event : road.events())
      for (const auto& ref : event.records)
        for (const auto kind : app::papers_from(ref.type)) {
          CAPTURE(name(kind));
          const auto paper = road.html(road.of_case(kind, ref.id, Naming::Masked));
          ++printed;
          if (disclosure == complaint::Disclosure::Anonymous) continue;  // what nobody knows cannot be taken out
          for (const auto& kept : {road.person.name, road.person.identity_number, road.person.address,
                                   road.person.phone, road.person.email, std::string{"812 3456 7890"}}) {
            INFO(kept);
            CHECK_FALSE(has(paper, kept));
          }
        }
    CHECK(printed >= 18);
  }
}

TEST_CASE("a copy without identity says so, and only where the original has one") {
  Office o;
  PaperRoad road(o.open());
  road.whole();
  CHECK(has(road.html(PaperKind::AnswerLetter, DocumentType::AnswerLetter, Naming::Masked), "SALINAN"));
  CHECK_FALSE(has(road.html(PaperKind::AnswerLetter, DocumentType::AnswerLetter), "SALINAN"));
  CHECK_FALSE(has(road.html(PaperKind::Analysis, DocumentType::Analysis, Naming::Masked), "SALINAN"));
}

TEST_CASE("a Plh. stands on every paper as what he is") {
  Office o;
  o.open();
  const complaint::Actor acting{o.users["anggota1"], complaint::Role::Chair, complaint::Capacity::Plh};
  PaperRoad road(o, {.chair = acting, .event_held = false});
  road.whole();
  for (const auto& [kind, type] :
       std::map<PaperKind, DocumentType>{{PaperKind::DispositionSheet, DocumentType::Disposition},
                                         {PaperKind::PlenaryMinutes, DocumentType::PlenaryMinutes},
                                         {PaperKind::AnswerLetter, DocumentType::AnswerLetter},
                                         {PaperKind::CaseNote, DocumentType::ReviewNote}}) {
    CAPTURE(name(kind));
    const auto paper = road.html(kind, type);
    CHECK(has(paper, "Plh. Ketua"));
    CHECK(has(paper, "anggota1"));
  }
  says(road.html(PaperKind::MeetingNotes, DocumentType::MeetingNotes), {"Jawaban sudah cukup."});
  says(road.html(PaperKind::ActivityMemo, DocumentType::ActivityMemo), {"Jawaban sudah cukup.", "1 (satu) berkas"});
}

TEST_CASE("a cancelled letter keeps its number and says that it is void; the next one has its own") {
  Office o;
  PaperRoad road(o.open());
  road.to_decision();
  CHECK(has(road.html(PaperKind::PlenaryMinutes, DocumentType::PlenaryMinutes), "KONSEP"));
  road.decide();
  CHECK_FALSE(has(road.html(PaperKind::PlenaryMinutes, DocumentType::PlenaryMinutes), "KONSEP"));
  road.draft("Konsep pertama.");
  road.draft("Konsep kedua.");
  CHECK(has(road.html(PaperKind::AnswerLetter, DocumentType::AnswerLetter), "KONSEP"));
  const auto first = road.sign();
  road.cancel();
  says(road.html(PaperKind::CaseNote, DocumentType::AnswerReturn), {"Pembatalan Surat Jawaban", first, "Nama keliru."});
  road.draft("Konsep ketiga.");
  const auto second = road.sign();
  CHECK(first != second);
  road.finish();

  const auto letters = road.records(DocumentType::AnswerLetter);
  REQUIRE(letters.size() == 3);
  const auto letter = [&](std::size_t i) { return road.html(road.of_case(PaperKind::AnswerLetter, letters[i])); };
  CHECK(has(letter(0), "KONSEP"));
  CHECK_FALSE(has(letter(0), first));
  CHECK(has(letter(1), first));
  CHECK(has(letter(1), "DIBATALKAN"));
  CHECK_FALSE(has(letter(1), second));
  CHECK(has(letter(2), second));
  CHECK_FALSE(has(letter(2), "DIBATALKAN"));
  CHECK(has(road.html(PaperKind::DeliveryProof, DocumentType::DeliveryProof), second));
}

TEST_CASE("what stands above a signer's name follows from how the office signs") {
  Office o;
  PaperRoad road(o.open());
  road.whole();
  auto request = road.of_case(PaperKind::AnswerLetter, road.records(DocumentType::AnswerLetter).back());
  CHECK_FALSE(has(road.html(request), "dalam sistem"));
  request.mode = complaint::SigningMode::Internal;
  CHECK(has(road.html(request), "belum bertanda tangan elektronik tersertifikasi"));
  request.mode = complaint::SigningMode::Certified;
  CHECK(has(road.html(request), "Ditandatangani secara elektronik"));
}

TEST_CASE("a paper is asked of its own case and its own record only") {
  Office o;
  PaperRoad one(o.open()), two(o);
  one.to_decision();
  two.to_decision();
  const auto record = one.records(DocumentType::Analysis).back();
  CHECK(one.model(one.of_case(PaperKind::Analysis, record)));
  CHECK_FALSE(two.model(two.of_case(PaperKind::Analysis, record)));
  CHECK_FALSE(one.model(one.of_case(PaperKind::AnswerLetter, record)));
  CHECK_FALSE(one.model(one.of_case(PaperKind::CaseNote, one.records(DocumentType::Reporter).back())));
}

TEST_CASE("the blank form asks for nothing of a case") {
  Office o;
  PaperRoad road(o.open());
  const auto model = o.app->readers().with([&](store::Connection& c) {
    return app::blank_form_model({*o.app, road.words, c});
  });
  CHECK(road.templates.differences(PaperKind::BlankForm, model) == std::vector<std::string>{});
}
