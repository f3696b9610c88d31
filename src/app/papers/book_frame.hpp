// What the office's own lists have in common as papers: frame, time of printing, head of the log, who signs.
// The workshop of incoming_book.cpp, outgoing_book.cpp and monthly_recap.cpp.
#pragma once

#include <string>

#include "app/application.hpp"
#include "documents/model.hpp"
#include "locale/catalogue.hpp"
#include "store/database.hpp"

namespace dumas::app::papers {

// The common fields, PERIOD and PRINTED.
[[nodiscard]] documents::Model begin_book(const Application&, const std::string& period);

// LOG_HEAD: the newest hash of the log, so that a printed book proves what stood in it.
void add_log_head(documents::Model&, store::Connection&);

// The Secretary's block with place and date: his own, or that of who stands in for him today (Plh., Plt.).
void add_secretary(documents::Model&, const Application&, store::Connection&, const Catalogue&);

// "23-11-2026" and "23-11-2026 14.05", for narrow columns; "" for no date.
[[nodiscard]] std::string narrow_date(const std::optional<Date>&);
[[nodiscard]] std::string narrow_time(Instant, Zone);

}  // namespace dumas::app::papers
