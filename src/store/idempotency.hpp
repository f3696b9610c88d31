// The answer given to a sender's key, so that a repeat gets the same one. Called by app::execute in its transaction.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/database.hpp"
#include "store/vault.hpp"

namespace dumas::store {

struct EarlierAnswer {
  std::string request;  // keyed hash of what was asked then
  std::string answer;   // as kept by keep_answer
};

[[nodiscard]] std::optional<EarlierAnswer> find_answer(Connection&, const Vault&, std::string_view key_hash);
void keep_answer(Connection&, const Vault&, std::string_view key_hash, std::string_view request,
                 std::string_view answer, std::int64_t now);
// Keys older than `before` are forgotten; returns how many.
std::int64_t forget_answers(Connection&, std::int64_t before);

}  // namespace dumas::store
