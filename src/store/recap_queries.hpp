// What a month came to: counts for the recap that the leadership signs (domain 3.2, S12). Numbers only, no case's text, so
// that every role with reports may read it. Called by web/staff/recap on a read lease.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/identity.hpp"
#include "base/time.hpp"
#include "complaint/words.hpp"
#include "store/database.hpp"

namespace dumas::store {

// From the first to before the second.
struct Span {
  Instant from{}, until{};
};

template <class E>
struct Tally {
  std::optional<E> value;  // none: not said yet (a case without a category is not registered)
  std::int64_t count = 0;
};

// One row of the SOP: how many cases finished it in the span, in time or late, and how many stand late in it now.
struct StepTally {
  int step = 0;
  std::int64_t in_time = 0, late = 0, still_late = 0;
};

struct LateClosing {
  CaseId id;
  std::string register_no;
  Instant closed{};
  std::int64_t days_late = 0, late_steps = 0;
};

struct Recap {
  std::int64_t received = 0, registered = 0, closed = 0;
  std::vector<Tally<complaint::Channel>> by_channel;
  std::vector<Tally<complaint::Category>> by_category;
  std::vector<Tally<complaint::Status>> by_status;  // where the span's cases stand now
  std::vector<StepTally> steps;
  std::vector<LateClosing> late_closings;             // at most 200, most days late first
  std::vector<std::pair<Instant, Instant>> answered;  // received, answered: of the cases answered in the span
};

// `today`: a row whose due date lies before it and that is not done stands late now.
[[nodiscard]] Recap recap_of(Connection&, std::string_view office, Span, Date today);

}  // namespace dumas::store
