// The SOP as BPMN 2.0 (ISO/IEC 19510), for tools in which offices discuss and publish their processes: one pool with a lane
// for each group of actors, a user task for each row, an exclusive gateway behind each decision, data objects for the
// required documents, and the drawing (BPMN DI), so that a viewer opens it laid out.
// Called by `dumas sop export --bpmn`. Days stand as documentation: BPMN's timers count calendar time from the row's own
// beginning, the SOP counts working days from the day of registration.
#pragma once

#include <string>

#include "documents/sop_words.hpp"

namespace dumas::documents {

[[nodiscard]] std::string bpmn_xml(const complaint::Sop&, const Words&);

}  // namespace dumas::documents
