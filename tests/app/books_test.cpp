// The two books of letters over a whole case: what stands in each line, that a void or typed number is told, that no
// sequence is missing without a word, and that the papers made of them fit their templates.
#include <doctest/doctest.h>

#include <fstream>

#include "../support/road.hpp"
#include "app/books/incoming.hpp"
#include "app/books/outgoing.hpp"
#include "app/papers/incoming_book.hpp"
#include "app/papers/monthly_recap.hpp"
#include "app/papers/outgoing_book.hpp"
#include "app/papers/side_letters.hpp"
#include "documents/paper_templates.hpp"
#include "store/case_queries.hpp"

using namespace dumas;             // NOLINT(google-build-using-namespace)
using namespace dumas::complaint;  // NOLINT(google-build-using-namespace)
using testing::Office;

namespace {

const std::filesystem::path share{DUMAS_SOURCE_DIR};
constexpr store::BookPeriod year{.year = 2026};

const Catalogue& catalogue() {
  static const Catalogue all{share / "locale"};
  return all;
}

// The one case of the office, as it stands.
State only_case(Office& o) {
  return o.app->readers().with([&](store::Connection& connection) {
    const auto rows = store::list_cases(connection, o.app->records(), o.app->office(), {.all = true}, {});
    return rows.empty() ? State{} : store::load_case(connection, rows.front().id);
  });
}

// Walks the main road with every way in which a number can become void: a signed letter cancelled twice (once numbered by
// hand), minutes and memo drafted anew under a typed number.
testing::Walk walk_with_void_numbers(Office& o) {
  enum class Next { Minutes, Letter, LetterByHand, Memo, Nothing };
  auto next = Next::Minutes;
  const Actor unit = o.as("unit", Role::ComplaintUnit), secretary = o.as("sekretaris", Role::Secretary);
  const auto draft_and_sign = [&](CaseId id, std::string number) {
    o.must(id, secretary, VoidAnswer{.reason = "Alamat pada surat keliru"});
    o.must(id, unit,
           DraftAnswer{.findings = {"Benar."},
                       .legal_basis = {"UU 25/2009"},
                       .decision = "Loket dijaga.",
                       .next_steps = "Mulai besok.",
                       .signatory = Role::Secretary});
    o.must(id, o.as("kasubbag", Role::SubsectionHead), InitialAnswer{});
    o.must(id, secretary, SignAnswer{.number = std::move(number)});
  };
  return testing::walk(o, [&] {
    const State state = only_case(o);
    if (next == Next::Minutes && state.has(DocumentType::PlenaryMinutes)) {
      next = Next::Letter;
      o.must(state.id, secretary,
             DraftMinutes{.points = {"Loket"},
                          .discussion = "Dibahas lagi.",
                          .resolution = Resolution::Answer,
                          .decision = {"Loket dijaga bergiliran."},
                          .in_favour = 5,
                          .number = "77/HM.02-BA/3571/2026"});
    }
    if (next == Next::Letter && state.status == Status::AnswerReady) {
      next = Next::Memo;
      draft_and_sign(state.id, "2/HM.02-SD/3571/2026");
      draft_and_sign(state.id, "");
    }
    if (next == Next::Memo && state.status == Status::FollowUpReported) {
      next = Next::Nothing;
      o.must(state.id, secretary, ReturnReport{.reason = "Lengkapi."});
      o.must(state.id, unit,
             ReportFollowUp{.no_event_reason = "Jawaban diterima dengan baik.",
                            .results = "Loket dijaga.",
                            .recommendation = "Tutup.",
                            .number = "31/HM.02-ND/3571/2026"});
    }
  });
}

std::vector<app::OutgoingLine> outgoing(Office& o, store::BookPeriod period, store::NumberKind kind) {
  std::vector<app::OutgoingLine> lines;
  o.app->readers().with([&](store::Connection& connection) {
    app::for_each_outgoing(*o.app, connection, catalogue(), Language::Indonesian, period, {},
                           [&](const app::OutgoingLine& line) {
                             if (line.kind == kind) lines.push_back(line);
                           });
  });
  return lines;
}

std::vector<app::IncomingLine> incoming(Office& o, store::BookPeriod period, store::BookPage page = {}) {
  std::vector<app::IncomingLine> lines;
  o.app->readers().with([&](store::Connection& connection) {
    app::for_each_incoming(*o.app, connection, catalogue(), Language::Indonesian, period, page,
                           [&](const app::IncomingLine& line) { lines.push_back(line); });
  });
  return lines;
}

std::vector<app::SequenceCheck> checks(Office& o, store::BookPeriod period) {
  return o.app->readers().with(
      [&](store::Connection& connection) { return app::check_sequences(*o.app, connection, period); });
}

const documents::PaperTemplates& papers() {
  static const documents::PaperTemplates all{share / "papers", {}};
  return all;
}

void check_paper(PaperKind kind, const documents::Model& model, std::initializer_list<std::string> texts) {
  const auto differences = papers().differences(kind, model);
  CHECK_MESSAGE(differences.empty(), name(kind), ": ", differences.empty() ? "" : differences.front());
  const auto page = papers().document(kind, model, PaperSize::A4);
  for (const auto& text : texts) CHECK_MESSAGE(page.find(text) != std::string::npos, text);
}

}  // namespace

