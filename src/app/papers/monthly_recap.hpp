// The monthly recap (domain 3.2, S12): its figures in words for the page /rekap, and as the paper that the Secretary
// signs, for PaperKind::MonthlyRecap.
#pragma once

#include <string>

#include "app/application.hpp"
#include "base/language.hpp"
#include "documents/model.hpp"
#include "locale/catalogue.hpp"
#include "store/book_queries.hpp"

namespace dumas::app {

// What the month came to, as it stands now.
[[nodiscard]] store::Recap read_recap(const Application&, store::Connection&, store::BookPeriod month);

// Working days from receipt to answer, the day of receipt not counted: the mean over the month's answers to a tenth;
// "–" for none.
[[nodiscard]] std::string mean_days(const Application&, Language, const store::Recap&);
// The share in time, "91 %"; "–" when none was done.
[[nodiscard]] std::string rate_in_time(const store::StepTally&);

// In Indonesian, dated with the office's clock. Takes a read lease of its own.
[[nodiscard]] documents::Model monthly_recap_model(Application&, const Catalogue&, store::BookPeriod month);

}  // namespace dumas::app
