#include "app/delegation.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "complaint/permissions.hpp"
#include "store/accounts.hpp"
#include "store/security_log.hpp"

namespace dumas::app {

namespace {
using complaint::Actor;
using complaint::Capacity;
using complaint::Role;
using store::Connection;
Checked may_delegate(const Actor& by);
bool can_stand_in(const std::optional<store::User>& user, Role role);
Refusal invalid(std::string field, std::string key) { return {"INVALID_INPUT", std::move(field), std::move(key)}; }
store::SecurityEntry entry(store::SecurityKind kind, Instant at, const Actor& by, std::int64_t subject,
                           std::string code);
}  // namespace

Result<std::int64_t> Delegations::add(const Actor& by, const NewDelegation& typed) {
  if (const auto allowed = may_delegate(by); !allowed) return allowed.refusal();
  if (typed.role != Role::Secretary && typed.role != Role::Chair) return invalid("role", "error.delegation_role");
  if (typed.capacity == Capacity::Own) return invalid("capacity", "error.delegation_capacity");
  if (typed.to < typed.from) return invalid("to", "error.delegation_dates");
  if (typed.to < parts_.today()) return invalid("to", "error.delegation_past");
  const auto basis = clean_text(typed.basis, {.field = "basis", .most = 300});
  if (!basis) return basis.refusal();
  return parts_.writer.submit([&](Connection& connection) -> Result<std::int64_t> {
    if (!can_stand_in(store::find_user(connection, parts_.office, typed.user), typed.role))
      return invalid("user", "error.delegation_user");
    if (store::role_is_delegated(connection, parts_.office, typed.role, typed.from, typed.to))
      return Refusal{"DELEGATION_OVERLAP", "from", "error.delegation_overlap"};
    store::Delegation row;
    row.role = typed.role;
    row.user = typed.user;
    row.capacity = typed.capacity;
    row.from = typed.from;
    row.to = typed.to;
    row.basis = *basis;
    row.given_by = by.user;
    row.created = parts_.clock.now();
    const auto id = store::insert_delegation(connection, parts_.vault, parts_.office, row);
    std::string code = std::string(name(typed.capacity)).append(" ").append(name(typed.role));
    store::log_security(connection, parts_.vault, parts_.office,
                        entry(store::SecurityKind::Delegated, row.created, by, id, std::move(code)));
    return id;
  });
}

Checked Delegations::revoke(const Actor& by, std::int64_t id) {
  if (auto allowed = may_delegate(by); !allowed) return allowed;
  return parts_.writer.submit([&](Connection& connection) -> Checked {
    const Instant now = parts_.clock.now();
    if (!store::revoke_delegation(connection, parts_.office, id, by.user, now))
      return Refusal{"NOT_FOUND", "", "error.delegation_gone"};
    store::log_security(connection, parts_.vault, parts_.office,
                        entry(store::SecurityKind::DelegationRevoked, now, by, id, ""));
    return Done{};
  });
}

std::vector<store::Delegation> Delegations::list() {
  return parts_.readers.with(
      [&](Connection& connection) { return store::list_delegations(connection, parts_.vault, parts_.office); });
}

std::vector<store::Delegation> Delegations::acting(UserId user, Date day) {
  return parts_.readers.with(
      [&](Connection& connection) { return store::acting(connection, parts_.vault, parts_.office, user, day); });
}

namespace {

Checked may_delegate(const Actor& by) {
  // A mandate is not passed on by the one who holds it for another.
  if (complaint::allows(by.role, complaint::Permission::Delegate) && by.capacity == Capacity::Own) return Done{};
  return Refusal{"WRONG_ROLE", "", "refusal.wrong_role"};
}

bool can_stand_in(const std::optional<store::User>& user, Role role) {
  if (!user || user->standing == store::Standing::Disabled) return false;
  return std::none_of(user->roles.begin(), user->roles.end(), [&](Role held) {
    // Rows 3 and 5 want two leaders, and two leaders are two persons: neither stands in for the other.
    return held == role || held == Role::Secretary || held == Role::Chair || held == Role::Admin ||
           held == Role::Auditor;
  });
}

store::SecurityEntry entry(store::SecurityKind kind, Instant at, const Actor& by, std::int64_t subject,
                           std::string code) {
  store::SecurityEntry made;
  made.kind = kind;
  made.at = at;
  made.user = by.user;
  made.role = by.role;
  made.subject = subject;
  made.code = std::move(code);
  return made;
}

}  // namespace

}  // namespace dumas::app
