#include "simulated_office.hpp"

#include <fstream>
#include <iterator>
#include <set>
#include <thread>

#include "app/sweep.hpp"
#include "app/verify.hpp"
#include "complaint/permissions.hpp"

namespace dumas::simulate {

using namespace complaint;  // NOLINT(google-build-using-namespace)

namespace {

// The project's own choices: enough of each to meet often, few enough to let cases end.
constexpr std::size_t care = 85;                   // per cent of the commands that a careful officer gives
constexpr std::size_t most_open = 8;               // cases under way at a time
constexpr int patience = 160;                      // steps for each case, on average
constexpr int crowd = 4;                           // citizens who come at the same moment
constexpr std::size_t members_of_the_plenary = 5;  // Chair and four commissioners

// domain.md 2.5, INVALID_INPUT for a field, and what only a stored case can answer.
bool documented(const std::string& code) {
  for (const char* word : {"WRONG_STATE", "WRONG_ROLE", "NO_QUORUM", "CONFLICT_OF_INTEREST", "NUMBER_TAKEN",
                           "REASON_REQUIRED", "INVALID_INPUT", "NOT_FOUND", "VERSION_CONFLICT"})
    if (code == word) return true;
  return code.starts_with("MISSING_DOC:") || code.starts_with("ACTOR_RULE_PENDING:");
}

// Commands that send a case back or leave it where it is: people give them seldom.
bool holds_up(CommandKind command) {
  using enum CommandKind;
  return command == ReturnAnalysis || command == ReturnAnswer || command == ReturnReport ||
         command == PostponePlenary || command == AskLegalOpinion || command == SendMessage || command == VoidAnswer;
}

bool same(const app::CaseReceipt& a, const app::CaseReceipt& b) {
  return a.case_id == b.case_id && a.version == b.version && a.status == b.status && a.number == b.number &&
         a.tracking_code == b.tracking_code && a.pin == b.pin;
}

}  // namespace

Tally& Tally::operator+=(const Tally& other) {
  cases += other.cases, closed += other.closed, accepted += other.accepted, refused += other.refused;
  repeats += other.repeats, conflicts += other.conflicts, at_once += other.at_once, clock_back += other.clock_back;
  meetings += other.meetings, told_late += other.told_late;
  return *this;
}

SimulatedOffice::SimulatedOffice(std::uint64_t seed)
    : dice_(seed),
      randomness_(seed),
      office_(dumas::testing::at("2025-11-03T08:00:00+07:00"), &randomness_),
      sop_(choose_sop()) {
  office_.clock.advance(std::chrono::hours(24 * dice_.roll(420)) + std::chrono::minutes(dice_.roll(600)));
  office_.open();
}

// The rule of rows 3 and 5 by chance, in the oracle's SOP and in the office's own file alike.
Sop SimulatedOffice::choose_sop() {
  static constexpr std::array rules{ActorRule::All, ActorRule::Any, ActorRule::Sequence};
  Sop sop = complaint::testing::kediri_sop();
  std::string file = complaint::testing::file_text("sop/kpu-kota-kediri.toml");
  std::size_t from = 0;
  for (const auto key : {StepKey::Disposition, StepKey::Review}) {
    auto& rule = complaint::testing::row_of(sop, key).rule;
    rule = dice_.pick(rules);
    from = file.find("rule = \"ALL\"", from);
    if (from == std::string::npos) throw std::logic_error("the shipped SOP has no such row");
    const std::string line = "rule = \"" + std::string{name(rule)} + "\"";
    file.replace(from, std::string_view{"rule = \"ALL\""}.size(), line);
    from += line.size();
  }
  std::filesystem::create_directories(office_.folder() / "office");
  std::ofstream(office_.folder() / "office" / "kpu-kota-kediri.toml") << file;
  return sop;
}

void SimulatedOffice::run(int cases) {
  wanted_ = cases;
  for (int steps = cases * patience; steps > 0; --steps) {
    const auto open = open_cases().size();
    if (open == 0 && tally_.cases >= cases) break;
    if (tally_.cases < cases && open < most_open && (open == 0 || dice_.percent(20))) begin_case();
    pass_time();
    step();
    if (faults_.size() > 20) return;  // enough to see what is wrong
  }
  for (const auto& followed : cases_) {
    prove_case(followed.id());
    tally_.closed += followed.closed() ? 1 : 0;
  }
  prove_office();
}

void SimulatedOffice::pass_time() {
  using std::chrono::hours;
  using std::chrono::minutes;
  const auto chance = dice_.roll(1000);
  if (chance < 20) {  // somebody set the server's clock
    office_.clock.advance(-minutes(dice_.roll(3 * 24 * 60)));
    ++tally_.clock_back;
  } else if (chance < 23) {  // from one year into another
    office_.clock.advance(hours(24 * (30 + dice_.roll(370))));
  } else if (chance < 40) {  // a weekend, a row of holidays
    office_.clock.advance(hours(24 * (1 + dice_.roll(12))));
  } else if (chance < 200) {
    office_.clock.advance(minutes(dice_.roll(20 * 60)));
  } else {
    office_.clock.advance(minutes(dice_.roll(45)));
  }
}

void SimulatedOffice::step() {
  const auto chance = dice_.roll(100);
  if (chance < 10) return meeting_command();
  if (chance < 16) return send_again();
  if (chance < 19) return several_at_once();
  if (chance < 23) return timer();
  const auto open = open_cases();
  if (!cases_.empty()) command_on(open.empty() || dice_.percent(2) ? dice_.roll(cases_.size()) : dice_.pick(open));
}

void SimulatedOffice::begin_case() { give(submission(dice_.percent(care) ? Manner::Careful : Manner::Careless)); }

void SimulatedOffice::command_on(std::size_t index) {
  const FollowedCase on = cases_[index];
  std::optional<app::CaseRequest> request;
  if (dice_.percent(care)) request = open_command(on);
  if (!request) {
    const auto kind = dice_.pick(Names<CommandKind>::table).first;
    request = app::CaseRequest{.command = filled(kind, dice_.percent(50) ? Manner::Careful : Manner::Careless, &on),
                               .actor = anybody(),
                               .case_id = on.id(),
                               .expected_version = {},
                               .idempotency_key = {},
                               .file_owner = office_.owner};
    if (dice_.percent(5)) request->case_id = CaseId{static_cast<std::int64_t>(dice_.roll(3)) * 123456789};
  }
  if (dice_.percent(25)) request->expected_version = on.version();
  if (dice_.percent(8)) request->expected_version = on.version() + (dice_.percent(70) ? -1 : 1);
  if (dice_.percent(30)) request->idempotency_key = new_key();
  give(*request);
}

void SimulatedOffice::give(const app::CaseRequest& request) {
  const auto before = snapshot(*office_.app);
  try {
    const auto answer = app::execute(*office_.app, request);
    if (answer)
      accepted(request, *answer, before);
    else
      refused(answer.refusal(), before);
  } catch (const std::exception& error) {
    fault(std::string{name(kind(request.command))} + " threw: " + error.what());
  }
}

void SimulatedOffice::accepted(const app::CaseRequest& request, const app::CaseReceipt& receipt,
                               const Snapshot& before) {
  ++tally_.accepted;
  const auto word = std::string{name(kind(request.command))};
  if (receipt.repeated != app::Repeated::No) return fault(word + ": a first sending was taken for a repeat");
  auto& followed = adopt(receipt.case_id);
  const auto known = followed.version();
  if (request.case_id && request.expected_version && *request.expected_version != known)
    fault(word + " accepted at a version that was gone");
  if (request.case_id != receipt.case_id && request.case_id) fault(word + " answered for another case");
  follow(followed);
  const auto after = snapshot(*office_.app);
  if (receipt.version != followed.version()) fault(word + ": the receipt names another version");
  if (after.events() - before.events() != followed.version() - known || followed.version() == known)
    fault(word + " wrote elsewhere or nothing");
  if (followed.last().at != office_.clock.now() || followed.last().actor != request.actor)
    fault(word + ": another's hand or another hour");
  if (kind(request.command) == CommandKind::SubmitComplaint && (receipt.tracking_code.empty() || receipt.pin.empty()))
    fault("a complaint without code and PIN");
  if (!request.idempotency_key.empty()) sent_.push_back({request, receipt});
  if (followed.closed()) prove_case(followed.id());
}

void SimulatedOffice::refused(const Refusal& refusal, const Snapshot& before) {
  ++tally_.refused;
  if (refusal.code == "VERSION_CONFLICT") ++tally_.conflicts;
  if (!documented(refusal.code)) fault("undocumented refusal " + refusal.code);
  if (refusal.key.empty()) fault("a refusal without a sentence: " + refusal.code);
  if (snapshot(*office_.app) != before) fault("a refused command changed something: " + refusal.code);
}

// The Secretary calls plenaries and writes down who came; others try.
void SimulatedOffice::meeting_command() {
  const bool careful = dice_.percent(care);
  app::MeetingRequest request{.command = CallMeeting{},
                              .actor = careful ? somebody(Role::Secretary) : anybody(),
                              .meeting = {},
                              .expected_version = {},
                              .idempotency_key = {}};
  auto waiting = std::find_if(meetings_.begin(), meetings_.end(),
                              [&](const Meeting& m) { return !m.attended && m.date <= today(); });
  const bool upcoming = std::any_of(meetings_.begin(), meetings_.end(),
                                    [&](const Meeting& m) { return m.date >= today() && !m.attended; });
  const bool attend = careful ? waiting != meetings_.end() : dice_.percent(50) && !meetings_.empty();
  if (careful && !attend && upcoming && dice_.percent(70)) return;
  if (attend) {
    if (!careful) waiting = meetings_.begin() + static_cast<std::ptrdiff_t>(dice_.roll(meetings_.size()));
    request.meeting = waiting->id;
    RecordAttendance list;
    const auto away = careful && dice_.percent(80) ? dice_.roll(2) : dice_.roll(members_of_the_plenary + 1);
    const char* logins[] = {"ketua", "anggota1", "anggota2", "anggota3", "anggota4"};
    for (std::size_t n = away; n < members_of_the_plenary; ++n) list.present.push_back(office_.users.at(logins[n]));
    if (!careful && dice_.percent(30))
      list.present.push_back(dice_.percent(50)      ? office_.users.at("loket")
                             : list.present.empty() ? UserId{}
                                                    : list.present.front());
    request.command = list;
  } else {
    const auto around = surroundings(careful ? Manner::Careful : Manner::Careless);
    SimulatedFields fields{dice_, careful ? Manner::Careful : Manner::Careless, around};
    describe(request.command, fields);
    if (!careful && dice_.percent(20)) request.meeting = MeetingId{12345};
  }
  if (dice_.percent(20)) request.idempotency_key = new_key();
  const auto before = snapshot(*office_.app);
  try {
    const auto answer = app::execute(*office_.app, request);
    if (!answer) return refused(answer.refusal(), before);
    ++tally_.meetings;
    const auto meeting =
        office_.app->readers().with([&](store::Connection& c) { return store::load_meeting(c, answer->meeting); });
    if (meeting.version != answer->version || snapshot(*office_.app).events() != before.events() + 1)
      fault("a meeting's version does not count its events");
    if (const auto* list = std::get_if<RecordAttendance>(&request.command)) {
      if (today() < *meeting.date) fault("attendance before the day of the meeting");
      const auto is_member = [&](UserId user) {
        return user == office_.users.at("ketua") ||
               (user >= office_.users.at("anggota1") && user <= office_.users.at("anggota4"));
      };
      if (!std::all_of(meeting.present.begin(), meeting.present.end(), is_member))
        fault("present, but not of the plenary");
      if (std::set<UserId>(meeting.present.begin(), meeting.present.end()).size() != meeting.present.size())
        fault("present twice");
      for (const UserId user : list->present)
        if (std::find(meeting.present.begin(), meeting.present.end(), user) == meeting.present.end())
          fault("was there and is not listed");
      for (auto& known : meetings_)
        if (known.id == answer->meeting) known.attended = true;
    } else {
      if (*meeting.date < today()) fault("called for a day that is past");
      meetings_.push_back({.id = answer->meeting, .date = *meeting.date});
    }
    if (request.idempotency_key.empty()) return;
    const auto between = snapshot(*office_.app);
    const auto again = app::execute(*office_.app, request);
    if (!again || again->repeated != app::Repeated::Same || again->meeting != answer->meeting ||
        again->number != answer->number)
      fault("a meeting sent twice got another answer");
    if (snapshot(*office_.app) != between) fault("a meeting sent twice changed something");
  } catch (const std::exception& error) {
    fault(std::string{"a meeting command threw: "} + error.what());
  }
}

// The program's own clock: what is late is told, and nothing else is touched.
void SimulatedOffice::timer() {
  try {
    const auto before = snapshot(*office_.app).events();
    const auto told = static_cast<std::int64_t>(app::sweep_deadlines(*office_.app));
    tally_.told_late += static_cast<int>(told);
    if (snapshot(*office_.app).events() != before + told) fault("the timer wrote something else than lateness");
    for (auto& followed : cases_) follow(followed);
    const auto quiet = snapshot(*office_.app);
    if (app::sweep_deadlines(*office_.app) != 0) fault("the timer told the same twice");
    if (app::recompute_deadlines(*office_.app) != 0) fault("due dates moved though no holiday did");
    if (snapshot(*office_.app) != quiet) fault("the timer changed something though nothing was late");
  } catch (const std::exception& error) {
    fault(std::string{"the timer threw: "} + error.what());
  }
}

// The answer was lost, or somebody pressed Back: the first receipt again, and nothing else.
void SimulatedOffice::send_again() {
  if (sent_.empty()) return;
  auto again = dice_.pick(sent_);
  const bool altered = dice_.percent(20);
  if (altered)
    again.request.command = kind(again.request.command) == CommandKind::SendMessage
                                ? Command{SubmitToLeadership{}}
                                : Command{SendMessage{.text = marker, .evidence = {}}};
  const auto before = snapshot(*office_.app);
  try {
    const auto answer = app::execute(*office_.app, again.request);
    ++tally_.repeats;
    const auto word = std::string{name(kind(again.request.command))};
    if (!answer) return fault(word + " sent again was refused: " + answer.refusal().code);
    if (!same(*answer, again.receipt)) fault(word + " sent again got another receipt");
    if (answer->repeated != (altered ? app::Repeated::Differs : app::Repeated::Same))
      fault(word + " sent again is not told from a first sending");
    if (snapshot(*office_.app) != before) fault(word + " sent again changed something");
  } catch (const std::exception& error) {
    fault(std::string{"a repeat threw: "} + error.what());
  }
}

void SimulatedOffice::several_at_once() {
  ++tally_.at_once;
  try {
    switch (dice_.roll(3)) {
      case 0: return tally_.cases < wanted_ ? same_form_from_many() : rivals_on_one_case();
      case 1: return tally_.cases + crowd <= wanted_ ? crowd_at_the_counter() : rivals_on_one_case();
      default: return rivals_on_one_case();
    }
  } catch (const std::exception& error) {
    fault(std::string{"at once: threw: "} + error.what());
  }
}

void SimulatedOffice::same_form_from_many() {
  auto form = submission(Manner::Careful);
  form.idempotency_key = new_key();
  const auto before = snapshot(*office_.app);
  const auto answers = at_once(std::vector(4, form));
  const auto& first = *answers.front();
  int fresh = 0;
  for (const auto& answer : answers) {
    if (answer->ok() != first.ok()) return fault("the same form was taken and refused");
    if (!answer->ok()) continue;
    if (!same(**answer, *first)) fault("the same form became two cases");
    fresh += (*answer)->repeated == app::Repeated::No ? 1 : 0;
  }
  if (!first.ok()) return;
  if (fresh != 1) fault("one form was taken " + std::to_string(fresh) + " times");
  follow(adopt(first->case_id));
  if (snapshot(*office_.app).events() != before.events() + first->version) fault("one form left more than its events");
}

// Both saw the same version: at most one of them is heard.
void SimulatedOffice::rivals_on_one_case() {
  const auto open = open_cases();
  if (open.empty()) return;
  const auto index = dice_.pick(open);
  const FollowedCase on = cases_[index];
  std::vector<app::CaseRequest> requests;
  for (int n = 0; n < 3; ++n)
    if (auto request = open_command(on)) {
      request->expected_version = on.version();
      requests.push_back(std::move(*request));
    }
  int heard = 0;
  for (const auto& answer : at_once(requests)) heard += answer->ok() ? 1 : 0;
  if (heard > 1) fault("two officers were heard on one version");
  follow(cases_[index]);
  if (heard == 0 && cases_[index].version() != on.version()) fault("nobody was heard, yet the case moved");
}

void SimulatedOffice::crowd_at_the_counter() {
  std::vector<app::CaseRequest> forms;
  for (int n = 0; n < crowd; ++n) forms.push_back(submission(Manner::Careful));
  std::set<std::string> codes;
  std::vector<app::CaseRequest> entries;
  for (const auto& answer : at_once(forms)) {
    if (!answer->ok()) continue;
    if (!codes.insert((*answer)->tracking_code).second) fault("two cases under one code");
    follow(adopt((*answer)->case_id));
    entries.push_back({.command = filled(CommandKind::Register, Manner::Careful, nullptr),
                       .actor = somebody(Role::FrontDesk),
                       .case_id = (*answer)->case_id,
                       .expected_version = {},
                       .idempotency_key = {},
                       .file_owner = office_.owner});
  }
  std::set<std::string> numbers;
  for (const auto& answer : at_once(entries))
    if (answer->ok() && !numbers.insert((*answer)->number).second) fault("two cases under one agenda number");
  for (const auto& entry : entries) follow(adopt(entry.case_id));
}

std::vector<std::optional<Result<app::CaseReceipt>>> SimulatedOffice::at_once(
    const std::vector<app::CaseRequest>& requests) {
  std::vector<std::optional<Result<app::CaseReceipt>>> answers(requests.size());
  std::vector<std::string> thrown(requests.size());
  std::vector<std::thread> threads;
  for (std::size_t n = 0; n < requests.size(); ++n)
    threads.emplace_back([&, n] {
      try {
        answers[n] = app::execute(*office_.app, requests[n]);
      } catch (const std::exception& error) {
        thrown[n] = error.what();
      }
    });
  for (auto& thread : threads) thread.join();
  for (std::size_t n = 0; n < requests.size(); ++n) {
    if (!answers[n]) throw std::runtime_error(thrown[n]);
    answers[n]->ok() ? ++tally_.accepted : ++tally_.refused;
    if (!answers[n]->ok() && !documented(answers[n]->refusal().code))
      fault("undocumented refusal " + answers[n]->refusal().code);
  }
  return answers;
}

void SimulatedOffice::follow(FollowedCase& followed) {
  for (const auto& wrong : followed.follow(*office_.app)) fault(wrong);
}

FollowedCase& SimulatedOffice::adopt(CaseId id) {
  for (auto& known : cases_)
    if (known.id() == id) return known;
  ++tally_.cases;
  return cases_.emplace_back(id, sop_);
}

void SimulatedOffice::prove_case(CaseId id) {
  for (const auto& wrong : tables_that_differ(*office_.app, id)) fault(wrong);
}

// What `dumas verify` proves, numbers, and that a restart finds the same office.
void SimulatedOffice::prove_office() {
  const auto report = app::verify(*office_.app);
  for (const auto& wrong : report.faults) fault("verify: " + wrong);
  if (report.cases != static_cast<std::int64_t>(cases_.size())) fault("verify counts other cases");
  for (const auto& gap : gaps_in_numbers(*office_.app)) fault(gap);
  office_.open();
  if (snapshot(*office_.app).head != report.head) fault("another log after a restart");
  no_text_in_the_open();
}

// Personal data is sealed: what was typed is nowhere in the folder but in the staff's own uploads.
void SimulatedOffice::no_text_in_the_open() {
  office_.close();  // the log is moved into the main file
  for (const char* part : {"dumas.db", "dumas.db-wal"}) {
    std::ifstream file(office_.folder() / part, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    if (bytes.find("Budi Santoso") != std::string::npos)
      fault(std::string{"what a citizen typed lies open in "} + part);
  }
}

Command SimulatedOffice::filled(CommandKind kind, Manner manner, const FollowedCase* on) {
  Command command = make_command(kind);
  const auto around = surroundings(manner);
  SimulatedFields fields{dice_, manner, around};
  describe(command, fields);
  if (manner == Manner::Careful) settle(command, on);
  return command;
}

// What a careful officer knows beside the form: who may sign, and how to add votes up.
void SimulatedOffice::settle(Command& command, const FollowedCase* on) {
  if (auto* answer = std::get_if<DraftAnswer>(&command))
    answer->signatory = dice_.percent(50) ? Role::Secretary : Role::Chair;
  auto* minutes = std::get_if<DraftMinutes>(&command);
  if (!minutes || !on || !on->meeting()) return;
  const auto present = office_.app->readers().with(
      [&](store::Connection& c) { return store::load_meeting(c, on->meeting()).present.size(); });
  minutes->against = static_cast<std::int64_t>(dice_.roll(dice_.percent(30) ? present + 1 : 2));
  minutes->abstained = 0;
  minutes->in_favour = static_cast<std::int64_t>(present) - minutes->against;
}

app::CaseRequest SimulatedOffice::submission(Manner manner) {
  static constexpr std::array doors{Role::Reporter, Role::FrontDesk, Role::OnlineOperator};
  app::CaseRequest request{.command = filled(CommandKind::SubmitComplaint, manner, nullptr),
                           .actor = manner == Manner::Careful ? somebody(dice_.pick(doors)) : anybody(),
                           .case_id = {},
                           .expected_version = {},
                           .idempotency_key = dice_.percent(60) ? new_key() : "",
                           .file_owner = office_.owner};
  return request;
}

// One of the commands that stand open in the case, by somebody whose turn it is.
std::optional<app::CaseRequest> SimulatedOffice::open_command(const FollowedCase& on) {
  const auto state = office_.app->readers().with([&](store::Connection& c) { return store::load_case(c, on.id()); });
  std::vector<std::pair<Actor, CommandKind>> open;
  for (const auto& [role, word] : Names<Role>::table) {
    const auto actor = somebody(role);
    for (const auto command : open_commands(sop_, state, actor))
      if (!holds_up(command) || dice_.percent(15)) open.emplace_back(actor, command);
  }
  if (open.empty()) return std::nullopt;
  const auto& [actor, command] = dice_.pick(open);
  return app::CaseRequest{.command = filled(command, dice_.percent(95) ? Manner::Careful : Manner::Careless, &on),
                          .actor = actor,
                          .case_id = on.id(),
                          .expected_version = {},
                          .idempotency_key = {},
                          .file_owner = office_.owner};
}

// Who fills the role today; now and then the head of the subsection stands in for a leader.
Actor SimulatedOffice::somebody(Role role) {
  if (role == Role::Reporter || role == Role::Timer) return {.user = {}, .role = role};
  if ((role == Role::Secretary || role == Role::Chair) && dice_.percent(15))
    return {.user = office_.users.at("kasubbag"),
            .role = role,
            .capacity = dice_.percent(50) ? Capacity::Plh : Capacity::Plt};
  for (const auto& [login, held] : dumas::testing::staff)
    if (held == role) return {.user = office_.users.at(login), .role = role};
  return {.user = UserId{999}, .role = role};
}

Actor SimulatedOffice::anybody() { return somebody(dice_.pick(Names<Role>::table).first); }

Surroundings SimulatedOffice::surroundings(Manner manner) {
  Surroundings around{.today = today(),
                      .meetings = {},
                      .users = {UserId{0}, UserId{999}},
                      .numbers = given_numbers(*office_.app),
                      .upload = [this](Manner m) { return upload(m); }};
  for (const auto& meeting : meetings_)
    if (manner == Manner::Careless || (meeting.date >= today() && !meeting.attended) || dice_.percent(5))
      around.meetings.push_back(meeting.id);
  for (const auto& [login, user] : office_.users) around.users.push_back(user);
  return around;
}

// A careless hand names another's file, one that a case has already, or none that exists.
FileId SimulatedOffice::upload(Manner manner) {
  if (manner == Manner::Careless && dice_.percent(50)) return FileId{static_cast<std::int64_t>(dice_.roll(40))};
  const auto own = office_.owner;
  if (manner == Manner::Careless) office_.owner = "user:other";
  const auto waiting = app::waiting_uploads(*office_.app, office_.owner);  // no more than ten may wait
  const auto file = waiting.size() > 5 ? dice_.pick(waiting).id : office_.scan();
  office_.owner = own;
  return file;
}

std::vector<std::size_t> SimulatedOffice::open_cases() const {
  std::vector<std::size_t> open;
  for (std::size_t n = 0; n < cases_.size(); ++n)
    if (!cases_[n].closed()) open.push_back(n);
  return open;
}

Date SimulatedOffice::today() const { return local_date(office_.clock.now(), Zone::Wib); }

void SimulatedOffice::fault(const std::string& what) {
  faults_.push_back(what + " (" + iso_instant(office_.clock.now()) + ")");
}

}  // namespace dumas::simulate
