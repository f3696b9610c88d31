// The rules' front door: what a command makes of a case, or why it is refused. Pure: the same case, command and
// facts always give the same decision. Called by app::execute and by the simulation in tests.
#pragma once

#include <vector>

#include "complaint/commands.hpp"
#include "complaint/content.hpp"
#include "complaint/facts.hpp"
#include "complaint/state.hpp"

namespace dumas::complaint {

// A document to be kept beside the event that made it.
struct RecordDraft {
  DocumentType type{};
  Content content;
};

struct NewEvent {
  Event event;
  std::vector<RecordDraft> drafts{};
};

using Decision = std::vector<NewEvent>;

// Refusals: see may() for role and state; MISSING_DOC:{type}, ACTOR_RULE_PENDING:{role}, NO_QUORUM, NUMBER_TAKEN,
// REASON_REQUIRED, CONFLICT_OF_INTEREST, INVALID_INPUT (with the field). Nothing is decided by halves.
[[nodiscard]] Result<Decision> decide(const State&, const Command&, const Facts&);

}  // namespace dumas::complaint
