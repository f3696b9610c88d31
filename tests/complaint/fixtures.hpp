// An office, its SOP, its calendar and its people, and a Run that gives commands to a case as app::execute will:
// decide, number the records, fold the events in. For every test of this folder.
#pragma once

#include <algorithm>
#include <chrono>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "complaint/deadlines.hpp"
#include "complaint/decide.hpp"
#include "complaint/meeting.hpp"
#include "complaint/permissions.hpp"

namespace dumas::complaint::testing {

inline Date day(std::string_view text) { return parse_iso_date(text).value(); }

// Office time of the fixture's zone: at("2026-11-30", "09:00").
inline Instant at(std::string_view date, std::string_view time) {
  return instant_at(day(date), parse_hh_mm(time).value(), Zone::Wib);
}

inline std::string file_text(const std::string& path) {
  std::ifstream file{std::string{DUMAS_SOURCE_DIR} + "/" + path};
  return file ? std::string{std::istreambuf_iterator<char>{file}, {}} : std::string{};
}

inline OfficeSettings make_office() {
  using namespace std::chrono_literals;
  OfficeSettings office;
  office.code = "3571";
  office.name = "KPU Kota Kediri";
  office.counter_open = 8h;
  office.counter_close = 15h + 30min;
  office.closing_time = office.closing_friday = 16h;
  office.class_code = "HK.03.2";
  return office;
}

inline const calendar::Calendar& make_calendar() {
  static const calendar::Calendar made = [] {
    std::vector<calendar::HolidaySet> sets;
    for (const char* year : {"2025", "2026", "2027"}) {
      const auto path = std::string{"config/holidays/id-"} + year + ".toml";
      sets.push_back(calendar::parse_holidays(file_text(path), path).value());
    }
    const auto office = make_office();
    return calendar::Calendar::make(
               std::move(sets), calendar::WorkWeek::monday_to_friday(),
               {.zone = office.zone, .counter_open = office.counter_open, .counter_close = office.counter_close})
        .value();
  }();
  return made;
}

// The ten rows as domain.md section 1 gives them, written here a second time on purpose: the rules are tested against
// the procedure, not against what the shipped file happens to say. shipped_sop_test compares the two.
inline Sop kediri_sop() {
  using D = DocumentType;
  using R = Role;
  Sop sop;
  sop.number = "20/HK.03.2-Kpt/3571/Sek-Kot/XI/2021";
  sop.version = "1";
  const auto row = [&sop](StepKey key, std::vector<Role> actors, ActorRule rule, std::vector<DocumentType> documents,
                          int due) {
    Step step;
    step.number = static_cast<int>(sop.steps.size()) + 1;
    step.key = key;
    step.actors = std::move(actors);
    step.rule = rule;
    step.requires_documents = std::move(documents);
    step.due_day = due;
    sop.steps.push_back(std::move(step));
  };
  row(StepKey::Intake, {R::FrontDesk, R::OnlineOperator}, ActorRule::Any, {}, 1);
  row(StepKey::Submit, {R::FrontDesk, R::OnlineOperator}, ActorRule::Any, {D::ComplaintForm}, 1);
  row(StepKey::Disposition, {R::Secretary, R::Chair}, ActorRule::All, {D::Disposition, D::ComplaintFile}, 1);
  row(StepKey::Analysis, {R::ComplaintUnit}, ActorRule::Any, {D::Disposition, D::ComplaintFile}, 2);
  row(StepKey::Review, {R::Secretary, R::Chair}, ActorRule::All, {D::Disposition, D::ComplaintFile}, 2);
  row(StepKey::Plenary, {R::Chair, R::Commissioner}, ActorRule::Quorum, {D::Disposition, D::ComplaintFile}, 3);
  row(StepKey::Answer, {R::ComplaintUnit}, ActorRule::Any, {D::Disposition, D::ComplaintFile, D::PlenaryMinutes}, 3);
  row(StepKey::Delivery, {R::ComplaintUnit, R::FrontDesk}, ActorRule::Any, {D::AnswerLetter, D::PlenaryMinutes}, 4);
  row(StepKey::FollowUp, {R::ComplaintUnit}, ActorRule::Any, {D::AnswerLetter, D::Receipt}, 4);
  row(StepKey::FinalReport, {R::Secretary, R::Chair}, ActorRule::Any, {D::ActivityMemo, D::MeetingNotes}, 5);
  return sop;
}

inline Step& row_of(Sop& sop, StepKey key) {
  for (auto& step : sop.steps)
    if (step.key == key) return step;
  throw std::logic_error("no such row");
}

// One fictional person per role, user ids 101, 102 ...; the citizen has none.
inline Actor person(Role role, Capacity capacity = Capacity::Own) {
  if (role == Role::Reporter || role == Role::Timer) return {.user = {}, .role = role};
  return {.user = UserId{101 + static_cast<std::int64_t>(role)}, .role = role, .capacity = capacity};
}
inline const Actor citizen = person(Role::Reporter), desk = person(Role::FrontDesk),
                   online = person(Role::OnlineOperator), unit = person(Role::ComplaintUnit),
                   secretary = person(Role::Secretary), chair = person(Role::Chair),
                   legal = person(Role::LegalDivision), head = person(Role::SubsectionHead);

inline std::vector<UserId> members(std::size_t count) {
  std::vector<UserId> users;
  for (std::size_t n = 0; n < count; ++n) users.push_back(UserId{201 + static_cast<std::int64_t>(n)});
  return users;
}

// Commands as a careful officer fills them; a test spoils the one field it is about.
namespace good {
inline SubmitComplaint submit(Channel channel = Channel::Web) {
  SubmitComplaint c;
  c.channel = channel;
  c.subject = "Nama tidak ada di daftar pemilih";
  c.story = "Saya datang ke TPS dan nama saya tidak tercantum.";
  c.disclosure = Disclosure::Named;
  c.name = "Sari";
  c.phone = "0812";
  c.read_back = true;
  return c;
}
inline Register registration() {
  Register c;
  c.subject = "Daftar pemilih";
  c.category = Category::VoterData;
  c.urgency = Urgency::Ordinary;
  c.secrecy = Secrecy::Open;
  return c;
}
inline NoteDisposition disposition() {
  NoteDisposition c;
  c.instructions = {Instruction::Study};
  c.targets = {Target::ComplaintUnit};
  return c;
}
inline AskLegalOpinion question() {
  AskLegalOpinion c;
  c.question = "Apa dasar hukumnya?";
  return c;
}
inline AttachLegalOpinion opinion() {
  AttachLegalOpinion c;
  c.opinion = "Pasal 5.";
  return c;
}
inline ReportAnalysis analysis() {
  ReportAnalysis c;
  c.subject = c.facts = c.legal_basis = c.analysis = c.recommendation = "isi";
  c.authority = Authority::Own;
  c.options = {"a", "b"};
  return c;
}
inline SchedulePlenary schedule(MeetingId meeting) {
  SchedulePlenary c;
  c.review_note = "Setuju.";
  c.meeting = meeting;
  return c;
}
inline DraftMinutes minutes(std::int64_t in_favour = 5, std::int64_t against = 0, std::int64_t abstained = 0) {
  DraftMinutes c;
  c.points = {"pokok"};
  c.discussion = "dibahas";
  c.resolution = Resolution::Answer;
  c.decision = {"dijawab"};
  c.in_favour = in_favour;
  c.against = against;
  c.abstained = abstained;
  return c;
}
inline PostponePlenary postponement(MeetingId meeting) {
  PostponePlenary c;
  c.reason = "belum kuorum";
  c.meeting = meeting;
  return c;
}
inline DraftAnswer answer(Role signatory = Role::Secretary) {
  DraftAnswer c;
  c.findings = {"temuan"};
  c.legal_basis = {"dasar"};
  c.decision = "putusan";
  c.next_steps = "langkah";
  c.signatory = signatory;
  return c;
}
inline DeliverAnswer handover() {
  DeliverAnswer c;
  c.channel = DeliveryChannel::Counter;
  c.received_by = "Sari";
  c.evidence = {FileId{9}};
  return c;
}
inline DeliverAnswer posted() {
  DeliverAnswer c;
  c.channel = DeliveryChannel::Post;
  c.proof = "resi 1";
  return c;
}
inline RecordReceipt receipt() {
  RecordReceipt c;
  c.received_by = "Sari";
  c.evidence = {FileId{9}};
  return c;
}
inline StartFollowUp activity(ActivityKind kind = ActivityKind::Mediation) {
  StartFollowUp c;
  c.kind = kind;
  c.date = day("2026-12-03");
  c.place = "Aula";
  c.participants = {"para pihak"};
  return c;
}
inline ReportFollowUp report_without_event() {
  ReportFollowUp c;
  c.no_event_reason = "Jawaban sudah cukup.";
  c.results = "Selesai.";
  c.recommendation = "Ditutup.";
  return c;
}
inline ReportFollowUp report_of_event() {
  ReportFollowUp c;
  c.chaired_by = "Ketua rapat";
  c.note_taker = "Notulis";
  c.attendance = {"A", "B"};
  c.proceedings = "Dibahas.";
  c.outcome = Outcome::Agreed;
  c.results = "Sepakat.";
  c.recommendation = "Ditutup.";
  return c;
}
template <class C>
C because(std::string reason) {
  C c;
  c.reason = std::move(reason);
  return c;
}
inline SendMessage message(std::string text = "Kapan dijawab?") {
  SendMessage c;
  c.text = std::move(text);
  return c;
}
}  // namespace good

// Everything a State holds, as text: two states are the same when their texts are.
inline std::string fingerprint(const State& s) {
  std::string out;
  const auto put = [&out](std::string_view label, const std::string& value) {
    out.append(label).append("=").append(value).append("\n");
  };
  const auto number = [&put](std::string_view label, std::int64_t value) { put(label, std::to_string(value)); };
  const auto word = [&put](std::string_view label, const auto& value) {
    put(label, value ? std::string{name(*value)} : "-");
  };
  const auto time = [&put](std::string_view label, const std::optional<Instant>& value) {
    put(label, value ? iso_instant(*value) : "-");
  };
  number("id", s.id.value);
  number("version", s.version);
  put("status", std::string{name(s.status)});
  word("before", s.before_side_branch);
  time("received", s.received);
  word("channel", s.channel);
  word("disclosure", s.disclosure);
  number("reachable", s.reachable);
  put("register", s.register_number);
  number("register_sequence", s.register_sequence);
  number("register_year", s.register_year);
  time("registered", s.registered);
  number("days_waited", s.days_waited);
  word("category", s.category);
  word("urgency", s.urgency);
  word("secrecy", s.secrecy);
  put("class", s.class_code);
  put("sop", s.sop_version);
  put("day_one", s.day_one ? iso_date(*s.day_one) : "-");
  for (const Date due : s.due) put("due", iso_date(due));
  for (const auto& [type, record] : s.documents) number(name(type), record.value);
  for (const Role role : s.noted) put("noted", std::string{name(role)});
  for (const Role role : s.reviewed) put("reviewed", std::string{name(role)});
  number("analyst", s.analyst.value);
  number("opinion_asked", s.opinion_asked);
  number("meeting", s.meeting.value);
  number("minutes_confirmed", s.minutes_confirmed);
  put("numbers", s.minutes_number + "|" + s.answer_number + "|" + s.memo_number);
  word("resolution", s.resolution);
  number("in_favour", s.votes_in_favour);
  for (const UserId user : s.voters) number("voter", user.value);
  word("signatory", s.signatory);
  number("initialled", s.answer_initialled);
  number("returned", s.answer_returned);
  word("delivery", s.delivery);
  time("answered", s.answered);
  time("closed", s.closed);
  number("days_late", s.days_late);
  number("late_steps", s.late_steps);
  number("unread", s.unread_messages);
  time("changed", s.changed);
  word("activity", s.activity);
  for (const int step : s.overdue_told) number("told", step);
  for (const UserId user : s.recused) number("recused", user.value);
  return out;
}

inline State empty_case() {
  State state;
  state.id = CaseId{1};
  return state;
}

struct Run {
  Sop sop = kediri_sop();
  OfficeSettings office = make_office();
  State state = empty_case();
  Instant now = at("2026-11-30", "09:00");
  std::vector<Event> events;
  std::map<RecordId, RecordDraft> records;
  std::map<MeetingId, MeetingFacts> meetings;
  std::set<std::string> given_numbers;
  std::int64_t next_sequence = 1;  // one counter for all papers is enough here

