// The SOP's flowchart on a page: fills views/partials/sop_chart.html from the wiring that the printed sheet uses too.
// Called by /sop and /kasus/{id}/alur, which add what stands beside the drawing.
#pragma once

#include <functional>

#include "documents/sop_words.hpp"
#include "web/visit.hpp"

namespace dumas::web {

// The catalogue in the reader's language, for the words of roles, documents and the chart.
[[nodiscard]] documents::Words words_for(const Site&, const Visit&);

// Sets LANE_COUNT, LANES and a row of STEPS for each step; `beside` fills the rest of a step's row.
void show_chart(View&, const Site&, const Visit&, const complaint::Sop&,
                const std::function<void(View& row, std::size_t step)>& beside);

// The SOP writes "jawaban/mediasi/penyelesaian": a line may break after each stroke.
[[nodiscard]] std::string breakable(const std::string& text);

}  // namespace dumas::web
