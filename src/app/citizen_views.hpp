// Views of cases that were looked at lately, so that a citizen who looks again, and a thousand who look at the day's
// answer, do not have the whole history read and checked each time. Held by Desk, asked by web/public.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

#include "app/citizen_view.hpp"

namespace dumas::app {

class CitizenViews {
 public:
  explicit CitizenViews(Application& app) : app_(app) {}

  // The view of the case that this tracking page has open; nothing when its half hour is over. It is made anew when the
  // case has a newer version, and each minute: days and being late change at whole minutes, and nothing else does.
  [[nodiscard]] std::shared_ptr<const CitizenView> visited(std::string_view token);

 private:
  // Of this size a view is some kilobytes. What lies here is what the page showed: kept in memory alone.
  static constexpr std::size_t most_kept = 1000;

  struct Kept {
    std::int64_t version = 0;
    std::chrono::sys_time<std::chrono::minutes> minute{};
    std::shared_ptr<const CitizenView> view{};
  };
  using Minute = decltype(Kept::minute);

  std::shared_ptr<const CitizenView> find(CaseId id, std::int64_t version, Minute minute);
  void keep(CaseId id, Kept kept);

  Application& app_;
  std::mutex mutex_;
  std::map<std::int64_t, Kept> kept_;  // by case
};

}  // namespace dumas::app
