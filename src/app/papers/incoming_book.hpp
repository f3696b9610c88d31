// The Buku Surat Masuk of a month or a year as a paper (domain 3.2), for PaperKind::IncomingBook. Called by whoever prints
// /register.pdf.
#pragma once

#include "app/application.hpp"
#include "documents/model.hpp"
#include "locale/catalogue.hpp"
#include "store/book_queries.hpp"

namespace dumas::app {

// In Indonesian, dated with the office's clock, with the newest hash of the log. Takes a read lease of its own.
[[nodiscard]] documents::Model incoming_book_model(Application&, const Catalogue&, store::BookPeriod);

}  // namespace dumas::app
