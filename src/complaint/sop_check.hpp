// What the SOP's reader hands to its checker: rows as read, with the lines they stand on. Between sop_file.cpp and
// sop_check.cpp only.
#pragma once

#include <optional>
#include <vector>

#include "complaint/settings_file.hpp"
#include "complaint/sop.hpp"

namespace dumas::complaint {

// One [[step]] as read. What could not be read is empty and already among the faults: the checker passes over it, so
// that one slip of the pen gives one sentence.
struct StepDraft {
  std::optional<int> number, due_day;
  std::optional<StepKey> key;  // of a misspelt key: the step that was probably meant
  std::optional<ActorRule> rule;
  std::vector<std::pair<Role, int>> actors;             // with line
  std::vector<std::pair<DocumentType, int>> documents;  // requires and extra, with line
  int line = 0, number_line = 0, key_line = 0, rule_line = 0, due_day_line = 0;
};

struct SopDraft {
  std::vector<StepDraft> steps;
  std::optional<int> promise_day;
  int promise_line = 0;
};

// Faults of the rows taken together: order, days, documents, who may act. In no particular order.
void check_sop(const SopDraft&, std::vector<LineFault>& faults);

}  // namespace dumas::complaint
