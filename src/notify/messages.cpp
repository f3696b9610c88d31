#include "notify/messages.hpp"

#include "complaint/deadlines.hpp"
#include "complaint/tasks.hpp"

namespace dumas::notify {
namespace {

using complaint::EventType;
using complaint::Role;

std::string due_text(const complaint::State& state, const complaint::Sop& sop, complaint::StepKey key) {
  const auto due = complaint::due_of(state, sop, key);
  return due ? iso_date(*due) : "";
}

void tell_reporter(std::vector<Notice>& list, const complaint::Sop& sop, const complaint::State& state,
                   EventType type) {
  if (type == EventType::ComplaintRegistered)
    list.push_back({"reporter",
                    "notice.reporter.registered",
                    {state.register_number, due_text(state, sop, complaint::StepKey::Delivery)}});
  if (type == EventType::AnswerDelivered)
    list.push_back({"reporter", "notice.reporter.answered", {state.answer_number}});
  if (type == EventType::FollowUpStarted) list.push_back({"reporter", "notice.reporter.event", {}});
  if (type == EventType::ComplaintClosed)
    list.push_back({"reporter", "notice.reporter.closed", {state.register_number}});
}

// The superior of whoever holds a row, who hears of its lateness (domain 2.4: owner first, then superior).
Role superior_of(Role role) { return role == Role::Secretary || role == Role::Chair ? Role::Chair : Role::Secretary; }

}  // namespace

std::vector<Notice> notices(const complaint::Sop& sop, const complaint::State& after, const complaint::Event& event) {
  std::vector<Notice> list;
  const EventType type = event.type();
  tell_reporter(list, sop, after, type);
  const std::string number = after.register_number;
  if (const auto* overdue = std::get_if<complaint::StepOverdue>(&event.data)) {
    const std::string step = std::to_string(overdue->step);
    for (const Role owner : complaint::holders(sop, after)) {
      list.push_back({std::string{name(owner)}, "notice.staff.overdue", {number, step}});
      if (superior_of(owner) != owner)
        list.push_back({std::string{name(superior_of(owner))}, "notice.staff.overdue_superior", {number, step}});
    }
  }
  if (const auto* message = std::get_if<complaint::MessageSent>(&event.data)) {
    if (message->by_reporter)
      for (const Role holder : complaint::holders(sop, after))
        list.push_back({std::string{name(holder)}, "notice.staff.message", {number}});
    else
      list.push_back({"reporter", "notice.reporter.message", {}});
  }
  return list;
}

}  // namespace dumas::notify
