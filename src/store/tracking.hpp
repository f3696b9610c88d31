// The citizen's door: code and PIN to a case. Both are compared as keyed hashes; a wrong code and a wrong PIN take the
// same work and give the same nothing. Called by app::execute (keep) and app/tracking (find).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/identity.hpp"
#include "store/database.hpp"
#include "store/vault.hpp"

namespace dumas::store {

[[nodiscard]] bool code_exists(Connection&, const Vault&, std::string_view code);
void keep_tracking(Connection&, const Vault&, std::string_view office, CaseId, std::string_view code,
                   std::string_view pin);
[[nodiscard]] std::optional<CaseId> find_by_code(Connection&, const Vault&, std::string_view code,
                                                 std::string_view pin);
// For the slip that staff print again; the PIN is not kept and cannot be told.
[[nodiscard]] std::optional<std::string> code_of(Connection&, const Vault&, CaseId);

// A citizen's open tracking page.
void open_visit(Connection&, const Vault&, std::string_view token, CaseId, std::int64_t expires_at);
struct OpenVisit {
  CaseId id;
  std::int64_t version = 0;  // of the case
};
[[nodiscard]] std::optional<OpenVisit> find_visit(Connection&, const Vault&, std::string_view token, std::int64_t now);
void close_visit(Connection&, const Vault&, std::string_view token);
std::int64_t forget_visits(Connection&, std::int64_t now);

}  // namespace dumas::store
