// The parts of the SOP's printed sheet. Called by sop_document.cpp alone.
#pragma once

#include "complaint/office.hpp"
#include "documents/markup.hpp"
#include "documents/sop_document.hpp"
#include "documents/sop_words.hpp"

namespace dumas::documents {

// Millimetres inside the margins, and the columns of the flow table that add up to its width.
struct SheetSize {
  double width = 0, height = 0;
  double number = 8, activity = 0, lane = 0, needs = 0, time = 15, output = 0, remark = 0;
};
[[nodiscard]] SheetSize sheet_size(SopPaper, std::size_t lanes);

struct Sheet {
  const complaint::Sop& sop;
  const complaint::OfficeSettings& office;
  const Words& words;
  SopChart chart;
  SheetSize size;
};

void write_identity_box(Markup&, const Sheet&);  // sop_identity_box.cpp
void write_flow_table(Markup&, const Sheet&);    // sop_flow_table.cpp

// The chart rows with which pages begin, by an estimate of how tall rows become that rather says too much: what it
// takes for one page fits on one page. sop_paging.cpp
[[nodiscard]] std::vector<std::size_t> page_starts(const Sheet&);

}  // namespace dumas::documents
