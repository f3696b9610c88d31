#include "documents/sop_chart.hpp"

#include <algorithm>
#include <stdexcept>

namespace dumas::documents {
namespace {

using complaint::ActorRule;
using complaint::Role;
using complaint::Sop;
using complaint::Step;

bool contains(const std::vector<Role>& roles, Role role) {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

// Lanes grow together; each begins as one role.
class Lanes {
 public:
  explicit Lanes(const Sop& sop) {
    for (const Step& step : sop.steps)
      for (const Role role : step.actors)
        if (!find(role)) lanes_.push_back({role});
  }

  void join(Role one, Role other) {
    const std::size_t kept = find(one).value(), gone = find(other).value();
    if (kept == gone) return;
    const auto [first, second] = std::minmax(kept, gone);
    lanes_[first].insert(lanes_[first].end(), lanes_[second].begin(), lanes_[second].end());
    lanes_.erase(lanes_.begin() + static_cast<std::ptrdiff_t>(second));
  }

  [[nodiscard]] std::optional<std::size_t> find(Role role) const {
    for (std::size_t lane = 0; lane < lanes_.size(); ++lane)
      if (contains(lanes_[lane], role)) return lane;
    return std::nullopt;
  }

  [[nodiscard]] std::vector<Lane> all() && { return std::move(lanes_); }

 private:
  std::vector<Lane> lanes_;
};

// Whoever must act together is one body (a leadership, a plenary).
void join_bodies(Lanes& lanes, const Sop& sop) {
  for (const Step& step : sop.steps) {
    if (step.rule == ActorRule::Any) continue;
    for (const Role role : step.actors) lanes.join(step.actors.front(), role);
  }
}

// Whoever never acts where another could not as well needs no column of his own (an online operator beside the desk).
void join_substitutes(Lanes& lanes, const Sop& sop, Role role) {
  std::optional<std::vector<Role>> always;
  for (const Step& step : sop.steps) {
    if (!contains(step.actors, role)) continue;
    if (!always) always = step.actors;
    std::erase_if(*always, [&step](Role other) { return !contains(step.actors, other); });
  }
  for (const Role other : always.value_or(std::vector<Role>{})) lanes.join(other, role);
}

std::vector<Lane> lanes_of(const Sop& sop) {
  Lanes lanes{sop};
  join_bodies(lanes, sop);
  for (const Step& step : sop.steps)
    for (const Role role : step.actors) join_substitutes(lanes, sop, role);
  return std::move(lanes).all();
}

std::size_t lane_of(const std::vector<Lane>& lanes, Role role) {
  const auto found =
      std::find_if(lanes.begin(), lanes.end(), [role](const Lane& lane) { return contains(lane, role); });
  return static_cast<std::size_t>(found - lanes.begin());
}

// A return needs its target in this SOP, at or before the row.
std::optional<std::size_t> row_back(const Sop& sop, std::size_t row) {
  const auto target = complaint::returns_to(sop.steps[row].key);
  for (std::size_t earlier = 0; target && earlier <= row; ++earlier)
    if (sop.steps[earlier].key == *target) return earlier;
  return std::nullopt;
}

Shape shape_of(const Sop& sop, std::size_t row, const std::optional<std::size_t>& back_to) {
  if (back_to) return Shape::Decision;
  if (row == 0) return Shape::Start;
  return row + 1 == sop.steps.size() ? Shape::End : Shape::Process;
}

ChartRow row_of(const Sop& sop, std::size_t number, const std::vector<Lane>& lanes) {
  const Step& step = sop.steps[number];
  ChartRow row{.lane = lane_of(lanes, step.actors.front()), .back_to = row_back(sop, number)};
  row.shape = shape_of(sop, number, row.back_to);
  for (const Role role : step.actors) {
    const std::size_t lane = lane_of(lanes, role);
    if (lane != row.lane && std::find(row.also.begin(), row.also.end(), lane) == row.also.end())
      row.also.push_back(lane);
  }
  return row;
}

}  // namespace

SopChart chart_of(const Sop& sop) {
  const auto idle = [](const Step& step) { return step.actors.empty(); };
  if (sop.steps.empty() || std::any_of(sop.steps.begin(), sop.steps.end(), idle))
    throw std::invalid_argument("a flowchart wants steps, each with its actors");
  SopChart chart{.lanes = lanes_of(sop)};
  for (std::size_t number = 0; number < sop.steps.size(); ++number)
    chart.rows.push_back(row_of(sop, number, chart.lanes));
  // One step alone begins and ends in the same symbol.
  chart.ends_apart = chart.rows.back().shape != Shape::End;
  return chart;
}

std::vector<Role> actors_in(const Step& step, const Lane& lane) {
  std::vector<Role> here;
  for (const Role role : step.actors)
    if (contains(lane, role)) here.push_back(role);
  return here;
}

}  // namespace dumas::documents
