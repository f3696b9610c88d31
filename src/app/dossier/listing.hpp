// The files of a dossier that programs read: index, timeline, log rows, identity. JSON in a fixed order, so that the same
// case gives the same bytes. The workshop of dossier.cpp.
#pragma once

#include <string>

#include "app/dossier/plan.hpp"

namespace dumas::app::dossier {

[[nodiscard]] std::string index_json(const Dossier&, const std::string& office);
[[nodiscard]] std::string timeline_json(const Dossier&);
// Each row with everything its hash was taken over (store/event_log.cpp: chain).
[[nodiscard]] std::string log_json(const std::vector<LogRow>&);
[[nodiscard]] std::string identity_json(const complaint::Content&);

}  // namespace dumas::app::dossier
