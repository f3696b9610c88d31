// The SOP as a flowchart: which actors share a column, which symbol each row has, where a decision leads back to.
// Pure; from the same data that runs the office. Read by the printed sheet, the pages and the BPMN file.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "complaint/sop.hpp"

namespace dumas::documents {

// The symbols of PermenPANRB 35/2012: capsule, box and diamond. The pentagon of a page's end belongs to the wiring.
enum class Shape { Start, Process, Decision, End };

// One column of the chart: the roles that act as one.
using Lane = std::vector<complaint::Role>;

struct ChartRow {
  Shape shape = Shape::Process;
  std::size_t lane = 0;                  // of the row's first actor
  std::vector<std::size_t> also;         // other lanes whose actors may do it too, or have to
  std::optional<std::size_t> back_to{};  // the row a "no" leads to; the row itself when it is only put off
};

struct SopChart {
  std::vector<Lane> lanes;     // in the order in which they first act
  std::vector<ChartRow> rows;  // one for each step, in the SOP's order
  // The last step decides something, so the end has a capsule of its own after it, in that step's lane.
  bool ends_apart = false;
};

// Throws std::invalid_argument when there is no step, or a step without actors: no SOP that passes the check.
[[nodiscard]] SopChart chart_of(const complaint::Sop&);

// The actors of the step that stand in that lane, in the SOP's order.
[[nodiscard]] std::vector<complaint::Role> actors_in(const complaint::Step&, const Lane&);

}  // namespace dumas::documents
