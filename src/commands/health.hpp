// What machines ask the server: is it ready, and how is it doing (Prometheus text format).
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>

#include "app/application.hpp"
#include "http/response.hpp"
#include "http/server.hpp"

namespace dumas::commands {

// Answers by duration, for a Prometheus histogram. Safe from several threads.
class Timings {
 public:
  static constexpr std::array<double, 8> bounds{0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5};  // seconds
  void add(int status, std::chrono::microseconds took);

  [[nodiscard]] std::uint64_t below(std::size_t bound) const { return counts_.at(bound).load(); }
  [[nodiscard]] std::uint64_t all() const { return counts_.back().load(); }
  [[nodiscard]] double sum() const { return static_cast<double>(microseconds_.load()) / 1e6; }

 private:
  std::array<std::atomic<std::uint64_t>, 9> counts_{};  // cumulative, as Prometheus wants them
  std::atomic<std::uint64_t> microseconds_{0};
};

enum class Phase { Serving, Stopping };

// 200 when the database answers and its writer has not failed, else 503; 503 too when the server is about to stop, so
// that a proxy sends its requests to another one.
[[nodiscard]] http::Response readiness(app::Application&, Phase);
[[nodiscard]] http::Response metrics_page(app::Application&, const http::Metrics&, const Timings&);

}  // namespace dumas::commands
