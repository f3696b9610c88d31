// SOP row 1: a complaint comes in, and gets its agenda number.
#include "fixtures.hpp"

#include <doctest/doctest.h>

using namespace dumas;
using namespace dumas::complaint;
using namespace dumas::complaint::testing;

TEST_CASE("a citizen's complaint is received, its text in records") {
  Run run;
  run.must(good::submit(), citizen);
  CHECK(run.state.status == Status::Received);
  CHECK(run.state.version == 1);
  CHECK(run.state.reachable);
  CHECK(run.state.received == run.now);
  CHECK(run.state.has(DocumentType::ComplaintFile));
  CHECK(run.newest(DocumentType::ComplaintForm).text("story") == good::submit().story);
  CHECK(run.newest(DocumentType::Reporter).text("phone") == "0812");
  CHECK(run.newest(DocumentType::ComplaintForm).text("phone").empty());
  CHECK(run.last().completes_step == 0);
}

TEST_CASE("a complaint without what it needs is refused beside the field") {
  CHECK(not_missed<SubmitComplaint>(Run{}, good::submit(), citizen,
                                    {{"channel", [](auto& c) { c.channel.reset(); }},
                                     {"subject", [](auto& c) { c.subject.clear(); }},
                                     {"story", [](auto& c) { c.story.clear(); }},
                                     {"disclosure", [](auto& c) { c.disclosure.reset(); }},
                                     {"name", [](auto& c) { c.name.clear(); }},
                                     {"phone", [](auto& c) { c.phone.clear(); }},
                                     {"email", [](auto& c) { c.email = "bukan alamat"; }},
                                     {"email", [](auto& c) { c.email = "@x"; }},
                                     {"email", [](auto& c) { c.email = "a@b@c"; }}}) == "");
}

TEST_CASE("all faults of the person are told at once") {
  auto c = good::submit();
  c.name.clear();
  c.phone.clear();
  c.email = "x";
  const auto decision = Run{}.decided(c, citizen);
  REQUIRE_FALSE(decision.ok());
  CHECK(decision.refusal().field == "name");
  CHECK(decision.refusal().others.size() == 1);  // the e-mail; an unusable one is still a way that was given
}

TEST_CASE("any one way of contact is enough") {
  auto c = good::submit();
  c.phone.clear();
  c.address = "Jalan";
  CHECK(Run{}.refused(c, citizen) == "accepted");
  c.address.clear();
  c.email = "sari@contoh.example";
  CHECK(Run{}.refused(c, citizen) == "accepted");
}

TEST_CASE("a secret complainant is kept like a named one") {
  Run run;
  auto c = good::submit();
  c.disclosure = Disclosure::Secret;
  run.must(c, citizen);
  CHECK(run.state.has(DocumentType::Reporter));
  CHECK(run.state.disclosure == Disclosure::Secret);
}

TEST_CASE("an anonymous complaint keeps no identity, even when one was typed") {
  Run run;
  auto c = good::submit();
  c.disclosure = Disclosure::Anonymous;
  c.identity_number = c.address = c.occupation = c.assistance = c.name = "IDENTITAS";
  c.email = "IDENTITAS@contoh.example";
  run.must(c, citizen);
  CHECK_FALSE(run.state.has(DocumentType::Reporter));
  CHECK_FALSE(run.state.reachable);
  for (const auto& [id, draft] : run.records)
    for (const auto& [field, value] : draft.content.fields())
      CHECK(draft.content.text(field).find("IDENTITAS") == std::string::npos);
}

TEST_CASE("the citizen's own channel is the web; spoken words are read back") {
  CHECK(Run{}.refused(good::submit(Channel::Counter), citizen) == "INVALID_INPUT channel");
  auto spoken = good::submit(Channel::Counter);
  spoken.read_back = false;
  CHECK(Run{}.refused(spoken, desk) == "INVALID_INPUT read_back");
  spoken.channel = Channel::Phone;
  CHECK(Run{}.refused(spoken, desk) == "INVALID_INPUT read_back");
  spoken.channel = Channel::Letter;
  CHECK(Run{}.refused(spoken, online) == "accepted");
}

