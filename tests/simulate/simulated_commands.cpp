// Commands on cases: a careful officer's or a careless hand's, given once, given again, and judged.
#include "complaint/permissions.hpp"
#include "simulated_office.hpp"

namespace dumas::simulate {

using namespace complaint;  // NOLINT(google-build-using-namespace)

namespace {

// Commands that send a case back or leave it where it is: people give them seldom.
bool holds_up(CommandKind command) {
  using enum CommandKind;
  return command == ReturnAnalysis || command == ReturnAnswer || command == ReturnReport ||
         command == PostponePlenary || command == AskLegalOpinion || command == SendMessage || command == VoidAnswer;
}

}  // namespace

void SimulatedOffice::begin_case() {
  const auto form = submission(dice_.percent(care) ? Manner::Careful : Manner::Careless);
  dice_.percent(15) ? give_under_fault(form) : give(form);
}

void SimulatedOffice::command_on(std::size_t index) {
  const FollowedCase& on = cases_[index];
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
  if (dice_.percent(8)) return give_under_fault(*request);
  if (dice_.percent(1)) return lose_the_answer(*request);
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
  happened(word + receipt.number + std::to_string(receipt.version));
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
  if (followed.closed()) prove_case(followed);
}

void SimulatedOffice::refused(const Refusal& refusal, const Snapshot& before) {
  ++tally_.refused;
  happened(refusal.code);
  if (refusal.code == "VERSION_CONFLICT") ++tally_.conflicts;
  if (!documented(refusal.code)) fault("undocumented refusal " + refusal.code);
  if (refusal.key.empty()) fault("a refusal without a sentence: " + refusal.code);
  if (snapshot(*office_.app) != before) fault("a refused command changed something: " + refusal.code);
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
  std::vector<std::pair<Actor, CommandKind>> open;
  for (const auto& [role, word] : Names<Role>::table) {
    const auto actor = somebody(role);
    for (const auto command : open_commands(sop_, on.state(), actor))
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

}  // namespace dumas::simulate
