// A case with every field filled, walked along the whole road, and its papers as HTML. For papers_test.cpp.
#pragma once

#include "../support/office.hpp"
#include "app/papers/paper_model.hpp"
#include "documents/paper_templates.hpp"

namespace dumas::testing {

// What must not stand on a masked paper. He is also named in what the officers type.
struct Person {
  std::string name = "Sari Wulandari Kusumaningtyas", identity_number = "3571234567890001";
  std::string address = "Jl. Mawar 17, Kelurahan Bandar Lor", phone = "0812-3456-7890", email = "sari@contoh.example";
};

struct Options {
  complaint::Disclosure disclosure = complaint::Disclosure::Named;
  complaint::Actor chair{};  // who acts as Chair; without a user the Chair himself
  bool event_held = true;
};

class PaperRoad {
 public:
  explicit PaperRoad(Office& office, Options options = {})
      : o(office),
        options_(std::move(options)),
        fo_(o.as("loket", complaint::Role::FrontDesk)),
        unit_(o.as("unit", complaint::Role::ComplaintUnit)),
        secretary_(o.as("sekretaris", complaint::Role::Secretary)),
        chair_(options_.chair.user ? options_.chair : o.as("ketua", complaint::Role::Chair)) {}

  void to_decision() {
    using namespace complaint;  // NOLINT(google-build-using-namespace)
    const bool anonymous = options_.disclosure == Disclosure::Anonymous;
    SubmitComplaint told{.channel = Channel::Letter,
                         .subject = "Loket kosong",
                         .story = "Petugas tidak ada. Saya, " + person.name + ", menunggu dua jam.",
                         .place = "Loket lantai satu",
                         .occurred = "Jumat pagi",
                         .respondent = "Petugas loket",
                         .loss = "Ongkos ojek",
                         .wish = "Loket dijaga",
                         .reported_elsewhere = "Ombudsman",
                         .letter_number = "07/RW/2026",
                         .letter_date = date_of(2026, 11, 27),
                         .disclosure = options_.disclosure};
    if (!anonymous) {
      told.name = person.name;
      told.identity_number = person.identity_number;
      told.address = person.address;
      told.phone = person.phone;
      told.email = person.email;
      told.occupation = "Pedagang pasar";
      told.assistance = "Kursi roda";
    }
    told.evidence = {o.scan()};
    id = must(fo_, told).case_id;
    must(fo_, Register{.subject = "Pelayanan loket",
                       .summary = "Ringkas: " + person.name + " menunggu, telepon " + person.phone + ".",
                       .class_code = "HM.03",
                       .note = "Catatan agenda",
                       .category = Category::ServiceDelay,
                       .urgency = Urgency::Urgent,
                       .secrecy = Secrecy::Limited});
    must(fo_, SubmitToLeadership{.note = "Pelapor di ruang tunggu."});
    must(secretary_,
         NoteDisposition{
             .instructions = {Instruction::Study}, .targets = {Target::ComplaintUnit}, .note = "Mohon ditelaah."});
    must(chair_, NoteDisposition{.instructions = {Instruction::DiscussInPlenary},
                                 .targets = {Target::LegalDivision},
                                 .note = "Bawa ke pleno."});
    must(unit_, AcceptDisposition{});
    must(unit_, AskLegalOpinion{.question = "Bolehkah loket kosong?"});
    must(o.as("hukum", Role::LegalDivision), AttachLegalOpinion{.opinion = "Tidak boleh."});
    must(unit_, ReportAnalysis{.subject = "Pokok: loket.",
                               .facts = "Fakta: kosong.",
                               .legal_basis = "UU 25/2009",
                               .authority = Authority::Shared,
                               .authority_target = "Bawaslu Kota",
                               .analysis = "Jadwal tidak diatur.",
                               .options = {"Atur jadwal", "Tambah orang"},
                               .recommendation = "Atur jadwal segera.",
                               .opinion_waiver = "Sudah ada pendapat."});
    const Date day = local_date(o.clock.now(), Zone::Wib);
    meeting = app::execute(*o.app, app::MeetingRequest{.command = CallMeeting{.mode = PlenaryMode::Routine,
                                                                              .openness = Openness::Closed,
                                                                              .date = day,
                                                                              .time = "10:00",
                                                                              .place = "Ruang rapat utama",
                                                                              .note = "Bahan menyusul."},
                                                       .actor = secretary_})
                  .value()
                  .meeting;
    must(secretary_, SchedulePlenary{.review_note = "Setuju telaah.", .meeting = meeting});
    must(chair_, SchedulePlenary{.review_note = "Setuju juga."});
    std::vector<UserId> present{o.users["anggota1"], o.users["anggota2"], o.users["anggota3"], o.users["anggota4"]};
    if (chair_.capacity == Capacity::Own) present.push_back(chair_.user);
    const RecordAttendance attendance{.present = present, .guests = {"Tamu Undangan"}};
    REQUIRE(
        app::execute(*o.app, app::MeetingRequest{.command = attendance, .actor = secretary_, .meeting = meeting}).ok());
    must(secretary_, DraftMinutes{.points = {"Butir satu: loket"},
                                  .discussion = "Dibahas panjang.",
                                  .resolution = Resolution::Mediation,
                                  .decision = {"Loket dijaga.", "Pelapor dijawab."},
                                  .in_favour = static_cast<std::int64_t>(present.size()) - 1,
                                  .against = 1});
  }
  void decide() {
    must(chair_, complaint::ConfirmMinutes{});
    must(secretary_, complaint::RecordDecision{});
  }
  void draft(const std::string& finding = "Temuan benar.") {
    must(unit_, complaint::DraftAnswer{.findings = {finding},
                                       .legal_basis = {"UU 25/2009 Pasal 36"},
                                       .decision = "Loket dijaga bergiliran.",
                                       .next_steps = "Mulai besok pagi.",
                                       .signatory = complaint::Role::Chair,
                                       .copies = {"KPU Provinsi"}});
  }
  std::string sign() {
    must(o.as("kasubbag", complaint::Role::SubsectionHead), complaint::InitialAnswer{});
    return must(chair_, complaint::SignAnswer{}).number;
  }
  void cancel() { must(chair_, complaint::VoidAnswer{.reason = "Nama keliru."}); }
  void finish() {
    using namespace complaint;  // NOLINT(google-build-using-namespace)
    must(fo_, DeliverAnswer{.channel = DeliveryChannel::Counter,
                            .received_by = person.name,
                            .relation = "pelapor sendiri",
                            .proof = "KTP dicocokkan, " + person.identity_number + ".",
                            .attempts = {"Ditelepon ke +62 812 3456 7890"},
                            .evidence = {o.scan()}});
    if (options_.event_held)
      must(unit_, StartFollowUp{.kind = ActivityKind::Mediation,
                                .date = local_date(o.clock.now(), Zone::Wib),
                                .time = "13:00",
                                .place = "Ruang mediasi",
                                .participants = {person.name + ", pelapor", "Petugas loket"},
                                .preparation = "Undang lewat telepon."});
    ReportFollowUp report{.results = "Loket terjaga sejak Rabu.\nSurat sudah dijawab.",
                          .obstacles = "Kurang orang.",
                          .recommendation = "Tutup pengaduan."};
    if (options_.event_held) {
      report.chaired_by = "Pimpin Rapat";
      report.note_taker = "Catat Rapat";
      report.attendance = {person.name, "Petugas loket"};
      report.proceedings = "Pertemuan dibuka.";
      report.agreements = "Sepakat berdamai.";
      report.outcome = Outcome::Agreed;
    } else {
      report.no_event_reason = "Jawaban sudah cukup.";
    }
    must(unit_, report);
    must(secretary_, AcceptReport{.note = "Diterima baik."});
  }
  void whole() {
    to_decision();
    decide();
    draft();
    sign();
    finish();
  }