TEST_CASE("nothing else can begin a case, and a case begins once") {
  CHECK(Run{}.refused(good::registration(), desk) == "WRONG_STATE");
  CHECK(Run{}.refused(good::message(), citizen) == "WRONG_STATE");
  CHECK(run_at(Status::Received).refused(good::submit(), citizen) == "WRONG_STATE");
  CHECK(Run{}.refused(good::submit(), unit) == "WRONG_ROLE");
}

TEST_CASE("registering gives the number and starts the clock") {
  Run run = run_at(Status::Registered);
  CHECK(run.state.register_number == "1/UMUM/2026");
  CHECK(run.state.register_sequence == 1);
  CHECK(run.state.sop_version == "1");
  CHECK(run.state.day_one == day("2026-11-30"));
  REQUIRE(run.state.due.size() == 10);
  CHECK(run.state.due.front() == day("2026-11-30"));
  CHECK(run.state.due.back() == day("2026-12-04"));
  CHECK(run.last().completes_step == 1);
  CHECK(run.last().days_late == 0);
  CHECK(run.state.days_waited == 0);
  CHECK(run.state.class_code == "HK.03.2");  // the office's, when none was chosen
  CHECK(run.newest(DocumentType::ComplaintReceipt).text("promise") == "2026-12-03");
  CHECK(run.newest(DocumentType::ComplaintReceipt).text("last_day") == "2026-12-04");
  CHECK(run.newest(DocumentType::RegisterEntry).text("register_number") == "1/UMUM/2026");
}

TEST_CASE("registering needs its fields, its role and its state") {
  const Run run = run_at(Status::Received);
  CHECK(not_missed<Register>(run, good::registration(), online,
                             {{"subject", [](auto& c) { c.subject.clear(); }},
                              {"category", [](auto& c) { c.category.reset(); }},
                              {"urgency", [](auto& c) { c.urgency.reset(); }},
                              {"secrecy", [](auto& c) { c.secrecy.reset(); }},
                              {"class_code", [](auto& c) { c.class_code = "milik Budi Santoso"; }},
                              {"class_code", [](auto& c) { c.class_code = "<b>"; }}}) == "");
  CHECK(run.refused(good::registration(), unit) == "WRONG_ROLE");
  CHECK(run.refused(good::registration(), person(Role::Admin)) == "WRONG_ROLE");
  CHECK(run_at(Status::Registered).refused(good::registration(), desk) == "WRONG_STATE");
  Run gone = run;
  gone.state.documents.erase(DocumentType::ComplaintForm);
  CHECK(gone.refused(good::registration(), desk) == "MISSING_DOC:COMPLAINT_FORM");
}

TEST_CASE("a class code of the archive's shape is kept") {
  Run run = run_at(Status::Received);
  auto c = good::registration();
  c.class_code = "PW.01-2";
  run.must(c, desk);
  CHECK(run.state.class_code == "PW.01-2");
}

TEST_CASE("S2: sent on Saturday night, registered on Monday morning: no day is lost") {
  Run run;
  run.clock("2026-12-26", "21:00");
  run.must(good::submit(), citizen);
  run.clock("2026-12-28", "08:10");
  run.must(good::registration(), online);
  CHECK(run.state.day_one == day("2026-12-28"));
  CHECK(run.state.due.back() == day("2027-01-04"));
  CHECK(run.state.days_waited == 0);
  CHECK(run.last().days_late == 0);
}

TEST_CASE("S3: registered before the long holiday") {
  Run run;
  run.clock("2026-03-17");
  run.must(good::submit(), citizen);
  run.must(good::registration(), online);
  CHECK(run.state.due.at(3) == day("2026-03-25"));
  CHECK(run.state.due.back() == day("2026-03-30"));
}

TEST_CASE("a late registration starts a new clock but hides no delay") {
  Run run;
  run.must(good::submit(), citizen);  // Monday 30 November, 09:00
  run.clock("2026-12-03");
  run.must(good::registration(), online);
  CHECK(run.state.day_one == day("2026-12-03"));
  CHECK(run.state.days_waited == 3);
  CHECK(run.last().days_late == 3);
}

TEST_CASE("an SOP that counts from receipt keeps the day of receipt") {
  Run run;
  run.sop.clock_start = ClockStart::Receipt;
  run.must(good::submit(), citizen);
  run.clock("2026-12-03");
  run.must(good::registration(), online);
  CHECK(run.state.day_one == day("2026-11-30"));
  CHECK(run.state.due.back() == day("2026-12-04"));
  CHECK(run.last().days_late == 3);
}
