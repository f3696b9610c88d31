// Fills an empty data folder with a year's worth of complaints at believable stages, so that lists and searches are
// measured over a full office. Everything goes through app::execute, as in real use; only the clock is moved. Each
// round is one working morning: new complaints come in, and every open one takes its next row of the SOP, on many
// threads, so that they share commits. Called by bench/measure.py:
//   seed SHARE DATA TEXTS CODES   TEXTS: one "subject TAB story" a line, one case each; CODES gets "code TAB pin" lines
#include <algorithm>
#include <atomic>
#include <fstream>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "app/desk.hpp"
#include "app/execute.hpp"
#include "app/sweep.hpp"

namespace {

using namespace dumas;             // NOLINT(google-build-using-namespace): a program of its own
using namespace dumas::complaint;  // NOLINT(google-build-using-namespace)

constexpr std::size_t cases_a_day = 100;
constexpr std::size_t threads_at_once = 32;
constexpr int rows_of_sop = 8;  // what one round takes a case on by; see Seeder::take_on
constexpr const char* password = "pengukuran beban saja";

struct Staff {
  const char* login;
  Role role;
};
constexpr Staff staff[] = {
    {"loket", Role::FrontDesk},       {"unit", Role::ComplaintUnit},    {"sekretaris", Role::Secretary},
    {"ketua", Role::Chair},           {"anggota1", Role::Commissioner}, {"anggota2", Role::Commissioner},
    {"anggota3", Role::Commissioner}, {"anggota4", Role::Commissioner}, {"kasubbag", Role::SubsectionHead}};

struct Text {
  std::string subject, story;
};

// One of the cases, and how far it has come.
struct Course {
  CaseId id;
  MeetingId meeting;
  std::string code, pin;
  int rounds = 0;                // taken so far
  int last_round = rows_of_sop;  // where it stays; most go the whole way
};

template <class T>
T must(Result<T> result, std::string_view what) {
  if (!result)
    throw std::runtime_error(std::string{what} + ": " + result.refusal().code + " " + result.refusal().field + " " +
                             result.refusal().key);
  return std::move(*result);
}

class Seeder {
 public:
  Seeder(app::Folders folders, std::vector<Text> texts) : texts_(std::move(texts)) {
    app_ = must(app::Application::open({.folders = std::move(folders), .clock = &clock_}), "opening the data folder");
    desk_ = std::make_unique<app::Desk>(*app_);
  }

  void run() {
    const auto today = local_date(SystemClock{}.now(), app_->settings().zone);
    const int days = static_cast<int>((texts_.size() + cases_a_day - 1) / cases_a_day);
    date_ = app_->calendar().add_working_days(today, -days);
    set_clock();
    hire();
    for (std::size_t begun = 0; begun < texts_.size();) {
      const auto end = std::min(begun + cases_a_day, texts_.size());
      for (; begun < end; ++begun) begin_course(begun);
      one_day();
    }
    // As in an office whose server ran all the time: the first sweep of the one that is measured finds nothing to do.
    app::sweep_deadlines(*app_);
    app::drain_outbox(*app_);
    if (const auto done = app::sign_log(*app_); !done) throw std::runtime_error("the log does not sign");
  }

  void write_codes(const std::string& path) const {
    std::ofstream file(path);
    for (const auto& course : courses_) file << course.code << '\t' << course.pin << '\n';
  }

 private:
  void set_clock() { clock_.set(instant_at(date_, std::chrono::hours(9), app_->settings().zone)); }

  void hire() {
    for (const auto& [login, role] : staff) {
      app::NewUser user{.login = login, .display_name = login, .password = password, .roles = {role}};
      user.password_origin = store::PasswordOrigin::Own;
      actors_[role].push_back({.user = must(desk_->accounts.add({.role = Role::Admin}, user), login), .role = role});
    }
  }

