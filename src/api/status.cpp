#include "api/status.hpp"

#include <array>
#include <utility>

namespace dumas::api {
namespace {

constexpr int unprocessable = 422;

constexpr std::array<std::pair<std::string_view, int>, 32> statuses{{
    {"BAD_REQUEST", 400},
    {"MALFORMED_JSON", 400},
    {"IDEMPOTENCY_KEY", 400},
    {"UNAUTHENTICATED", 401},
    {"WRONG_ROLE", 403},
    {"CONFLICT_OF_INTEREST", 403},
    {"RESTRICTED", 403},
    {"NOT_FOUND", 404},
    {"METHOD_NOT_ALLOWED", 405},
    {"TIMEOUT", 408},
    {"WRONG_STATE", 409},
    {"VERSION_CONFLICT", 409},
    {"IDEMPOTENCY_MISMATCH", 409},
    {"DELEGATION_OVERLAP", 409},
    {"TOO_LARGE", 413},
    {"UNSUPPORTED_MEDIA_TYPE", 415},
    {"INVALID_INPUT", unprocessable},
    {"MISSING_DOC", unprocessable},
    {"REASON_REQUIRED", unprocessable},
    {"NO_QUORUM", unprocessable},
    {"ACTOR_RULE_PENDING", unprocessable},
    {"NUMBER_TAKEN", unprocessable},
    {"WINDOW_CLOSED", unprocessable},
    {"UNKNOWN_COMMAND", unprocessable},
    {"TRY_LATER", 429},
    {"TOO_BUSY", 429},
    {"FAULT", 500},
    {"DAMAGED", 500},
    {"OVERLOADED", 503},
    {"DATABASE_AWAY", 503},
    {"OUTCOME_UNKNOWN", 503},
    {"DISK_FULL", 507},
}};

}  // namespace

int status_of(std::string_view code) {
  const auto word = code.substr(0, code.find(':'));
  for (const auto& [known, status] : statuses)
    if (known == word) return status;
  return unprocessable;
}

}  // namespace dumas::api
