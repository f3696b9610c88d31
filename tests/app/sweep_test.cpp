// The timer on a real office: silent in time, one event and one notice for each audience after closing time (S12), no
// alarm over the long holiday (S3), and due dates that move with a decreed holiday.
#include "app/sweep.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <thread>

#include "../store/temporary.hpp"
#include "app/execute.hpp"
#include "store/case_queries.hpp"
#include "store/event_log.hpp"
#include "store/outbox.hpp"
#include "store/security_log.hpp"

using namespace dumas;
using complaint::Actor;
using complaint::Role;

namespace {

const std::filesystem::path source = DUMAS_SOURCE_DIR;

Instant at(const std::string& wib) { return parse_iso_instant(wib + ":00+07:00").value(); }
Date day(const std::string& text) { return parse_iso_date(text).value(); }

struct SweepOffice {
  store::TemporaryFolder folder;
  ManualClock clock;
  SeededRandomness randomness{5};
  std::unique_ptr<app::Application> app;

  explicit SweepOffice(const std::string& now) : clock(at(now)) { open(); }
  void open() {
    app.reset();
    auto opened = app::Application::open({.folders = {.share = source, .data = folder / "data"},
                                          .readers = 2,
                                          .passwords = {.memory_kib = 64, .passes = 1},
                                          .clock = &clock,
                                          .randomness = &randomness});
    REQUIRE(opened.ok());
    app = std::move(*opened);
  }

  app::CaseReceipt give(complaint::Command command, Role role, CaseId id = {}) {
    auto receipt = app::execute(*app, app::CaseRequest{.command = std::move(command),
                                                       .actor = {.user = UserId{1}, .role = role},
                                                       .case_id = id,
                                                       .expected_version = {},
                                                       .idempotency_key = "",
                                                       .file_owner = ""});
    if (!receipt) FAIL(receipt.refusal().code);
    return *receipt;
  }
  // A registered complaint.
  CaseId registered() {
    const auto id = give(complaint::SubmitComplaint{.channel = complaint::Channel::Letter,
                                                    .subject = "Antrean",
                                                    .story = "Lama menunggu.",
                                                    .disclosure = complaint::Disclosure::Anonymous},
                         Role::FrontDesk)
                        .case_id;
    give(complaint::Register{.subject = "Antrean",
                             .category = complaint::Category::ServiceDelay,
                             .urgency = complaint::Urgency::Ordinary,
                             .secrecy = complaint::Secrecy::Open},
         Role::FrontDesk, id);
    return id;
  }
  // The same, up to the unit's analysis (row 4, due on day 2).
  CaseId under_analysis() {
    const CaseId id = registered();
    give(complaint::SubmitToLeadership{}, Role::FrontDesk, id);
    const complaint::NoteDisposition note{.instructions = {complaint::Instruction::Study},
                                          .targets = {complaint::Target::ComplaintUnit}};
    give(note, Role::Secretary, id);
    give(note, Role::Chair, id);
    give(complaint::AcceptDisposition{}, Role::ComplaintUnit, id);
    return id;
  }
  void report_analysis(CaseId id) {
    give(complaint::ReportAnalysis{.subject = "Antrean",
                                   .facts = "Ada.",
                                   .legal_basis = "UU 25/2009",
                                   .authority = complaint::Authority::Own,
                                   .analysis = "Benar.",
                                   .options = {"Jawab"},
                                   .recommendation = "Jawab"},
         Role::ComplaintUnit, id);
  }
  template <class Work>
  auto read(Work work) {
    return app->readers().with(work);
  }
  std::size_t overdue_events(CaseId id) {
    return read([&](store::Connection& connection) {
      std::size_t count = 0;
      for (const auto& event : store::read_case(connection, id))
        count += event.type() == complaint::EventType::StepOverdue ? 1U : 0U;
      return count;
    });
  }
  std::vector<store::QueuedNotice> notices(Role role) {
    return read([&](store::Connection& connection) {
      return store::notices_for(connection, app->vault(), app->office(), name(role), 0, 100);
    });
  }
  std::vector<store::StepRow> steps(CaseId id) {
    return read([&](store::Connection& connection) { return store::steps_of(connection, id); });
  }
};

}  // namespace

