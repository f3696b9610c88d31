// The papers behind the numbers of the outgoing book: the letters that a print run puts into one file.
// Called by the page /surat-keluar on a read lease.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "complaint/paper.hpp"
#include "store/book_queries.hpp"

namespace dumas::store {

// Answers, minutes, memos and invitations whose number was given in the period, in the order of the book: those issued
// and those a step has finished and the printer has yet to come to. Left out: cancelled numbers, and drafts.
[[nodiscard]] std::vector<complaint::DuePaper> numbered_papers(Connection&, std::string_view office, BookPeriod, Zone);

}  // namespace dumas::store
