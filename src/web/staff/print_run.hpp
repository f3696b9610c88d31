// What the outgoing book and the pages of a print run know of each other. Called by outgoing.cpp and print_run.cpp.
#pragma once

#include <string>
#include <vector>

#include "app/papers/print_run.hpp"
#include "web/staff/book_parts.hpp"

namespace dumas::web::pages {

// The period's papers as this officer may print them: invitations only for who may read meetings.
[[nodiscard]] std::vector<complaint::DuePaper> papers_to_print(const Site&, const Visit&, store::Connection&,
                                                               store::BookPeriod);
// "/surat-keluar/cetak/{id}"
[[nodiscard]] std::string print_run_href(app::PrintRunId);

// The outgoing book of a period, for a page that is answered with a refusal above it.
[[nodiscard]] View outgoing_view(Site&, const Visit&, const AskedBook&);

}  // namespace dumas::web::pages