  // One case in seven stays on its way, somewhere.
  void begin_course(std::size_t number) {
    Course course;
    if (number % 7 == 3) course.last_round = static_cast<int>(number / 7 % rows_of_sop);
    courses_.push_back(course);
  }

  void one_day() {
    set_clock();
    std::vector<std::size_t> open;
    for (std::size_t n = 0; n < courses_.size(); ++n)
      if (courses_[n].rounds <= courses_[n].last_round) open.push_back(n);
    const Date tomorrow = app_->calendar().next_working_day(date_);
    const MeetingId next_meeting = call_meeting(tomorrow);
    record_attendance();
    together(open, [&](std::size_t n) { take_on(n, next_meeting); });
    meeting_ = next_meeting;
    date_ = tomorrow;
  }

  MeetingId call_meeting(Date date) {
    CallMeeting call{.mode = PlenaryMode::Routine,
                     .openness = Openness::Closed,
                     .date = date,
                     .time = "10:00",
                     .place = "Ruang rapat"};
    return must(app::execute(*app_, app::MeetingRequest{.command = std::move(call), .actor = one(Role::Secretary)}),
                "call_meeting")
        .meeting;
  }
  void record_attendance() {
    if (!meeting_) return;
    RecordAttendance attendance{.present = {one(Role::Chair).user}};
    for (const auto& member : actors_.at(Role::Commissioner)) attendance.present.push_back(member.user);
    must(app::execute(
             *app_,
             app::MeetingRequest{.command = std::move(attendance), .actor = one(Role::Secretary), .meeting = meeting_}),
         "record_attendance");
  }

  // What one morning does to a case: rows 1 to 10 of the SOP in eight rounds.
  void take_on(std::size_t n, MeetingId next_meeting) {
    Course& course = courses_[n];
    switch (course.rounds++) {
      case 0: return hand_in(course, texts_[n], n);
      case 1:
        tell(course, Role::Secretary,
             NoteDisposition{
                 .instructions = {Instruction::Study}, .targets = {Target::ComplaintUnit}, .note = "Mohon ditelaah."});
        tell(course, Role::Chair,
             NoteDisposition{
                 .instructions = {Instruction::Study}, .targets = {Target::ComplaintUnit}, .note = "Setuju."});
        return;
      case 2:
        tell(course, Role::ComplaintUnit, AcceptDisposition{});
        tell(course, Role::ComplaintUnit,
             ReportAnalysis{.subject = texts_[n].subject,
                            .facts = "Uraian pelapor sesuai dengan catatan petugas.",
                            .legal_basis = "UU 25/2009",
                            .authority = Authority::Own,
                            .analysis = "Jadwal layanan tidak diatur.",
                            .options = {"Atur jadwal"},
                            .recommendation = "Atur jadwal."});
        return;
      case 3:
        course.meeting = next_meeting;
        tell(course, Role::Secretary, SchedulePlenary{.review_note = "Setuju.", .meeting = next_meeting});
        tell(course, Role::Chair, SchedulePlenary{.review_note = "Setuju.", .meeting = {}});
        return;
      case 4:
        tell(course, Role::Secretary,
             DraftMinutes{.points = {texts_[n].subject},
                          .discussion = "Dibahas.",
                          .resolution = Resolution::Answer,
                          .decision = {"Layanan diperbaiki."},
                          .in_favour = 5});
        tell(course, Role::Chair, ConfirmMinutes{});
        tell(course, Role::Secretary, RecordDecision{});
        return;
      case 5:
        tell(course, Role::ComplaintUnit,
             DraftAnswer{.findings = {"Benar."},
                         .legal_basis = {"UU 25/2009"},
                         .decision = "Layanan diperbaiki.",
                         .next_steps = "Mulai besok.",
                         .signatory = Role::Secretary,
                         .copies = {}});
        tell(course, Role::SubsectionHead, InitialAnswer{});
        tell(course, Role::Secretary, SignAnswer{});
        return;
      case 6:
        tell(course, Role::FrontDesk,
             DeliverAnswer{.channel = DeliveryChannel::Post, .proof = "Resi pos", .attempts = {}, .evidence = {}});
        return;
      case 7:
        tell(course, Role::FrontDesk,
             RecordReceipt{.received_by = "Pelapor",
                           .relation = "sendiri",
                           .proof = "Tanda terima pos",
                           .attempts = {},
                           .evidence = {}});
        tell(course, Role::ComplaintUnit,
             ReportFollowUp{.no_event_reason = "Jawaban diterima dengan baik.",
                            .results = "Layanan diperbaiki.",
                            .recommendation = "Tutup."});
        return;
      default: tell(course, Role::Secretary, AcceptReport{.note = "Diterima.", .late_reason = "Pos memerlukan waktu."});
    }
  }

