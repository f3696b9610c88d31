// Acting officers (domain A4): an absent Secretary or Chair is stood in for by a Plh. (daily) or Plt. (acting), or the
// rows that need both would hang. Called by the delegation page and the API.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/account_parts.hpp"
#include "base/result.hpp"
#include "complaint/events.hpp"
#include "store/delegations.hpp"

namespace dumas::app {

struct NewDelegation {
  complaint::Role role{};          // SECRETARY or CHAIR
  UserId user;                     // who stands in
  complaint::Capacity capacity{};  // PLH or PLT
  Date from{}, to{};               // both inclusive, the office's dates
  std::string basis;               // the order it rests on, e.g. "Surat Perintah Nomor 12/2026"
};

class Delegations {
 public:
  explicit Delegations(const AccountParts& parts) : parts_(parts) {}

  // `by` holds SECRETARY or CHAIR himself: whoever stands in names nobody. Refusals: WRONG_ROLE; INVALID_INPUT with field
  // role (error.delegation_role), capacity (error.delegation_capacity), user (error.delegation_user: unknown, disabled,
  // holds the role, administrator or auditor), to (error.delegation_dates, error.delegation_past), basis (clean_text);
  // DELEGATION_OVERLAP (error.delegation_overlap: somebody already stands in on one of these days).
  [[nodiscard]] Result<std::int64_t> add(const complaint::Actor& by, const NewDelegation&);
  // In force at the next request. Refusals: WRONG_ROLE, NOT_FOUND (error.delegation_gone).
  [[nodiscard]] Checked revoke(const complaint::Actor& by, std::int64_t id);
  [[nodiscard]] std::vector<store::Delegation> list();  // newest first
  [[nodiscard]] std::vector<store::Delegation> acting(UserId, Date);

 private:
  AccountParts parts_;
};

}  // namespace dumas::app
