// Several at the same moment: one form from many, rivals on one case, a crowd at the counter.
#include <algorithm>
#include <set>
#include <thread>

#include "simulated_office.hpp"

namespace dumas::simulate {

using namespace complaint;  // NOLINT(google-build-using-namespace)

namespace {
constexpr int crowd = 4;  // citizens who come at the same moment
}  // namespace

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
  FollowedCase& on = cases_[dice_.pick(open)];
  const auto seen = on.version();
  std::vector<app::CaseRequest> requests;
  for (int n = 0; n < 3; ++n)
    if (auto request = open_command(on)) {
      request->expected_version = seen;
      requests.push_back(std::move(*request));
    }
  int heard = 0;
  for (const auto& answer : at_once(requests)) heard += answer->ok() ? 1 : 0;
  if (heard > 1) fault("two officers were heard on one version");
  follow(on);
  if (heard == 0 && on.version() != seen) fault("nobody was heard, yet the case moved");
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
  const auto send = [&](std::size_t n) {
    try {
      answers[n] = app::execute(*office_.app, requests[n]);
    } catch (const std::exception& error) {
      thrown[n] = error.what();
    }
  };
  std::vector<std::size_t> order;
  for (std::size_t n = 0; n < requests.size(); ++n)
    order.insert(order.begin() + static_cast<std::ptrdiff_t>(dice_.roll(n + 1)), n);
  if (moment_ == Moment::OneThread) {
    for (const auto n : order) send(n);
  } else {
    std::vector<std::thread> threads;
    for (const auto n : order) threads.emplace_back(send, n);
    for (auto& thread : threads) thread.join();
  }
  for (std::size_t n = 0; n < requests.size(); ++n) {
    if (!answers[n]) throw std::runtime_error(thrown[n]);
    answers[n]->ok() ? ++tally_.accepted : ++tally_.refused;
    if (!answers[n]->ok() && !documented(answers[n]->refusal().code))
      fault("undocumented refusal " + answers[n]->refusal().code);
  }
  return answers;
}

}  // namespace dumas::simulate
