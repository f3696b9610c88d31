// app::execute on a real data folder: one case from the citizen to the final receipt, then everything that must hold of
// what is stored: chain, rebuilt tables, numbers, repeats, conflicts, tampering.
#include "app/execute.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "app/desk.hpp"
#include "app/tracking.hpp"
#include "app/uploads.hpp"
#include "app/verify.hpp"
#include "store/case_queries.hpp"
#include "store/event_log.hpp"

using namespace dumas;             // NOLINT(google-build-using-namespace)
using namespace dumas::complaint;  // NOLINT(google-build-using-namespace)

namespace {

Instant at(const char* text) { return parse_iso_instant(text).value(); }

// A real office in a folder of its own, with a clock the test moves.
class Office {
 public:
  explicit Office(const char* start = "2026-11-30T09:00:00+07:00") : clock(at(start)) {
    folder_ = std::filesystem::temp_directory_path() / ("dumas-execute-" + url_token(randomness_, 9));
    reopen();
    for (const auto& [login, role] : std::initializer_list<std::pair<const char*, Role>>{{"loket", Role::FrontDesk},
                                                                                        {"unit", Role::ComplaintUnit},
                                                                                        {"sekretaris", Role::Secretary},
                                                                                        {"ketua", Role::Chair},
                                                                                        {"anggota1", Role::Commissioner},
                                                                                        {"anggota2", Role::Commissioner},
                                                                                        {"anggota3", Role::Commissioner},
                                                                                        {"anggota4", Role::Commissioner},
                                                                                        {"kasubbag", Role::SubsectionHead}}) {
      const auto added = desk->accounts.add({.role = Role::Admin}, {.login = login, .display_name = login, .password = "kata sandi panjang", .roles = {role}});
      REQUIRE(added.ok());
      users[login] = *added;
    }
  }
  ~Office() {
    desk.reset();
    app.reset();
    std::filesystem::remove_all(folder_);
  }
  void reopen() {
    desk.reset();
    app.reset();
    auto opened = app::Application::open({.folders = {.share = DUMAS_SOURCE_DIR, .data = folder_},
                                          .passwords = {.memory_kib = 8, .passes = 1},
                                          .clock = &clock});
    REQUIRE(opened.ok());
    app = std::move(*opened);
    desk = std::make_unique<app::Desk>(*app);
  }
  Actor as(const char* login, Role role) { return {.user = users.at(login), .role = role}; }

  Result<app::CaseReceipt> tell(CaseId id, Actor actor, Command command, std::string key = "") {
    return app::execute(*app, {.command = std::move(command), .actor = actor, .case_id = id, .expected_version = {}, .idempotency_key = std::move(key), .file_owner = owner});
  }
  app::CaseReceipt must(CaseId id, Actor actor, Command command) {
    auto receipt = tell(id, actor, std::move(command));
    if (!receipt.ok()) FAIL("refused: " << receipt.refusal().code << " " << receipt.refusal().field << " " << receipt.refusal().key);
    return *receipt;
  }
  Status status(CaseId id) {
    return app->readers().with([&](store::Connection& c) { return store::load_case(c, id).status; });
  }
  FileId scan() {
    const auto path = folder_ / "scan.txt";
    std::ofstream(path) << "Tanda terima yang dipindai, " << ++scans;
    const auto kept = app::keep_upload(*app, owner, {.filename = "tanda-terima.txt", .path = path, .too_big = false});
    REQUIRE(kept.ok());
    return kept->id;
  }

  ManualClock clock;
  std::unique_ptr<app::Application> app;
  std::unique_ptr<app::Desk> desk;
  std::map<std::string, UserId> users;
  std::string owner = "user:test";
  int scans = 0;
  std::filesystem::path folder() const { return folder_; }

