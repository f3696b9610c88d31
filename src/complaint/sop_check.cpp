// Judges whether an SOP's ten rows can be run: nobody should learn in the middle of a case that they cannot.
// Called by read_sop (sop_file.cpp); each check is one function.
#include "complaint/sop_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <stdexcept>

namespace dumas::complaint {
namespace {

using Faults = std::vector<LineFault>;

void fault(Faults& faults, int line, std::string reason) { faults.push_back({line, std::move(reason)}); }

template <class List, class Value>
bool contains(const List& list, const Value& value) {
  return std::find(std::begin(list), std::end(list), value) != std::end(list);
}

// The steps in the order that their nature fixes: an answer follows the decision it tells of, and so on.
constexpr auto& natural_order = Names<StepKey>::table;

// Roles that could carry out the step at all: they see a case of that state and have a page for it (permissions.cpp).
std::vector<Role> possible_actors(StepKey key) {
  std::vector<Role> desk{Role::FrontDesk, Role::OnlineOperator, Role::ComplaintUnit};
  std::vector<Role> leadership{Role::Secretary, Role::Chair};
  switch (key) {
    case StepKey::Intake:
    case StepKey::Submit:
    case StepKey::Analysis:
    case StepKey::Answer:
    case StepKey::Delivery:
    case StepKey::FollowUp: return desk;
    case StepKey::Disposition:
    case StepKey::Review:
    case StepKey::FinalReport: return leadership;
    case StepKey::Plenary: return {Role::Chair, Role::Commissioner, Role::Secretary};
  }
  throw std::logic_error("sop: unknown step");
}

// ALL and SEQUENCE wait for several leaders' notes; only these rows gather them (disposition.cpp, review.cpp).
bool gathers_several(StepKey key) { return key == StepKey::Disposition || key == StepKey::Review; }

void check_presence(const SopDraft& sop, Faults& faults) {
  for (const auto& [key, word] : natural_order) {
    const auto has = [wanted = key](const StepDraft& step) { return step.key == wanted; };
    if (std::none_of(sop.steps.begin(), sop.steps.end(), has)) {
      fault(faults, 0, fmt::format("step \"{}\" is missing: all ten must be there", word));
    }
  }
}

void check_doubles(const SopDraft& sop, Faults& faults) {
  for (auto step = sop.steps.begin(); step != sop.steps.end(); ++step) {
    for (auto earlier = sop.steps.begin(); earlier != step; ++earlier) {
      if (step->number && step->number == earlier->number) {
        fault(faults, step->number_line,
              fmt::format("number {} is doubled: line {} has it already", *step->number, earlier->number_line));
      }
      if (step->key && step->key == earlier->key) {
        fault(faults, step->key_line,
              fmt::format("step \"{}\" is doubled: line {} has it already", name(*step->key), earlier->key_line));
      }
    }
  }
}

// A row before the one it builds on could never be reached. Numbers need not begin at 1 (A2) but must rise.
void check_order(const SopDraft& sop, Faults& faults) {
  const StepDraft* furthest = nullptr;
  const StepDraft* previous = nullptr;
  for (const auto& step : sop.steps) {
    if (step.key && furthest != nullptr && *step.key < *furthest->key) {
      fault(
          faults, step.key_line,
          fmt::format("step \"{0}\" comes after \"{1}\", so \"{1}\" can never be reached: \"{0}\" must stand before it",
                      name(*step.key), name(*furthest->key)));
    } else if (step.key) {
      furthest = &step;
    }
    if (step.number && previous != nullptr && *step.number < *previous->number) {
      fault(faults, step.number_line,
            fmt::format("number {} follows number {}: numbers must rise", *step.number, *previous->number));
    }
    if (step.number) previous = &step;
  }
}

void check_days(const SopDraft& sop, Faults& faults) {
  const StepDraft* latest = nullptr;
  const StepDraft* delivery = nullptr;
  for (const auto& step : sop.steps) {
    if (!step.due_day) continue;
    if (latest != nullptr && *step.due_day < *latest->due_day) {
      fault(faults, step.due_day_line,
            fmt::format("the day runs backwards: day {} after day {} of line {}", *step.due_day, *latest->due_day,
                        latest->due_day_line));
    } else {
      latest = &step;
    }
    if (step.key == StepKey::Delivery) delivery = &step;
  }
  if (!sop.promise_day) return;
  if (latest != nullptr && *sop.promise_day > *latest->due_day) {
    fault(faults, sop.promise_line,
          fmt::format("promise_day {} is beyond the SOP's last day, {}", *sop.promise_day, *latest->due_day));
  }
  if (delivery != nullptr && *sop.promise_day < *delivery->due_day) {
    fault(
        faults, sop.promise_line,
        fmt::format("promise_day {} is before the answer is delivered, day {}", *sop.promise_day, *delivery->due_day));
  }
}

void check_actors(const SopDraft& sop, Faults& faults) {
  for (const auto& step : sop.steps) {
    if (!step.key) continue;
    for (const auto& [role, line] : step.actors) {
      if (!contains(possible_actors(*step.key), role)) {
        fault(faults, line, fmt::format("actor {} can never act in step \"{}\"", name(role), name(*step.key)));
      }
    }
    for (auto actor = step.actors.begin(); actor != step.actors.end(); ++actor) {
      const auto same = [&](const auto& earlier) { return earlier.first == actor->first; };
      if (std::any_of(step.actors.begin(), actor, same)) {
        fault(faults, actor->second,
              fmt::format("actor {} is doubled in step \"{}\"", name(actor->first), name(*step.key)));
      }
    }
    if (!step.rule) continue;
    if (*step.rule == ActorRule::Quorum && *step.key != StepKey::Plenary) {
      fault(faults, step.rule_line,
            fmt::format("rule QUORUM is for the plenary only, not for step \"{}\"", name(*step.key)));
    }
    const bool waits = *step.rule == ActorRule::All || *step.rule == ActorRule::Sequence;
    if (waits && step.actors.size() > 1 && !gathers_several(*step.key)) {
      fault(faults, step.rule_line,
            fmt::format("rule {} has no meaning in step \"{}\": only disposition and review wait for several actors",
                        name(*step.rule), name(*step.key)));
    }
  }
}

// Where the row's own work would have to be done before it begins, or nobody does it at all, a case would hang.
void check_documents(const SopDraft& sop, Faults& faults) {
  std::vector<DocumentType> produced;
  for (const auto& step : sop.steps) {
    for (const auto& [document, line] : step.documents) {
      if (contains(produced, document)) continue;
      const auto producer =
          std::find_if(natural_order.begin(), natural_order.end(),
                       [wanted = document](const auto& it) { return contains(produces(it.first), wanted); });
      fault(faults, line,
            producer == natural_order.end()
                ? fmt::format("document {} is required, but no step produces it", name(document))
                : fmt::format("document {} is required, but no earlier step produces it: it comes from step \"{}\"",
                              name(document), producer->second));
    }
    if (!step.key) continue;
    for (const DocumentType document : produces(*step.key)) produced.push_back(document);
  }
}

}  // namespace

void check_sop(const SopDraft& sop, std::vector<LineFault>& faults) {
  check_presence(sop, faults);
  check_doubles(sop, faults);
  check_order(sop, faults);
  check_days(sop, faults);
  check_actors(sop, faults);
  check_documents(sop, faults);
}

}  // namespace dumas::complaint
