// The same thing again and again for some seconds, for the bare loops that a server is read against (limits.cpp,
// same_work.cpp): how often a second, and how long each took, as JSON on standard output.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <vector>

// `once` counts as `worth` things: a commit of 32 submissions, say.
inline void measure(double seconds, const std::function<void()>& once, int worth = 1) {
  using SteadyClock = std::chrono::steady_clock;
  std::vector<double> took;
  const auto start = SteadyClock::now();
  auto before = start;
  while (std::chrono::duration<double>(before - start).count() < seconds) {
    once();
    const auto after = SteadyClock::now();
    took.push_back(std::chrono::duration<double>(after - before).count());
    before = after;
  }
  const double all = std::chrono::duration<double>(before - start).count();
  std::sort(took.begin(), took.end());
  const auto share = [&](double part) {
    return took[static_cast<std::size_t>(part * static_cast<double>(took.size() - 1))] * 1000;
  };
  std::printf("{\"per_second\": %.1f, \"p50_ms\": %.3f, \"p99_ms\": %.3f}\n",
              static_cast<double>(took.size()) * worth / all, share(0.5), share(0.99));
}
