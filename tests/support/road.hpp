// The main road of scenario S1 (domain.md section 8) through app::execute, with the numbers it gave. A hook between two
// commands lets a test move the clock or pull the plug on the way.
#pragma once

#include <functional>

#include "office.hpp"

namespace dumas::testing {

inline complaint::SubmitComplaint complaint_of(const std::string& subject) {
  return {.channel = complaint::Channel::Counter,
          .subject = subject,
          .story = "Petugas loket tidak ada pada jam layanan. Saya menunggu dua jam.",
          .place = "Kantor",
          .disclosure = complaint::Disclosure::Named,
          .name = "Sari Wulandari",
          .phone = "0812 0000 1111",
          .read_back = true};
}

inline complaint::Register entry() {
  return {.subject = "Pelayanan loket",
          .category = complaint::Category::ServiceDelay,
          .urgency = complaint::Urgency::Ordinary,
          .secrecy = complaint::Secrecy::Open};
}

inline complaint::NoteDisposition note() {
  return {.instructions = {complaint::Instruction::Study},
          .targets = {complaint::Target::ComplaintUnit},
          .note = "Mohon ditelaah."};
}

struct Walk {
  CaseId id;
  std::string register_no, minutes_no, answer_no, memo_no;
};

inline Walk walk(
    Office& o, const std::function<void()>& between = [] {}) {
  using namespace complaint;  // NOLINT(google-build-using-namespace)
  Walk w;
  const Actor fo = o.as("loket", Role::FrontDesk), unit = o.as("unit", Role::ComplaintUnit);
  const Actor secretary = o.as("sekretaris", Role::Secretary), chair = o.as("ketua", Role::Chair);
  const auto must = [&](Actor actor, Command command) {
    between();
    return o.must(w.id, actor, std::move(command));
  };
  w.id = must(fo, complaint_of("Loket kosong")).case_id;
  w.register_no = must(fo, entry()).number;
  must(fo, SubmitToLeadership{});
  must(secretary, note());
  CHECK(o.status(w.id) == Status::Submitted);
  must(chair, note());
  CHECK(o.status(w.id) == Status::Disposed);
  o.clock.advance(std::chrono::hours(24));
  must(unit, AcceptDisposition{});
  must(unit, ReportAnalysis{.subject = "Loket",
                            .facts = "Benar kosong.",
                            .legal_basis = "UU 25/2009",
                            .authority = Authority::Own,
                            .analysis = "Jadwal tidak diatur.",
                            .options = {"Atur jadwal"},
                            .recommendation = "Atur jadwal."});
  const Date meeting_day = local_date(o.clock.now(), Zone::Wib) + std::chrono::days(1);
  const auto called = app::execute(*o.app, app::MeetingRequest{.command = CallMeeting{.mode = PlenaryMode::Routine,
                                                                                      .openness = Openness::Closed,
                                                                                      .date = meeting_day,
                                                                                      .time = "10:00",
                                                                                      .place = "Ruang rapat"},
                                                               .actor = secretary});
  REQUIRE(called.ok());
  must(secretary, SchedulePlenary{.review_note = "Setuju.", .meeting = called->meeting});
  must(chair, SchedulePlenary{.review_note = "Setuju."});
  o.clock.advance(std::chrono::hours(24));
  CHECK(o.tell(w.id, secretary, RecordDecision{}).refusal().code == "MISSING_DOC:PLENARY_MINUTES");
  CHECK(o.tell(w.id, unit, DeliverAnswer{}).refusal().code == "WRONG_STATE");
  REQUIRE(app::execute(
              *o.app,
              app::MeetingRequest{
                  .command = RecordAttendance{.present = {o.users["ketua"], o.users["anggota1"], o.users["anggota2"],
                                                          o.users["anggota3"], o.users["anggota4"]}},
                  .actor = secretary,
                  .meeting = called->meeting})
              .ok());
  w.minutes_no = must(secretary, DraftMinutes{.points = {"Loket"},
                                              .discussion = "Dibahas.",
                                              .resolution = Resolution::Answer,
                                              .decision = {"Loket dijaga bergiliran."},
                                              .in_favour = 5})
                     .number;
  must(chair, ConfirmMinutes{});
  must(secretary, RecordDecision{});
  must(unit, DraftAnswer{.findings = {"Benar."},
                         .legal_basis = {"UU 25/2009"},
                         .decision = "Loket dijaga.",
                         .next_steps = "Mulai besok.",
                         .signatory = Role::Secretary});
  must(o.as("kasubbag", Role::SubsectionHead), InitialAnswer{});
  w.answer_no = must(secretary, SignAnswer{}).number;
  o.clock.advance(std::chrono::hours(24));
  must(fo, DeliverAnswer{.channel = DeliveryChannel::Counter,
                         .received_by = "Sari Wulandari",
                         .relation = "pelapor",
                         .evidence = {o.scan()}});
  w.memo_no = must(unit, ReportFollowUp{.no_event_reason = "Jawaban diterima dengan baik.",
                                        .results = "Loket dijaga.",
                                        .recommendation = "Tutup."})
                  .number;
  o.clock.advance(std::chrono::hours(24));
  must(secretary, AcceptReport{.late_reason = "Jam kantor diubah."});
  CHECK(o.status(w.id) == Status::Closed);
  return w;
}

}  // namespace dumas::testing