  MeetingId call_meeting(std::string_view date) {
    const MeetingId id{static_cast<std::int64_t>(meetings.size()) + 1};
    MeetingFacts& meeting = meetings[id];
    meeting.id = id;
    meeting.date = day(date);
    return id;
  }
  void attend(std::size_t present) {
    auto& meeting = meetings.at(state.meeting);
    meeting.attendance_recorded = true;
    meeting.present = members(present);
  }
  void clock(std::string_view date, std::string_view time = "09:00") { now = at(date, time); }

  [[nodiscard]] Facts facts(const Command& command, const Actor& actor) const {
    Facts f;
    f.now = now;
    f.actor = actor;
    f.sop = &sop;
    f.calendar = &make_calendar();
    f.office = &office;
    MeetingId named = state.meeting;
    if (const auto* c = std::get_if<SchedulePlenary>(&command); c && c->meeting) named = c->meeting;
    if (const auto* c = std::get_if<PostponePlenary>(&command); c && c->meeting) named = c->meeting;
    if (const auto found = meetings.find(named); found != meetings.end()) f.meeting = found->second;
    const NextNumber next{
        .sequence = next_sequence, .year = 2026, .text = std::to_string(next_sequence) + "/UMUM/2026"};
    f.next_register = f.next_minutes = f.next_answer = f.next_memo = next;
    std::string typed;
    if (const auto* c = std::get_if<DraftMinutes>(&command)) typed = c->number;
    if (const auto* c = std::get_if<SignAnswer>(&command)) typed = c->number;
    if (const auto* c = std::get_if<ReportFollowUp>(&command)) typed = c->number;
    f.number_taken = given_numbers.contains(typed);
    return f;
  }

