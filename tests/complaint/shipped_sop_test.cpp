// The shipped SOP file says what domain.md section 1 says (fixtures.hpp), and a case runs through it to its end.
#include "fixtures.hpp"

#include <doctest/doctest.h>

using namespace dumas;
using namespace dumas::complaint;
using namespace dumas::complaint::testing;

namespace {
Sop shipped_sop() {
  auto reading = read_sop(file_text("sop/kpu-kota-kediri.toml"));
  REQUIRE(reading.faults.empty());
  return std::move(reading.sop);
}
}  // namespace

TEST_CASE("the shipped SOP has the ten rows of the printed table") {
  const Sop shipped = shipped_sop(), expected = kediri_sop();
  CHECK(shipped.number == expected.number);
  CHECK(shipped.day_type == expected.day_type);
  CHECK(shipped.clock_start == expected.clock_start);
  CHECK(shipped.notes_required == expected.notes_required);
  CHECK(shipped.promise_day == expected.promise_day);
  REQUIRE(shipped.steps.size() == expected.steps.size());
  for (std::size_t n = 0; n < shipped.steps.size(); ++n) {
    CAPTURE(n);
    CHECK(shipped.steps[n].number == expected.steps[n].number);
    CHECK(shipped.steps[n].key == expected.steps[n].key);
    CHECK(shipped.steps[n].actors == expected.steps[n].actors);
    CHECK(shipped.steps[n].rule == expected.steps[n].rule);
    CHECK(shipped.steps[n].requires_documents == expected.steps[n].requires_documents);
    CHECK(shipped.steps[n].due_day == expected.steps[n].due_day);
  }
}

TEST_CASE("a case runs through the shipped SOP to its end") {
  Run run;
  run.sop = shipped_sop();
  run = run_at(Status::Closed, std::move(run));
  CHECK(run.state.late_steps == 0);
  CHECK(run.state.sop_version == run.sop.version);
}

TEST_CASE("numbers need not begin at one (A2): rows are done under their own numbers, on their own days") {
  Run run;
  for (auto& step : run.sop.steps) step.number += 1;
  run = run_at(Status::Closed, std::move(run));
  std::vector<int> rows;
  for (const auto& event : run.events)
    if (event.completes_step != 0) rows.push_back(event.completes_step);
  CHECK(rows == std::vector<int>{2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
  CHECK(run.state.late_steps == 0);
}
