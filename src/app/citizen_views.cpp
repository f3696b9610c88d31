#include "app/citizen_views.hpp"

#include "store/event_log.hpp"
#include "store/tracking.hpp"

namespace dumas::app {

std::shared_ptr<const CitizenView> CitizenViews::visited(std::string_view token) {
  if (token.empty()) return nullptr;
  const Instant now = app_.clock().now();
  const auto minute = std::chrono::floor<std::chrono::minutes>(now);
  return app_.readers().with([&](store::Connection& connection) -> std::shared_ptr<const CitizenView> {
    const auto open = store::find_visit(connection, app_.vault(), token, to_millis(now));
    if (!open) return nullptr;
    if (auto found = find(open->id, open->version, minute)) return found;
    auto made = citizen_view(app_, connection, open->id);
    if (!made) return nullptr;
    auto view = std::make_shared<const CitizenView>(std::move(*made));
    keep(open->id, {.version = open->version, .minute = minute, .view = view});
    return view;
  });
}

std::shared_ptr<const CitizenView> CitizenViews::find(CaseId id, std::int64_t version, Minute minute) {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(id.value);
  const bool fits = found != kept_.end() && found->second.version == version && found->second.minute == minute;
  return fits ? found->second.view : nullptr;
}

void CitizenViews::keep(CaseId id, Kept kept) {
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= most_kept)
    std::erase_if(kept_, [&](const auto& old) { return old.second.minute != kept.minute; });
  if (kept_.size() >= most_kept) kept_.clear();
  kept_.insert_or_assign(id.value, std::move(kept));
}

}  // namespace dumas::app