  [[nodiscard]] Result<Decision> decided(const Command& command, const Actor& actor) const {
    return decide(state, command, facts(command, actor));
  }

  // Gives the command and folds its events in when it is accepted.
  Result<Decision> give(const Command& command, const Actor& actor) {
    auto decision = decided(command, actor);
    if (!decision) return decision;
    for (auto& made : *decision) {
      for (const auto& draft : made.drafts) {
        const RecordId id{static_cast<std::int64_t>(records.size()) + 1};
        records.emplace(id, draft);
        made.event.records.push_back({draft.type, id});
      }
      std::visit([this](const auto& data) { count(data); }, made.event.data);
      events.push_back(made.event);
      state = apply(std::move(state), made.event);
    }
    return decision;
  }

  // The same, for a command that must be accepted.
  Decision must(const Command& command, const Actor& actor) {
    auto decision = give(command, actor);
    if (!decision)
      throw std::runtime_error(std::string{name(kind(command))} + " refused: " + decision.refusal().code + " " +
                               decision.refusal().field + " " + decision.refusal().key);
    return *decision;
  }

  // "CODE", "CODE field", or "accepted". Whatever happens, the case stays as it was.
  [[nodiscard]] std::string refused(const Command& command, const Actor& actor) const {
    const std::string before = fingerprint(state);
    const auto decision = decided(command, actor);
    if (fingerprint(state) != before) return "CHANGED THE CASE";
    if (decision) return "accepted";
    const auto& refusal = decision.refusal();
    if (refusal.key.empty()) return "NO SENTENCE for " + refusal.code;
    return refusal.field.empty() ? refusal.code : refusal.code + " " + refusal.field;
  }