TEST_CASE("every number given stands in the book, void ones with their reason, and none is missing unexplained") {
  Office o;
  o.open();
  const auto walk = walk_with_void_numbers(o);
  using app::NumberStanding;
  const auto letters = outgoing(o, year, store::NumberKind::Answer);
  REQUIRE(letters.size() == 3);
  CHECK(letters[0].number == walk.answer_no);
  CHECK(letters[0].sequence == 1);
  CHECK(letters[0].standing == NumberStanding::Void);
  CHECK(letters[0].note == "BATAL – Alamat pada surat keliru");
  CHECK(letters[0].way.empty());
  CHECK_FALSE(letters[1].sequence);
  CHECK(letters[1].standing == NumberStanding::Void);
  CHECK(letters[1].note == "BATAL – Alamat pada surat keliru · diambil dari SRIKANDI/manual");
  CHECK(letters[2].sequence == 3);
  CHECK(letters[2].standing == NumberStanding::InForce);
  CHECK(letters[2].note.empty());
  CHECK(letters[2].addressee == "S*** W********");
  CHECK(letters[2].signer == "Sekretaris");
  CHECK(letters[2].way == "Diserahkan di loket");
  CHECK(letters[2].delivered);
  CHECK(letters[2].subject == "Jawaban pengaduan: Pelayanan loket (" + walk.register_no + ")");

  const auto minutes = outgoing(o, year, store::NumberKind::Minutes);
  REQUIRE(minutes.size() == 2);
  CHECK(minutes[0].note == "BATAL – diganti dengan nomor 77/HM.02-BA/3571/2026");
  CHECK(minutes[1].note == "diambil dari SRIKANDI/manual");
  const auto memos = outgoing(o, year, store::NumberKind::Memo);
  REQUIRE(memos.size() == 2);
  CHECK(memos[0].note == "BATAL – diganti dengan nomor 31/HM.02-ND/3571/2026");
  const auto invitations = outgoing(o, year, store::NumberKind::Invitation);
  REQUIRE(invitations.size() == 1);
  CHECK(invitations[0].addressee == "Anggota KPU");

  for (const auto& check : checks(o, year)) {
    std::vector<std::int64_t> seen;
    for (const auto& line : outgoing(o, year, check.kind))
      if (line.sequence) seen.push_back(*line.sequence);
    for (const auto& skipped : check.skipped) {
      CHECK_FALSE(skipped.taken_by.empty());
      seen.push_back(skipped.sequence);
    }
    std::sort(seen.begin(), seen.end());
    REQUIRE(static_cast<std::int64_t>(seen.size()) == check.last);
    for (std::size_t place = 0; place < seen.size(); ++place)
      CHECK(seen[place] == static_cast<std::int64_t>(place) + 1);
  }
  const auto answers = checks(o, year).front();
  CHECK(answers.voided == 2);
  REQUIRE(answers.skipped.size() == 1);
  CHECK(answers.skipped.front().sequence == 2);
  CHECK(app::check_words(catalogue(), Language::Indonesian, answers) ==
        "Surat jawaban: nomor urut 1–3; 3 nomor, di antaranya 2 batal dan 1 manual. Nomor urut 2 dilewati karena nomor "
        "2/HM.02-SD/3571/2026 diambil secara manual.");
}

TEST_CASE("a number that vanished from the book is called a fault") {
  Office o;
  o.open();
  walk_with_void_numbers(o);
  o.app->writer().submit([](store::Connection& connection) {
    connection.exec("DELETE FROM numbers WHERE kind = 'answer' AND seq IS NULL");
  });
  const auto answers = checks(o, year).front();
  REQUIRE(answers.skipped.size() == 1);
  CHECK(app::check_words(catalogue(), Language::Indonesian, answers).find("NOMOR URUT 2 TIDAK TERCATAT") !=
        std::string::npos);
}

TEST_CASE("the book of a month holds that month, and the next one goes on where it ended") {
  Office o;  // registers on 30 November, is answered in December
  o.open();
  const auto walk = testing::walk(o);
  CHECK(incoming(o, {.year = 2026, .month = 11}).size() == 1);
  CHECK(incoming(o, {.year = 2026, .month = 12}).empty());
  CHECK(incoming(o, {.year = 2025}).empty());
  CHECK(outgoing(o, {.year = 2026, .month = 11}, store::NumberKind::Answer).empty());
  CHECK(outgoing(o, {.year = 2026, .month = 12}, store::NumberKind::Answer).size() == 1);
  const auto line = incoming(o, year).front();
  CHECK(line.number == walk.register_no);
  CHECK(line.sender == "S*** W********");
  CHECK(line.subject == "Pelayanan loket");
  CHECK(line.forwarded == "Unit Dumas");
  CHECK(line.disposed == parse_iso_date("2026-11-30"));
  CHECK(line.closed);
  CHECK(line.answer == walk.answer_no);
  CHECK(line.officer == "loket");
  CHECK(line.note == "Selesai");
}

