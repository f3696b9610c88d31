// The envelope around a command, of a case or of a meeting: {"command", "fields", "expected_version", "as"}.
#pragma once

#include <optional>
#include <string>

#include "api/call.hpp"

namespace dumas::api {

struct Envelope {
  std::string command;
  std::optional<JsonObject> fields;  // absent: a command without fields
  std::optional<std::int64_t> expected_version;
  std::optional<complaint::Role> as;  // in which of his hats; absent: the first that may
};
// Refusals: those of body_of, INVALID_INPUT with the field.
[[nodiscard]] Result<Envelope> read_envelope(const Call&);

// Fills the command from the envelope's fields, as JsonObject::read does.
[[nodiscard]] Checked read_command(const Call&, const Envelope&,
                                   const std::function<void(complaint::Fields&)>& describe);

// Writes a refused command into the security log (domain section 8, S5) and answers it. Faults in what was typed are not
// logged.
[[nodiscard]] http::Response refuse_command(const Call&, const complaint::Actor&, CaseId, std::string_view command,
                                            const Refusal&);

}  // namespace dumas::api