  [[nodiscard]] const Content& newest(DocumentType type) const { return records.at(state.documents.at(type)).content; }
  [[nodiscard]] const Event& last() const { return events.back(); }

 private:
  template <class Data>
  void count(const Data& data) {
    if constexpr (requires { data.sequence; }) {
      if (data.sequence != 0) ++next_sequence;
      if constexpr (requires { data.number; }) given_numbers.insert(data.number);
    }
  }
};

// Each field of a command with what spoils it: without it the command is refused beside that field.
template <class C>
using Spoilers = std::vector<std::pair<std::string, std::function<void(C&)>>>;

// Names of the fields whose absence was not refused as it must be, with the answer; empty: all were.
template <class C>
std::string not_missed(const Run& run, const C& complete, const Actor& actor, const Spoilers<C>& spoilers) {
  std::string unmissed;
  for (const auto& [field, spoil] : spoilers) {
    C spoilt = complete;
    spoil(spoilt);
    const auto answer = run.refused(spoilt, actor);
    if (answer != "INVALID_INPUT " + field) unmissed += field + ": " + answer + "; ";
  }
  return unmissed;
}

// A case on the main road of scenario S1 (domain.md section 8), stopped at that state.
inline Run run_at(Status wanted, Run run = {}) {
  const auto there = [&] { return run.state.version > 0 && run.state.status == wanted; };
  const auto step = [&](const Command& command, const Actor& actor) {
    if (!there()) run.must(command, actor);
  };
  if (run.state.version == 0) run.must(good::submit(Channel::Counter), desk);  // a test may bring its own complaint
  step(good::registration(), desk);
  step(SubmitToLeadership{}, desk);
  step(good::disposition(), secretary);
  step(good::disposition(), chair);
  if (!there()) run.clock("2026-12-01");
  step(AcceptDisposition{}, unit);
  step(good::analysis(), unit);
  if (there()) return run;
  const auto meeting = run.call_meeting("2026-12-02");
  step(good::schedule(meeting), secretary);
  step(good::schedule({}), chair);
  if (there()) return run;
  run.clock("2026-12-02");
  run.attend(5);
  step(good::minutes(), secretary);
  step(ConfirmMinutes{}, chair);
  step(RecordDecision{}, secretary);
  step(good::answer(), unit);
  step(InitialAnswer{}, head);
  step(SignAnswer{}, secretary);
  if (!there()) run.clock("2026-12-03");
  step(good::handover(), unit);
  if (wanted == Status::FollowUp) step(good::activity(), unit);
  step(good::report_without_event(), unit);
  if (!there()) run.clock("2026-12-04");
  step(AcceptReport{}, secretary);
  if (!there()) throw std::logic_error("run_at: not on the main road");
  return run;
}

}  // namespace dumas::complaint::testing