  void hand_in(Course& course, const Text& text, std::size_t n) {
    SubmitComplaint complaint{.channel = Channel::Counter,
                              .subject = text.subject,
                              .story = text.story,
                              .place = "Kantor",
                              .disclosure = Disclosure::Named};
    complaint.name = "Pelapor " + std::to_string(n + 1);
    complaint.phone = "0812 0000 " + std::to_string(1000 + n % 9000);
    complaint.read_back = true;
    const auto receipt = tell(course, Role::FrontDesk, std::move(complaint));
    course.id = receipt.case_id;
    course.code = receipt.tracking_code;
    course.pin = receipt.pin;
    if (course.last_round == 0) return;  // waits to be registered
    tell(course, Role::FrontDesk,
         Register{.subject = text.subject,
                  .category = Category::ServiceDelay,
                  .urgency = Urgency::Ordinary,
                  .secrecy = Secrecy::Open});
    tell(course, Role::FrontDesk, SubmitToLeadership{});
  }

  app::CaseReceipt tell(const Course& course, Role role, Command command) {
    const auto what = name(kind(command));
    return must(
        app::execute(*app_, app::CaseRequest{.command = std::move(command), .actor = one(role), .case_id = course.id}),
        what);
  }

  [[nodiscard]] const Actor& one(Role role) const { return actors_.at(role).front(); }

  // Runs the work of a morning on all threads; what one of them throws comes out here.
  template <class Work>
  static void together(const std::vector<std::size_t>& numbers, const Work& work) {
    std::atomic<std::size_t> next{0};
    std::exception_ptr thrown;
    std::atomic_flag failed = ATOMIC_FLAG_INIT;
    std::vector<std::thread> threads;
    for (std::size_t n = 0; n < threads_at_once; ++n)
      threads.emplace_back([&] {
        try {
          for (std::size_t at = next++; at < numbers.size(); at = next++) work(numbers[at]);
        } catch (...) {
          if (!failed.test_and_set()) thrown = std::current_exception();
          next = numbers.size();
        }
      });
    for (auto& thread : threads) thread.join();
    if (thrown) std::rethrow_exception(thrown);
  }

  ManualClock clock_{SystemClock{}.now()};
  std::unique_ptr<app::Application> app_;
  std::unique_ptr<app::Desk> desk_;
  std::map<Role, std::vector<Actor>> actors_;
  std::vector<Text> texts_;
  std::vector<Course> courses_;
  Date date_{};
  MeetingId meeting_{};  // of this morning
};

std::vector<Text> read_texts(const std::string& path) {
  std::ifstream file(path);
  std::vector<Text> texts;
  for (std::string line; std::getline(file, line);) {
    const auto tab = line.find('\t');
    if (tab == std::string::npos) throw std::runtime_error(path + ": a line without a tab");
    texts.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  return texts;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::cerr << "seed SHARE DATA TEXTS CODES\n";
    return 2;
  }
  try {
    Seeder seeder{{.share = argv[1], .data = argv[2]}, read_texts(argv[3])};
    seeder.run();
    seeder.write_codes(argv[4]);
  } catch (const std::exception& error) {
    std::cerr << "seed: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
