// The Buku Surat Keluar of a month or a year as a paper (domain 3.1), for PaperKind::OutgoingBook. Called by whoever
// prints /surat-keluar.pdf.
#pragma once

#include "app/application.hpp"
#include "documents/model.hpp"
#include "locale/catalogue.hpp"
#include "store/book_queries.hpp"

namespace dumas::app {

// In Indonesian, dated with the office's clock, with the newest hash of the log. Takes a read lease of its own.
[[nodiscard]] documents::Model outgoing_book_model(Application&, const Catalogue&, store::BookPeriod);

}  // namespace dumas::app