 private:
  SystemRandomness randomness_;
  std::filesystem::path folder_;
};

SubmitComplaint complaint_of(const std::string& subject) {
  return {.channel = Channel::Counter,
          .subject = subject,
          .story = "Petugas loket tidak ada pada jam layanan. Saya menunggu dua jam.",
          .place = "Kantor",
          .disclosure = Disclosure::Named,
          .name = "Sari Wulandari",
          .phone = "0812 0000 1111",
          .read_back = true};
}

Register entry() {
  return {.subject = "Pelayanan loket", .category = Category::ServiceDelay, .urgency = Urgency::Ordinary, .secrecy = Secrecy::Open};
}

NoteDisposition note() { return {.instructions = {Instruction::Study}, .targets = {Target::ComplaintUnit}, .note = "Mohon ditelaah."}; }

// S1 of the acceptance scenarios, with the numbers it gave.
struct Walk {
  CaseId id;
  std::string register_no, minutes_no, answer_no, memo_no;
};

Walk walk(Office& o) {
  Walk w;
  const Actor fo = o.as("loket", Role::FrontDesk), unit = o.as("unit", Role::ComplaintUnit);
  const Actor secretary = o.as("sekretaris", Role::Secretary), chair = o.as("ketua", Role::Chair);
  w.id = o.must({}, fo, complaint_of("Loket kosong")).case_id;
  w.register_no = o.must(w.id, fo, entry()).number;
  o.must(w.id, fo, SubmitToLeadership{});
  o.must(w.id, secretary, note());
  CHECK(o.status(w.id) == Status::Submitted);
  o.must(w.id, chair, note());
  CHECK(o.status(w.id) == Status::Disposed);
  o.clock.advance(std::chrono::hours(24));
  o.must(w.id, unit, AcceptDisposition{});
  o.must(w.id, unit, ReportAnalysis{.subject = "Loket", .facts = "Benar kosong.", .legal_basis = "UU 25/2009", .authority = Authority::Own, .analysis = "Jadwal tidak diatur.", .options = {"Atur jadwal"}, .recommendation = "Atur jadwal."});
  const auto called = app::execute(*o.app, app::MeetingRequest{.command = CallMeeting{.mode = PlenaryMode::Routine, .openness = Openness::Closed, .date = date_of(2026, 12, 2), .time = "10:00", .place = "Ruang rapat"}, .actor = secretary});
  REQUIRE(called.ok());
  o.must(w.id, secretary, SchedulePlenary{.review_note = "Setuju.", .meeting = called->meeting});
  o.must(w.id, chair, SchedulePlenary{.review_note = "Setuju."});
  o.clock.advance(std::chrono::hours(24));
  CHECK(o.tell(w.id, secretary, RecordDecision{}).refusal().code == "MISSING_DOC:PLENARY_MINUTES");
  CHECK(o.tell(w.id, unit, DeliverAnswer{}).refusal().code == "WRONG_STATE");
  REQUIRE(app::execute(*o.app, app::MeetingRequest{.command = RecordAttendance{.present = {o.users["ketua"], o.users["anggota1"], o.users["anggota2"], o.users["anggota3"], o.users["anggota4"]}}, .actor = secretary, .meeting = called->meeting}).ok());
  w.minutes_no = o.must(w.id, secretary, DraftMinutes{.points = {"Loket"}, .discussion = "Dibahas.", .resolution = Resolution::Answer, .decision = {"Loket dijaga bergiliran."}, .in_favour = 5}).number;
  o.must(w.id, chair, ConfirmMinutes{});
  o.must(w.id, secretary, RecordDecision{});
  o.must(w.id, unit, DraftAnswer{.findings = {"Benar."}, .legal_basis = {"UU 25/2009"}, .decision = "Loket dijaga.", .next_steps = "Mulai besok.", .signatory = Role::Secretary});
  o.must(w.id, o.as("kasubbag", Role::SubsectionHead), InitialAnswer{});
  w.answer_no = o.must(w.id, secretary, SignAnswer{}).number;
  o.clock.advance(std::chrono::hours(24));
  o.must(w.id, fo, DeliverAnswer{.channel = DeliveryChannel::Counter, .received_by = "Sari Wulandari", .relation = "pelapor", .evidence = {o.scan()}});
  w.memo_no = o.must(w.id, unit, ReportFollowUp{.no_event_reason = "Jawaban diterima dengan baik.", .results = "Loket dijaga.", .recommendation = "Tutup."}).number;
  o.clock.advance(std::chrono::hours(24));
  o.must(w.id, secretary, AcceptReport{});
  CHECK(o.status(w.id) == Status::Closed);
  return w;
}

}  // namespace

TEST_CASE("S1: a complaint goes the whole way, on time, and what is stored proves itself") {
  Office o;
  const Walk w = walk(o);
  CHECK(w.register_no == "0001/DUMAS/2026");
  CHECK(w.answer_no.starts_with("1/"));
  CHECK(w.minutes_no.find("-BA/3571/2026") != std::string::npos);
  CHECK(w.memo_no.find("-ND/3571/2026") != std::string::npos);
  const auto steps = o.app->readers().with([&](store::Connection& c) { return store::steps_of(c, w.id); });
  REQUIRE(steps.size() == 10);
  for (const auto& step : steps) {
    CHECK(step.done.has_value());
    CHECK(step.days_late == 0);
  }
  const auto report = app::verify(*o.app);
  for (const auto& fault : report.faults) MESSAGE(fault);
  CHECK(report.faults.empty());
  CHECK(report.cases == 1);
  CHECK(report.files == 1);
}