TEST_CASE("a book is read page by page, and an address or a letter is told without giving the sender away") {
  Office o;
  o.open();
  const Actor desk = o.as("loket", Role::FrontDesk);
  for (int i = 1; i <= 5; ++i) {
    auto told = testing::complaint_of("=1+" + std::to_string(i));
    told.address = "Jl. Dhoho 12";
    told.letter_number = "17/LSM/XI/2026";
    told.letter_date = parse_iso_date("2026-11-25");
    const auto id = o.must({}, desk, told).case_id;
    auto registered = testing::entry();
    registered.subject = "=1+" + std::to_string(i);
    o.must(id, desk, registered);
  }
  const auto second = incoming(o, year, {.after = 2, .most = 2});
  REQUIRE(second.size() == 2);
  CHECK(second.front().sequence == 3);
  CHECK(second.front().address == "disamarkan");
  CHECK(second.front().letter_number == "17/LSM/XI/2026");
  CHECK(second.front().letter_date == parse_iso_date("2026-11-25"));
  const auto workbook = app::incoming_sheet(*o.app, catalogue(), year);
  CHECK(workbook.substr(0, 2) == "PK");
  const auto file = o.folder() / "book.xlsx";
  std::ofstream(file, std::ios::binary) << workbook;
  const std::string command = "unzip -p " + file.string() + " xl/worksheets/sheet1.xml | grep -q '<f>'";
  CHECK(std::system(command.c_str()) != 0);  // NOLINT(cert-env33-c,concurrency-mt-unsafe): names are ours
}

TEST_CASE("both books and the recap say on paper what fits their templates") {
  Office o;
  o.open();
  const auto walk = walk_with_void_numbers(o);
  check_paper(PaperKind::IncomingBook, app::incoming_book_model(*o.app, catalogue(), year),
              {walk.register_no, "S*** W********", "Pelayanan loket", "sekretaris"});
  check_paper(PaperKind::OutgoingBook, app::outgoing_book_model(*o.app, catalogue(), year),
              {walk.answer_no, "BATAL – Alamat pada surat keliru", "Nomor urut 2 dilewati"});
  check_paper(PaperKind::MonthlyRecap, app::monthly_recap_model(*o.app, catalogue(), {.year = 2026, .month = 12}),
              {"Desember 2026", "belum disurvei"});
  check_paper(PaperKind::IncomingBook, app::incoming_book_model(*o.app, catalogue(), {.year = 2020}),
              {"Tidak ada surat yang tercatat"});
}

TEST_CASE("the letters of the side branches say what their template asks for") {
  Office o;
  o.open();
  app::LetterFrame frame{.number = "9/HM.02-SD/3571/2026", .date = parse_iso_date("2026-12-03").value()};
  frame.nature = "Biasa";
  frame.signer.title = "Sekretaris";
  frame.signer.name = "Wahyu Prasetyaningtyas";
  const app::ComplaintNamed named{
      .register_no = "0001/DUMAS/2026", .received = parse_iso_date("2026-11-30").value(), .subject = "<b>Loket</b>"};
  const app::Addressee reporter{.name = "Sari Wulandari"};
  const auto& office = o.app->settings();
  check_paper(PaperKind::CompletionLetter,
              app::completion_letter_model(office, {.frame = frame,
                                                    .reporter = reporter,
                                                    .complaint = named,
                                                    .missing = {"KTP", "Waktu kejadian"},
                                                    .until = parse_iso_date("2026-12-14").value(),
                                                    .contact = "loket"}),
              {"Senin, 14 Desember 2026", "Waktu kejadian", "&lt;b&gt;Loket&lt;/b&gt;", "di tempat"});
  check_paper(PaperKind::ForwardingLetter,
              app::forwarding_letter_model(office, {.frame = frame,
                                                    .recipient = "Ketua Bawaslu Kota Kediri",
                                                    .body = "Bawaslu Kota Kediri",
                                                    .body_place = "Kediri",
                                                    .complaint = named,
                                                    .enclosures = {"Form pengaduan"}}),
              {"Setelah dilakukan telaah", "Ketua Bawaslu Kota Kediri", "Form pengaduan", "kewenangan"});
  check_paper(PaperKind::ForwardingLetter,
              app::forwarding_letter_model(office, {.frame = frame,
                                                    .recipient = "Ketua Bawaslu Kota Kediri",
                                                    .body = "Bawaslu Kota Kediri",
                                                    .complaint = named,
                                                    .plenary_date = parse_iso_date("2026-12-02"),
                                                    .minutes_no = "4/HM.02-BA/3571/2026"}),
              {"tanggal 2 Desember 2026", "Berita Acara Nomor 4/HM.02-BA/3571/2026"});
  check_paper(PaperKind::RejectionLetter,
              app::rejection_letter_model(
                  office, {.frame = frame, .reporter = reporter, .complaint = named, .reason = "Bukan wewenang KPU."}),
              {"Bukan wewenang KPU.", "30 hari kerja"});
}
