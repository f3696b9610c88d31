// The words of a complaint whose thread meets the end of the memory: the next complaint on that thread is indexed as ever.
#include <doctest/doctest.h>

#include <thread>

#include "../support/failing_new.hpp"
#include "store/blind_index.hpp"

using namespace dumas::store;  // NOLINT(google-build-using-namespace)

TEST_CASE("after any allocation that failed, the words of the next text on that thread are the right ones") {
  const BlindIndex index{Vault{SecretKey{}}};
  const std::string text = "Pelayanan di loket pendaftaran terlambat dua jam";
  const std::string right = index.tokens(text);
  bool failed = true;
  for (long nth = 0; failed; ++nth) {
    std::string afterwards;
    std::thread fresh([&] {
      dumas::testing::allocations_left = nth;
      try {
        failed = index.tokens(text).empty();
      } catch (const std::bad_alloc&) {
        failed = true;
      }
      dumas::testing::allocations_left = -1;
      afterwards = index.tokens(text);
    });
    fresh.join();
    CHECK(afterwards == right);
    REQUIRE(nth < 1000);
  }
}
