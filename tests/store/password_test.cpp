#include "store/password.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <ctime>
#include <limits>
#include <optional>
#include <string>
#include <thread>
#include <vector>

using namespace dumas::store;

namespace {
constexpr PasswordOptions quick{.memory_kib = 8192, .passes = 1, .at_once = 1, .waiting = 2};
}

TEST_CASE("a password matches its own hash") {
  PasswordHasher hasher(quick);
  const std::string stored = *hasher.hash("kata sandi yang panjang");
  CHECK(stored.starts_with("$argon2id$"));
  CHECK(stored != *hasher.hash("kata sandi yang panjang"));
  CHECK(*hasher.verify("kata sandi yang panjang", stored) == PasswordMatch::Yes);
  CHECK(*hasher.verify("kata sandi yang panjan", stored) == PasswordMatch::No);
  CHECK(*hasher.verify("", stored) == PasswordMatch::No);
  CHECK(*hasher.verify("x", "not a hash") == PasswordMatch::No);
  CHECK(*hasher.verify("no one's password", std::nullopt) == PasswordMatch::No);
  PasswordHasher stronger({.memory_kib = 16384, .passes = 1});
  CHECK(*stronger.verify("kata sandi yang panjang", stored) == PasswordMatch::YesButOutdated);
}

TEST_CASE("an unknown user takes as long as a wrong password") {
  PasswordHasher hasher({.memory_kib = 32768, .passes = 1, .at_once = 1});
  const std::string stored = *hasher.hash("a");
  // Processor time, which other programs of the machine do not lengthen as they do the wall clock's.
  const auto best_of = [&](const std::optional<std::string>& hash) {
    auto best = std::numeric_limits<std::clock_t>::max();
    for (int i = 0; i < 4; ++i) {
      const auto begin = std::clock();
      (void)hasher.verify("b", hash);
      best = std::min(best, std::clock() - begin);
    }
    return static_cast<double>(best);
  };
  const double ratio = best_of(std::nullopt) / best_of(stored);
  CHECK(ratio > 0.5);
  CHECK(ratio < 2.0);
}

TEST_CASE("beyond those that run and wait, one is told to come back") {
  PasswordHasher hasher({.memory_kib = 65536, .passes = 2, .at_once = 1, .waiting = 2});
  std::atomic<int> busy = 0;
  std::atomic<int> hashed = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 10; ++i) {
    threads.emplace_back([&] {
      const auto result = hasher.hash("x");
      result.ok() ? ++hashed : ++busy;
      if (!result) CHECK(result.refusal().code == "TOO_BUSY");
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(hashed >= 3);
  CHECK(busy >= 1);
}
