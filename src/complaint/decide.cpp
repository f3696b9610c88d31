// Dispatch, and what the steps share: events, required documents, actor rules, numbers.
#include "complaint/decide.hpp"

#include <algorithm>

#include "complaint/deadlines.hpp"
#include "complaint/permissions.hpp"
#include "complaint/steps.hpp"

namespace dumas::complaint {

Result<Decision> decide(const State& state, const Command& command, const Facts& facts) {
  if (const auto allowed = may(*facts.sop, state, facts.actor, kind(command)); !allowed) return allowed.refusal();
  return std::visit([&](const auto& any) { return steps::decide(state, any, facts); }, command);
}

namespace steps {

NewEvent happened(const Facts& facts, EventData data, std::vector<RecordDraft> drafts) {
  NewEvent made{.event = {.data = std::move(data), .at = facts.now, .actor = facts.actor}, .drafts = std::move(drafts)};
  return made;
}

NewEvent completed(const State& state, const Facts& facts, StepKey key, EventData data,
                   std::vector<RecordDraft> drafts) {
  NewEvent made = happened(facts, std::move(data), std::move(drafts));
  made.event.completes_step = facts.sop->step(key).number;
  if (const auto due = due_of(state, *facts.sop, key))
    made.event.days_late = days_late(*due, facts.now, *facts.sop, *facts.calendar);
  return made;
}

std::size_t filled(const std::vector<std::string>& lines) {
  return static_cast<std::size_t>(
      std::count_if(lines.begin(), lines.end(), [](const std::string& line) { return !line.empty(); }));
}

Checked require_documents(const State& state, const Sop& sop, StepKey key) {
  for (const DocumentType type : sop.step(key).requires_documents)
    if (!state.has(type)) return missing_document(type);
  return Done{};
}

Refusal missing_document(DocumentType type) {
  const std::string word{name(type)};
  return {.code = "MISSING_DOC:" + word, .key = "refusal.missing_doc", .arguments = {word}};
}

Refusal invalid(std::string_view field, std::string_view key, std::vector<std::string> arguments) {
  return {
      .code = "INVALID_INPUT", .field = std::string{field}, .key = std::string{key}, .arguments = std::move(arguments)};
}

Refusal reason_required(std::string_view field) {
  return {.code = "REASON_REQUIRED", .field = std::string{field}, .key = "refusal.reason_required"};
}

std::vector<Role> still_to_act(const Step& step, const std::vector<Role>& acted) {
  if (step.rule == ActorRule::Any && !acted.empty()) return {};
  std::vector<Role> pending;
  for (const Role role : step.actors)
    if (std::find(acted.begin(), acted.end(), role) == acted.end()) pending.push_back(role);
  return pending;
}

Checked may_act_now(const Step& step, const std::vector<Role>& acted, Role role) {
  if (std::find(acted.begin(), acted.end(), role) != acted.end())
    return Refusal{"WRONG_STATE", "", "refusal.already_acted"};
  if (step.rule != ActorRule::Sequence) return Done{};
  const auto pending = still_to_act(step, acted);
  if (pending.empty() || pending.front() == role) return Done{};
  const std::string first{name(pending.front())};
  return Refusal{"ACTOR_RULE_PENDING:" + first, "", "refusal.actor_rule_pending", {first}};
}

bool looks_like_number(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto may_stand = [is_digit](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view{".-/_()"}.find(c) != std::string_view::npos;
  };
  return text.size() <= 100 && std::all_of(text.begin(), text.end(), may_stand) &&
         std::any_of(text.begin(), text.end(), is_digit);
}

Result<NextNumber> choose_number(const std::string& typed, const NextNumber& next, const Facts& facts) {
  if (typed.empty()) return next;
  if (!looks_like_number(typed)) return invalid("number", "error.number_shape");
  if (facts.number_taken)
    return Refusal{.code = "NUMBER_TAKEN", .field = "number", .key = "refusal.number_taken", .arguments = {typed}};
  return NextNumber{.sequence = 0, .year = next.year, .text = typed};
}

}  // namespace steps
}  // namespace dumas::complaint