TEST_CASE("two cases in a row get numbers without gaps") {
  Office o;
  walk(o);
  const Walk second = [&] {
    o.clock.set(at("2026-11-30T13:00:00+07:00"));
    return walk(o);
  }();
  CHECK(second.register_no == "0002/DUMAS/2026");
  CHECK(second.answer_no.starts_with("2/"));
}

TEST_CASE("a form sent twice, at once from many threads, is one case with one receipt") {
  Office o;
  const Actor fo = o.as("loket", Role::FrontDesk);
  std::vector<std::thread> threads;
  std::vector<app::CaseReceipt> receipts(16);
  for (auto& receipt : receipts)
    threads.emplace_back([&] { receipt = o.tell({}, fo, complaint_of("Sekali saja"), "kunci-1").value(); });
  for (auto& thread : threads) thread.join();
  for (const auto& receipt : receipts) {
    CHECK(receipt.case_id == receipts.front().case_id);
    CHECK(receipt.pin == receipts.front().pin);
    CHECK(receipt.tracking_code == receipts.front().tracking_code);
  }
  CHECK(app::verify(*o.app).cases == 1);
  const auto other = o.tell({}, fo, complaint_of("Isi lain"), "kunci-1");
  CHECK(other->repeated == app::Repeated::Differs);
  CHECK(other->case_id == receipts.front().case_id);
}

TEST_CASE("two officers on one case: the second is told, nothing is overwritten") {
  Office o;
  const Actor fo = o.as("loket", Role::FrontDesk);
  const auto id = o.must({}, fo, complaint_of("Dua petugas")).case_id;
  app::CaseRequest stale{.command = entry(), .actor = fo, .case_id = id, .expected_version = 1};
  CHECK(app::execute(*o.app, stale).ok());
  CHECK(app::execute(*o.app, stale).refusal().code == "VERSION_CONFLICT");
}

TEST_CASE("what a role may not see does not exist for it") {
  Office o;
  const auto id = o.must({}, o.as("loket", Role::FrontDesk), complaint_of("Rahasia")).case_id;
  CHECK(o.tell(id, {.user = UserId{99}, .role = Role::Admin}, entry()).refusal().code == "NOT_FOUND");
  CHECK(o.tell(id, o.as("anggota1", Role::Commissioner), entry()).refusal().code == "NOT_FOUND");
  CHECK(o.tell(CaseId{123}, o.as("loket", Role::FrontDesk), entry()).refusal().code == "NOT_FOUND");
  CHECK(o.tell(id, o.as("unit", Role::ComplaintUnit), entry()).refusal().code == "WRONG_ROLE");
}

TEST_CASE("code and PIN open the citizen's page, a wrong one does not, and it shows nothing of the staff") {
  Office o;
  const auto receipt = o.must({}, o.as("loket", Role::FrontDesk), complaint_of("Lacak"));
  app::Throttle throttle;
  const auto found = app::find_by_code(*o.app, throttle, receipt.tracking_code, receipt.pin, "client");
  REQUIRE(found.ok());
  const auto view = app::citizen_view(*o.app, *found);
  REQUIRE(view.has_value());
  CHECK(view->subject == "Lacak");
  CHECK(view->status == app::PublicStatus::Received);
  const auto wrong_pin = app::find_by_code(*o.app, throttle, receipt.tracking_code, "000000x", "client");
  const auto wrong_code = app::find_by_code(*o.app, throttle, "AAAAAAAAAA", receipt.pin, "client");
  CHECK(wrong_pin.refusal() == wrong_code.refusal());
}

TEST_CASE("a row of the log changed behind our back is found, and so is a record") {
  Office o;
  const auto id = o.must({}, o.as("loket", Role::FrontDesk), complaint_of("Ubah")).case_id;
  {
    auto raw = store::Connection::open(o.folder() / "dumas.db");
    CHECK_THROWS(raw.exec("UPDATE events SET at = at + 1"));
    CHECK_THROWS(raw.exec("DELETE FROM events"));
    raw.exec("DROP TRIGGER events_no_update");
    raw.exec("UPDATE events SET at = at + 1 WHERE id = 1");
    raw.exec("UPDATE records SET content = zeroblob(50) WHERE type = 'REPORTER'");
    raw.exec("UPDATE cases SET status = 'CLOSED'");
  }
  const auto report = app::verify(*o.app);
  std::string all;
  for (const auto& fault : report.faults) all += fault + "\n";
  CHECK(all.find("does not match its hash") != std::string::npos);
  CHECK(all.find("was changed") != std::string::npos);
  CHECK(all.find("table cases") != std::string::npos);
  (void)id;
}
