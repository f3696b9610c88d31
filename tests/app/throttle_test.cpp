// Guessing gets slower and slower for the guesser, and for nobody else.
#include <doctest/doctest.h>

#include "app/throttle.hpp"

namespace dumas::app {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

const Instant start = parse_iso_instant("2026-11-23T02:00:00Z").value();

// Fails as often as it may within a time; every wait is sat out to the end.
int failures_within(Throttle& throttle, std::string_view client, std::string_view subject, milliseconds time) {
  int failures = 0;
  for (Instant now = start; now < start + time;) {
    const auto wait = throttle.attempt(client, subject, now);
    if (wait.count() == 0) ++failures;
    now += std::max(wait, milliseconds{1});
  }
  return failures;
}

TEST_CASE("a wrong PIN a thousand times: slower and slower for that client") {
  Throttle throttle;
  Instant now = start;
  milliseconds longest{0};
  milliseconds before{0};
  for (int i = 0; i < 1000; ++i) {
    milliseconds wait = throttle.attempt("192.0.2.1", "code:A", now);
    while (wait.count() > 0) {
      CHECK(wait <= 15min);
      if (i < 15) CHECK(wait >= before);
      before = wait;
      longest = std::max(longest, wait);
      now += wait;
      wait = throttle.attempt("192.0.2.1", "code:A", now);
    }
  }
  CHECK(longest == 15min);
  CHECK(now - start > 200h);  // a thousand tries take more than a week
  SUBCASE("the owner elsewhere is not locked out") {
    CHECK(throttle.attempt("198.51.100.7", "code:A", now).count() == 0);
  }
  SUBCASE("a neighbour behind the same address is not, with another code") {
    const auto wait = throttle.attempt("192.0.2.1", "code:B", now);
    CHECK(wait <= 2s);
    CHECK(throttle.attempt("192.0.2.1", "code:B", now + wait).count() == 0);
  }
  SUBCASE("it is forgotten in time") {
    CHECK(throttle.wait_needed("192.0.2.1", "code:A", now + 15min).count() == 0);
    const Instant later = now + 30min * 20;
    CHECK(throttle.attempt("192.0.2.1", "code:A", later).count() == 0);
    CHECK(throttle.attempt("192.0.2.1", "code:A", later + 1ms).count() == 0);
  }
}

TEST_CASE("a few mistakes cost nothing, then each doubles the wait") {
  Throttle throttle;
  for (int i = 0; i < 5; ++i) CHECK(throttle.attempt("c", "s", start).count() == 0);
  CHECK(throttle.attempt("c", "s", start).count() == 0);  // the sixth failure brings the first wait
  CHECK(throttle.attempt("c", "s", start) == 1s);
  CHECK(throttle.attempt("c", "s", start) == 1s);  // asking again costs nothing
  CHECK(throttle.attempt("c", "s", start + 1s).count() == 0);
  CHECK(throttle.wait_needed("c", "s", start + 1s) == 2s);
}

TEST_CASE("a hundred tries sent at once are no better than one after another") {
  Throttle throttle;
  int let_through = 0;
  for (int i = 0; i < 100; ++i) let_through += throttle.attempt("c", "s", start).count() == 0 ? 1 : 0;
  CHECK(let_through == 6);
}

TEST_CASE("a neighbour who fails all the time does not starve the honest one") {
  Throttle throttle;
  Instant now = start;
  for (int i = 0; i < 60; ++i, now += 2s) (void)throttle.attempt("shared", "code:" + std::to_string(i), now);
  now -= 1s;
  const auto wait = throttle.attempt("shared", "honest", now);
  REQUIRE(wait == 1s);
  // The scanner comes back at every moment in between.
  for (milliseconds passed{0}; passed < wait; passed += 10ms)
    (void)throttle.attempt("shared", "scan:" + std::to_string(passed.count()), now + passed);
  REQUIRE(throttle.attempt("shared", "scan:0", now + wait).count() == 0);
  REQUIRE(throttle.wait_needed("shared", "newcomer", now + wait) == 2s);
  CHECK(throttle.attempt("shared", "honest", now + wait).count() == 0);
}

TEST_CASE("success forgets the pair, an unjudged try is taken back") {
  Throttle throttle;
  for (int i = 0; i < 6; ++i) (void)throttle.attempt("c", "s", start);
  CHECK(throttle.wait_needed("c", "s", start) > 0ms);
  throttle.take_back("c", "s", start);
  CHECK(throttle.wait_needed("c", "s", start).count() == 0);
  (void)throttle.attempt("c", "s", start);
  throttle.succeeded("c", "s", start);
  for (int i = 0; i < 5; ++i) CHECK(throttle.attempt("c", "s", start).count() == 0);
  CHECK(throttle.wait_needed("c", "s", start).count() == 0);
}

TEST_CASE("a clock set back locks nobody out until its time comes again") {
  Throttle throttle;
  CHECK(throttle.attempt("shared", "s", start + 24h * 365).count() == 0);
  throttle.succeeded("shared", "s", start + 24h * 365);
  for (int failure = 0; failure < 40; ++failure) (void)throttle.attempt("shared", "t", start + 24h * 365);
  CHECK(throttle.attempt("shared", "s", start).count() == 0);
  CHECK(throttle.attempt("shared", "t", start).count() == 0);
}

TEST_CASE("its memory is bounded, the oldest go first") {
  ThrottleSettings settings;
  settings.entries = 4000;
  Throttle throttle(settings);
  for (int i = 0; i < 6; ++i) (void)throttle.attempt("first", "s", start);
  for (int i = 0; i < 3999; ++i) (void)throttle.attempt("client" + std::to_string(i), std::string(100'000, 's'), start);
  CHECK(throttle.size() == 8000);
  CHECK(throttle.wait_needed("first", "s", start) > 0ms);
  for (int i = 0; i < 10; ++i) (void)throttle.attempt("more" + std::to_string(i), "s", start);
  CHECK(throttle.size() == 8000);
  CHECK(throttle.wait_needed("first", "s", start).count() == 0);
}

TEST_CASE("steady guessing at its best: four tries an hour") {
  Throttle throttle;
  CHECK(failures_within(throttle, "c", "s", 24h) < 24 * 4 + 20);
}

TEST_CASE("one IPv6 household is one client") {
  CHECK(client_of("192.0.2.1") == "192.0.2.1");
  CHECK(client_of("::ffff:192.0.2.1") == "192.0.2.1");
  CHECK(client_of("2001:db8:1:2:aaaa::1") == client_of("2001:db8:1:2:bbbb:1:2:3"));
  CHECK(client_of("2001:db8:1:2::1") != client_of("2001:db8:1:3::1"));
  CHECK(client_of("").empty());
}

}  // namespace
}  // namespace dumas::app
