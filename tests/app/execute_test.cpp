// app::execute on a real data folder: one case from the citizen to the final receipt, then everything that must hold of
// what is stored: chain, rebuilt tables, numbers, repeats, conflicts, tampering.
#include "app/execute.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "../support/road.hpp"
#include "app/citizen_view.hpp"
#include "app/tracking.hpp"
#include "app/verify.hpp"
#include "store/case_queries.hpp"

using namespace dumas;             // NOLINT(google-build-using-namespace)
using namespace dumas::complaint;  // NOLINT(google-build-using-namespace)
using namespace dumas::testing;    // NOLINT(google-build-using-namespace)

TEST_CASE("S1: a complaint goes the whole way, on time, and what is stored proves itself") {
  Office o;
  o.open();
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
  o.open();
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
  o.open();
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
  o.open();
  const Actor fo = o.as("loket", Role::FrontDesk);
  const auto id = o.must({}, fo, complaint_of("Dua petugas")).case_id;
  app::CaseRequest stale{.command = entry(), .actor = fo, .case_id = id, .expected_version = 1};
  CHECK(app::execute(*o.app, stale).ok());
  CHECK(app::execute(*o.app, stale).refusal().code == "VERSION_CONFLICT");
}

TEST_CASE("what a role may not see does not exist for it") {
  Office o;
  o.open();
  const auto id = o.must({}, o.as("loket", Role::FrontDesk), complaint_of("Rahasia")).case_id;
  CHECK(o.tell(id, {.user = UserId{99}, .role = Role::Admin}, entry()).refusal().code == "NOT_FOUND");
  CHECK(o.tell(id, o.as("anggota1", Role::Commissioner), entry()).refusal().code == "NOT_FOUND");
  CHECK(o.tell(CaseId{123}, o.as("loket", Role::FrontDesk), entry()).refusal().code == "NOT_FOUND");
  CHECK(o.tell(id, o.as("unit", Role::ComplaintUnit), entry()).refusal().code == "WRONG_ROLE");
}

TEST_CASE("code and PIN open the citizen's page, a wrong one does not, and it shows nothing of the staff") {
  Office o;
  o.open();
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
  o.open();
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

TEST_CASE("of two cases with minutes in one meeting, one is put off: rebuilt tables still equal the live ones") {
  Office o;
  o.open();
  const Actor fo = o.as("loket", Role::FrontDesk), unit = o.as("unit", Role::ComplaintUnit);
  const Actor secretary = o.as("sekretaris", Role::Secretary), chair = o.as("ketua", Role::Chair);
  const auto call = [&](std::optional<Date> date) {
    return app::execute(*o.app, app::MeetingRequest{.command = CallMeeting{.mode = PlenaryMode::Routine,
                                                                           .openness = Openness::Closed,
                                                                           .date = date,
                                                                           .time = "10:00",
                                                                           .place = "Ruang rapat"},
                                                    .actor = secretary})
        .value()
        .meeting;
  };
  const auto first = call(date_of(2026, 11, 30)), second = call(date_of(2026, 12, 3));
  std::vector<CaseId> cases;
  for (const char* subject : {"Pertama", "Kedua"}) {
    const auto id = o.must({}, fo, complaint_of(subject)).case_id;
    o.must(id, fo, entry());
    o.must(id, fo, SubmitToLeadership{});
    o.must(id, secretary, note());
    o.must(id, chair, note());
    o.must(id, unit, AcceptDisposition{});
    o.must(id, unit,
           ReportAnalysis{.subject = "Loket",
                          .facts = "Benar kosong.",
                          .legal_basis = "UU 25/2009",
                          .authority = Authority::Own,
                          .analysis = "Jadwal tidak diatur.",
                          .options = {"Atur jadwal"},
                          .recommendation = "Atur jadwal."});
    o.must(id, secretary, SchedulePlenary{.review_note = "Setuju.", .meeting = first});
    o.must(id, chair, SchedulePlenary{.review_note = "Setuju."});
    cases.push_back(id);
  }
  const auto attend = [&] {
    return app::execute(
        *o.app, app::MeetingRequest{.command = RecordAttendance{.present = {o.users["ketua"], o.users["anggota1"],
                                                                            o.users["anggota2"], o.users["anggota3"]}},
                                    .actor = secretary,
                                    .meeting = first});
  };
  REQUIRE(attend().ok());
  for (const CaseId id : cases)
    o.must(id, secretary,
           DraftMinutes{.points = {"Loket"},
                        .discussion = "Dibahas.",
                        .resolution = Resolution::Answer,
                        .decision = {"Dijaga."},
                        .in_favour = 4});
  CHECK(attend().refusal().code == "WRONG_STATE");
  for (const CaseId id : cases) {
    o.must(id, secretary, PostponePlenary{.reason = "Perlu data.", .meeting = second});
    std::string all;
    for (const auto& fault : app::verify(*o.app).faults) all += fault + "\n";
    CHECK(all == "");
  }
  CHECK(attend().ok());  // no minutes rest on the list any more
}

TEST_CASE("a meeting called twice under one key is one meeting, and another content under it is told apart") {
  Office o;
  o.open();
  app::MeetingRequest request{.command = CallMeeting{.mode = PlenaryMode::Routine,
                                                     .openness = Openness::Closed,
                                                     .date = date_of(2026, 12, 2),
                                                     .time = "10:00",
                                                     .place = "Ruang rapat"},
                              .actor = o.as("sekretaris", Role::Secretary),
                              .idempotency_key = "rapat-1"};
  const auto first = app::execute(*o.app, request);
  REQUIRE(first.ok());
  const auto again = app::execute(*o.app, request);
  CHECK(again->meeting == first->meeting);
  CHECK(again->repeated == app::Repeated::Same);
  std::get<CallMeeting>(request.command).place = "Aula";
  const auto other = app::execute(*o.app, request);
  CHECK(other->meeting == first->meeting);
  CHECK(other->repeated == app::Repeated::Differs);
}