  std::vector<complaint::Event> events() {
    return o.app->readers().with([&](store::Connection& c) { return store::read_case(c, id); });
  }
  // Records of a type, the oldest first.
  std::vector<RecordId> records(complaint::DocumentType type) {
    std::vector<RecordId> found;
    for (const auto& event : events())
      for (const auto& ref : event.records)
        if (ref.type == type) found.push_back(ref.id);
    return found;
  }
  std::optional<documents::Model> model(const app::PaperRequest& request) {
    return o.app->readers().with([&](store::Connection& c) { return app::paper_model({*o.app, words, c}, request); });
  }
  app::PaperRequest of_case(complaint::PaperKind kind, RecordId record, app::Naming naming = app::Naming::Named) {
    return {.paper = kind, .owner = id.value, .record = record, .naming = naming};
  }
  std::string html(const app::PaperRequest& request) {
    const auto filled = model(request);
    REQUIRE(filled.has_value());
    CHECK(templates.differences(request.paper, *filled) == std::vector<std::string>{});
    return templates.body(request.paper, *filled);
  }
  // The newest record of that type on the paper of that kind.
  std::string html(complaint::PaperKind kind, complaint::DocumentType type, app::Naming naming = app::Naming::Named) {
    const auto all = records(type);
    REQUIRE_FALSE(all.empty());
    return html(of_case(kind, all.back(), naming));
  }

  Office& o;
  Person person;
  CaseId id;
  MeetingId meeting;
  Catalogue words{std::filesystem::path{DUMAS_SOURCE_DIR} / "locale"};
  documents::PaperTemplates templates{std::filesystem::path{DUMAS_SOURCE_DIR} / "papers", {}};

 private:
  app::CaseReceipt must(const complaint::Actor& actor, complaint::Command command) {
    o.clock.advance(std::chrono::minutes(5));
    return o.must(id, actor, std::move(command));
  }

  Options options_;
  complaint::Actor fo_, unit_, secretary_, chair_;
};

}  // namespace dumas::testing
