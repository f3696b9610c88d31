// Where "now" comes from. The rules never read a clock: app/ takes an Instant from here and hands it in.
// Tests use ManualClock; `dumas serve --clock` uses OffsetClock to rehearse another day.
#pragma once

#include "base/time.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>

namespace dumas {

class Clock {
 public:
  virtual ~Clock() = default;
  // Safe to call from any thread.
  [[nodiscard]] virtual Instant now() const = 0;

 protected:
  Clock() = default;
  Clock(const Clock&) = default;
  Clock& operator=(const Clock&) = default;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
};

// Starts at a given instant and goes on with the steady clock, so that it never jumps.
class OffsetClock final : public Clock {
 public:
  explicit OffsetClock(Instant start) : start_(start), began_(std::chrono::steady_clock::now()) {}
  [[nodiscard]] Instant now() const override;

 private:
  Instant start_;
  std::chrono::steady_clock::time_point began_;
};

// Stands still until it is told. For tests.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : millis_(to_millis(start)) {}
  [[nodiscard]] Instant now() const override { return from_millis(millis_.load()); }
  void set(Instant instant) { millis_.store(to_millis(instant)); }
  void advance(std::chrono::milliseconds step) { millis_.fetch_add(step.count()); }

 private:
  std::atomic<std::int64_t> millis_;
};

}  // namespace dumas