TEST_CASE("a row within its time is left alone, a late one is told once to its holder and to the superior") {
  SweepOffice office{"2026-11-30T09:00"};
  const CaseId id = office.under_analysis();
  office.clock.set(at("2026-12-01T16:00"));  // closing time of Hari ke-2 itself still counts
  CHECK(app::sweep_deadlines(*office.app) == 0);
  office.clock.set(at("2026-12-01T16:01"));
  CHECK(app::sweep_deadlines(*office.app) == 1);
  CHECK(app::sweep_deadlines(*office.app) == 0);
  office.clock.set(at("2026-12-04T16:01"));
  CHECK(app::sweep_deadlines(*office.app) == 0);
  CHECK(office.overdue_events(id) == 1);
  REQUIRE(office.notices(Role::ComplaintUnit).size() == 1);
  CHECK(office.notices(Role::ComplaintUnit)[0].key == "notice.staff.overdue");
  REQUIRE(office.notices(Role::Secretary).size() == 1);
  CHECK(office.notices(Role::Secretary)[0].key == "notice.staff.overdue_superior");
  CHECK(office.steps(id)[3].overdue);
  // Late, and still to be done.
  office.report_analysis(id);
  CHECK(office.steps(id)[3].days_late == 3);
}

TEST_CASE("what is queued is handed over once") {
  SweepOffice office{"2026-11-30T09:00"};
  office.under_analysis();
  office.clock.set(at("2026-12-02T09:00"));
  CHECK(app::sweep_deadlines(*office.app) == 1);
  CHECK(app::drain_outbox(*office.app) == 3);  // the reporter's of the registration, the unit's, the Secretary's
  CHECK(app::drain_outbox(*office.app) == 0);
  CHECK(office.notices(Role::ComplaintUnit).size() == 1);  // still there to be read
}

TEST_CASE("S3: no alarm over Nyepi and Idul Fitri") {
  SweepOffice office{"2026-03-17T09:00"};
  const CaseId id = office.under_analysis();
  CHECK(office.steps(id)[3].due == day("2026-03-25"));
  CHECK(office.steps(id)[9].due == day("2026-03-30"));
  for (int date = 18; date <= 24; ++date) {
    office.clock.set(at("2026-03-" + std::to_string(date) + "T23:59"));
    CAPTURE(date);
    CHECK(app::sweep_deadlines(*office.app) == 0);
  }
  office.clock.set(at("2026-03-25T17:00"));
  CHECK(app::sweep_deadlines(*office.app) == 1);
}

TEST_CASE("a holiday decreed later moves open rows, leaves done ones, and is logged") {
  SweepOffice office{"2026-11-30T09:00"};
  const CaseId id = office.under_analysis();
  const CaseId early = office.under_analysis();
  office.report_analysis(early);  // row 4, due on the day that will become a holiday, is done before it
  CHECK(app::recompute_deadlines(*office.app) == 0);
  CHECK(office.steps(id)[3].due == day("2026-12-01"));

  // The office's own copy of the holidays, with 1 December added.
  std::ifstream shipped(source / "config/holidays/id-2026.toml");
  std::string text{std::istreambuf_iterator<char>(shipped), {}};
  text += "\n[[holiday]]\ndate = 2026-12-01\nname = \"Hari libur uji\"\nkind = \"NATIONAL\"\n";
  std::filesystem::create_directories(office.folder / "data" / "office");
  std::ofstream(office.folder / "data" / "office" / "id-2026.toml") << text;
  office.open();

  CHECK(app::recompute_deadlines(*office.app) == 2);
  CHECK(app::recompute_deadlines(*office.app) == 0);
  const auto steps = office.steps(id);
  CHECK(steps[0].due == day("2026-11-30"));
  CHECK(steps[2].due == day("2026-11-30"));
  CHECK(steps[3].due == day("2026-12-02"));
  CHECK(steps[9].due == day("2026-12-07"));
  const auto state = office.read([&](store::Connection& connection) { return store::load_case(connection, early); });
  CHECK(state.due[3] == day("2026-12-01"));
  CHECK(state.due[4] == day("2026-12-02"));
  CHECK(office.steps(early)[3].due == day("2026-12-01"));
  const auto log = office.read([&](store::Connection& connection) {
    return store::read_security_log(connection, office.app->vault(), office.app->office(),
                                    {.kind = store::SecurityKind::HolidaysChanged});
  });
  REQUIRE(log.size() == 1);
  CHECK(log[0].code == "recomputed 2");
}

TEST_CASE("the sweeper runs by itself and stops when told") {
  SweepOffice office{"2026-11-30T09:00"};
  const CaseId id = office.registered();
  office.clock.set(at("2026-12-01T09:00"));
  app::Desk desk{*office.app};
  app::Sweeper sweeper{*office.app, desk, std::chrono::seconds{1}};
  sweeper.start();
  for (int tries = 0; tries < 100 && office.overdue_events(id) == 0; ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  sweeper.stop();
  CHECK(office.overdue_events(id) == 1);
}
