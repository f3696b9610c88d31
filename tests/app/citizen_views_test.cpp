// The tracking page's view is remembered, and never older than its case or its day.
#include "app/citizen_views.hpp"

#include <doctest/doctest.h>

#include "../support/road.hpp"
#include "app/tracking.hpp"

using namespace dumas;             // NOLINT(google-build-using-namespace)
using namespace dumas::complaint;  // NOLINT(google-build-using-namespace)
using namespace dumas::testing;    // NOLINT(google-build-using-namespace)

namespace {

struct Followed {
  Office o;
  CaseId id;
  std::string token;

  Followed() {
    o.open();
    id = o.must({}, o.as("loket", Role::FrontDesk), complaint_of("Diikuti")).case_id;
    token = app::open_visit(*o.app, id);
  }
  [[nodiscard]] std::shared_ptr<const app::CitizenView> look() const { return o.desk->citizen_views.visited(token); }
};

}  // namespace

TEST_CASE("who looks twice sees the view that was made, until something happens") {
  Followed f;
  const auto first = f.look();
  REQUIRE(first);
  CHECK(first->subject == "Diikuti");
  CHECK(f.look() == first);
  f.o.must(f.id, f.o.as("loket", Role::FrontDesk), entry());
  const auto registered = f.look();
  REQUIRE(registered);
  CHECK(registered->register_no == "0001/DUMAS/2026");
}

TEST_CASE("another day is another view, and being late shows in the minute in which it begins") {
  Followed f;
  f.o.must(f.id, f.o.as("loket", Role::FrontDesk), entry());
  CHECK(f.look()->day == 1);
  const auto promised = f.look()->promised.value();
  const Instant closing = f.o.app->calendar().due_instant(promised);
  const auto visit_again = [&] { f.token = app::open_visit(*f.o.app, f.id); };  // half an hour ends in between
  f.o.clock.set(closing);
  visit_again();
  CHECK(f.look()->day > 1);
  CHECK_FALSE(f.look()->late);
  f.o.clock.set(closing + std::chrono::minutes(1));
  CHECK(f.look()->late);
}

TEST_CASE("a page whose half hour is over shows nothing, remembered or not") {
  Followed f;
  CHECK(f.look());
  f.o.clock.set(f.o.clock.now() + app::visit_length);
  CHECK_FALSE(f.look());
  CHECK_FALSE(f.o.desk->citizen_views.visited("sembarang"));
  CHECK_FALSE(f.o.desk->citizen_views.visited(""));
}

TEST_CASE("closing a page closes it, and each token opens its own case") {
  Followed f;
  const auto other = f.o.must({}, f.o.as("loket", Role::FrontDesk), complaint_of("Lain")).case_id;
  const auto second = app::open_visit(*f.o.app, other);
  CHECK(f.look()->subject == "Diikuti");
  CHECK(f.o.desk->citizen_views.visited(second)->subject == "Lain");
  app::close_visit(*f.o.app, f.token);
  CHECK_FALSE(f.look());
}
